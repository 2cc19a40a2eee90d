"""Wipe left: it is uncovered from right to left."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    left = 1 - moment.progress
    return Pose(hide_left=left * left * (3 - 2 * left))


EFFECT = Effect(
    id="motion_wipe_left",
    name="Wipe left",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
