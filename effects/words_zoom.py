"""Words zoom: word after word comes from far too large."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        left = (1 - part.turn(moment.progress, 2)) ** 2
        poses.append(TextPose(scale=1 + 1.6 * left, opacity=(1 - left) ** 2))
    return tuple(poses)


EFFECT = Effect(
    id="words_zoom",
    name="Words zoom",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="word",
)
