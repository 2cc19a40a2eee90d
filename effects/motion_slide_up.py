"""Slide up: it comes in from below."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    return Pose(y=((1 - moment.progress) ** 3))


EFFECT = Effect(
    id="motion_slide_up",
    name="Slide up",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
