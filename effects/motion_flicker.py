"""Flicker: it comes on like a lamp that does not want to."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    # On at these shares of the way, off between them.
    lit = (
        any(begin <= moment.progress < end for begin, end in ((0.1, 0.2), (0.35, 0.42), (0.5, 0.7)))
        or moment.progress >= 0.8
    )
    return Pose(opacity=1.0 if lit else 0.0)


EFFECT = Effect(
    id="motion_flicker",
    name="Flicker",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
