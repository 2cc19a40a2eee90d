"""Orbit: it goes round in a small circle."""

from __future__ import annotations

from math import cos, pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    reach = 0.03 * settings["amount"] / 100
    return Pose(x=reach * sin(2 * pi * turn), y=reach * (1 - cos(2 * pi * turn)))


EFFECT = Effect(
    id="loop_orbit",
    name="Orbit",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
