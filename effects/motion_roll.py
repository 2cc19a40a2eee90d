"""Roll: it rolls in from the left."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 3
    return Pose(x=-left, rotation_deg=-settings["amount"] * left)


EFFECT = Effect(
    id="motion_roll",
    name="Roll",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Turn", default=180.0, low=0.0, high=720.0, unit="°"),),
)
