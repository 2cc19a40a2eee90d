"""Words tilt: every other word tilts the other way."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        side = 1 if part.index % 2 else -1
        poses.append(TextPose(rotation_deg=6 * side * sin(2 * pi * (moment.progress % 1.0))))
    return tuple(poses)


EFFECT = Effect(
    id="words_tilt",
    name="Words tilt",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="word",
)
