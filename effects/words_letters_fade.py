"""Letters fade in: letter after letter becomes clear."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    return tuple(TextPose(opacity=part.turn(moment.progress, 4)) for part in parts)


EFFECT = Effect(
    id="words_letters_fade",
    name="Letters fade in",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="letter",
)
