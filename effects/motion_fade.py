"""Fade: it comes out of nothing."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    return Pose(opacity=min(1.0, moment.progress))


EFFECT = Effect(
    id="motion_fade",
    name="Fade",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
