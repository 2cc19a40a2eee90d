"""Typewriter: letter after letter stands there."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    return tuple(TextPose(opacity=1.0 if part.turn(moment.progress, 1) > 0 else 0.0) for part in parts)


EFFECT = Effect(
    id="words_typewriter",
    name="Typewriter",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="letter",
)
