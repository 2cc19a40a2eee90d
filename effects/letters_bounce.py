"""Letters bounce: letters bounce in two groups, one up while the other is down."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        turns = moment.progress % 1.0 + (0.5 if part.index % 2 else 0.0)
        rest = 1.0 if part.index % 2 else 0.0
        poses.append(TextPose(y=-0.28 * (abs(sin(pi * turns)) - rest)))
    return tuple(poses)


EFFECT = Effect(
    id="letters_bounce",
    name="Letters bounce",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
)
