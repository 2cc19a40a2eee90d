"""Slide left: it comes in from the right."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    return Pose(x=((1 - moment.progress) ** 3))


EFFECT = Effect(
    id="motion_slide_left",
    name="Slide left",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
