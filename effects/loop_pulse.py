"""Pulse: it grows and shrinks evenly."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(scale=1 + 0.08 * settings["amount"] / 100 * sin(pi * turn) ** 2)


EFFECT = Effect(
    id="loop_pulse",
    name="Pulse",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
