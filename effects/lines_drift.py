"""Lines drift: lines go to and fro, each against its neighbour."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        side = 1 if part.index % 2 else -1
        poses.append(TextPose(x=0.25 * side * sin(2 * pi * (moment.progress % 1.0))))
    return tuple(poses)


EFFECT = Effect(
    id="lines_drift",
    name="Lines drift",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="line",
)
