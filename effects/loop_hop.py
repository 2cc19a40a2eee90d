"""Hop: it jumps and lands."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(y=-0.08 * settings["amount"] / 100 * 4 * max(0.0, turn * (0.6 - turn)) / 0.36)


EFFECT = Effect(
    id="loop_hop",
    name="Hop",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
