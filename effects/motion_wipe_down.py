"""Wipe down: it is uncovered from above."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    left = 1 - moment.progress
    return Pose(hide_bottom=left * left * (3 - 2 * left))


EFFECT = Effect(
    id="motion_wipe_down",
    name="Wipe down",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
