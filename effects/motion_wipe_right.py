"""Wipe right: it is uncovered from left to right."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    left = 1 - moment.progress
    return Pose(hide_right=left * left * (3 - 2 * left))


EFFECT = Effect(
    id="motion_wipe_right",
    name="Wipe right",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
