"""Heartbeat: it beats twice and rests."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    beats = sum(sin(pi * (turn - begin) / 0.2) for begin in (0.0, 0.25) if begin < turn < begin + 0.2)
    return Pose(scale=1 + 0.12 * settings["amount"] / 100 * beats)


EFFECT = Effect(
    id="loop_heartbeat",
    name="Heartbeat",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
