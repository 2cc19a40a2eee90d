"""Letters rise: letter after letter comes up from below."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        left = (1 - part.turn(moment.progress, 5)) ** 3
        poses.append(TextPose(y=0.8 * left, opacity=1 - left))
    return tuple(poses)


EFFECT = Effect(
    id="words_rise",
    name="Letters rise",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="letter",
)
