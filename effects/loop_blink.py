"""Blink: it becomes faint and clear again."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(opacity=1 - min(1.0, settings["amount"] / 100) * sin(pi * turn) ** 2)


EFFECT = Effect(
    id="loop_blink",
    name="Blink",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=70.0, low=0.0, high=100.0, unit="%"),),
)
