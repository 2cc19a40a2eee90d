"""Letters fan: letters lean outwards from the middle and back."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        middle = (part.count - 1) / 2
        away = (part.index - middle) / max(0.5, middle)
        poses.append(
            TextPose(
                rotation_deg=22 * away * sin(pi * (moment.progress % 1.0)) ** 2,
                y=0.2 * away * away * sin(pi * (moment.progress % 1.0)) ** 2,
            )
        )
    return tuple(poses)


EFFECT = Effect(
    id="letters_fan",
    name="Letters fan",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
)
