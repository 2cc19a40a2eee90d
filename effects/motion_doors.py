"""Doors: it opens from the middle."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    left = (1 - moment.progress) ** 2
    return Pose(hide_left=left / 2, hide_right=left / 2)


EFFECT = Effect(
    id="motion_doors",
    name="Doors",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
