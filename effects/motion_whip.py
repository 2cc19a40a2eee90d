"""Whip: it rushes in from the left, blurred by its haste."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    left = (1 - moment.progress) ** 4
    return Pose(x=-left, scale=1 + 0.15 * left, blur=0.05 * left)


EFFECT = Effect(
    id="motion_whip",
    name="Whip",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
