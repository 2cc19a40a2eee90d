"""From the middle: letters come one after another from the middle of the words to both ends."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        middle = (part.count - 1) / 2
        away = abs(part.index - middle) / max(0.5, middle)
        turn = min(1.0, max(0.0, moment.progress * 2 - away))
        poses.append(TextPose(scale=0.4 + 0.6 * turn, opacity=turn))
    return tuple(poses)


EFFECT = Effect(
    id="letters_from_the_middle",
    name="From the middle",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="letter",
)
