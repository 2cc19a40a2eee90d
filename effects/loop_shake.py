"""Shake: it trembles all the time."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    reach = 0.02 * settings["amount"] / 100
    return Pose(
        x=reach * sin(12 * pi * turn), y=reach * sin(16 * pi * turn) / 2, rotation_deg=40 * reach * sin(8 * pi * turn)
    )


EFFECT = Effect(
    id="loop_shake",
    name="Shake",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
