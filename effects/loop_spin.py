"""Spin: it turns round and round."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(rotation_deg=settings["amount"] * turn)


EFFECT = Effect(
    id="loop_spin",
    name="Spin",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Turn", default=360.0, low=-360.0, high=360.0, unit="°"),),
)
