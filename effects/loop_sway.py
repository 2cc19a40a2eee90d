"""Sway: it leans to one side and to the other."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(rotation_deg=settings["amount"] * sin(2 * pi * turn))


EFFECT = Effect(
    id="loop_sway",
    name="Sway",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Turn", default=6.0, low=0.0, high=90.0, unit="°"),),
)
