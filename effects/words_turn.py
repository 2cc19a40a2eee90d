"""Words turn: word after word turns upright."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        left = (1 - part.turn(moment.progress, 3)) ** 2
        poses.append(TextPose(rotation_deg=-50 * left, y=0.3 * left, opacity=1 - left))
    return tuple(poses)


EFFECT = Effect(
    id="words_turn",
    name="Words turn",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="word",
)
