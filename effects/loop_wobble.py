"""Wobble: it leans and swells like jelly."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    share = settings["amount"] / 100
    return Pose(rotation_deg=5 * share * sin(4 * pi * turn), scale=1 + 0.05 * share * sin(2 * pi * turn) ** 2)


EFFECT = Effect(
    id="loop_wobble",
    name="Wobble",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
