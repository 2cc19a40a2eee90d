"""Float: it goes up and down as on water."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(y=-0.03 * settings["amount"] / 100 * sin(2 * pi * turn))


EFFECT = Effect(
    id="loop_float",
    name="Float",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
