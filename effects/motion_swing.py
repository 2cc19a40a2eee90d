"""Swing: it swings like a sign until it hangs still."""

from __future__ import annotations

from math import cos, pi

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 2
    return Pose(
        rotation_deg=settings["amount"] * left * cos(3 * pi * moment.progress), opacity=min(1.0, 4 * moment.progress)
    )


EFFECT = Effect(
    id="motion_swing",
    name="Swing",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Turn", default=35.0, low=0.0, high=180.0, unit="°"),),
)
