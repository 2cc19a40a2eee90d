"""Shake: it trembles until it stands still."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    reach = 0.05 * settings["amount"] / 100 * (1 - moment.progress)
    x, y = reach * sin(10 * pi * moment.progress), reach * sin(14 * pi * moment.progress)
    return Pose(x=x, y=y / 2, opacity=min(1.0, 5 * moment.progress))


EFFECT = Effect(
    id="motion_shake",
    name="Shake",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
