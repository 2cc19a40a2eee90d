"""Flicker: it fails now and then, like an old lamp."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    dark = any(begin < turn < begin + 0.06 for begin in (0.2, 0.32, 0.7))
    return Pose(opacity=1 - settings["amount"] / 100 if dark else 1.0)


EFFECT = Effect(
    id="loop_flicker",
    name="Flicker",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=80.0, low=0.0, high=100.0, unit="%"),),
)
