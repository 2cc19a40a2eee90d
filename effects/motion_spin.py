"""Spin: it turns and grows to its place."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 3
    return Pose(scale=1 - left, rotation_deg=-settings["amount"] * left, opacity=min(1.0, 4 * moment.progress))


EFFECT = Effect(
    id="motion_spin",
    name="Spin",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Turn", default=180.0, low=-720.0, high=720.0, unit="°"),),
)
