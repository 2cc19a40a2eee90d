"""Slow zoom: it comes slowly nearer and goes back."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(scale=1 + settings["amount"] / 100 * sin(pi * turn) ** 2)


EFFECT = Effect(
    id="loop_zoom",
    name="Slow zoom",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=25.0, low=0.0, high=200.0, unit="%"),),
)
