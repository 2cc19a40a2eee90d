"""Words glimmer: a dimming runs from word to word."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        into = min(1.0, max(0.0, ((moment.progress % 1.0) * (part.count + 1) - part.index) / 2))
        poses.append(TextPose(opacity=1 - 0.65 * sin(pi * into) ** 2))
    return tuple(poses)


EFFECT = Effect(
    id="words_glimmer",
    name="Words glimmer",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="word",
)
