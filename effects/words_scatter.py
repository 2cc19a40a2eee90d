"""Letters gather: the letters come together from all around."""

from __future__ import annotations

from math import cos, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        left = (1 - part.turn(moment.progress, 8)) ** 3
        # The golden angle: neighbours come from far apart, and always from the same side.
        way = 2.39996 * part.index
        poses.append(TextPose(x=3 * left * cos(way), y=3 * left * sin(way), rotation_deg=120 * left, opacity=1 - left))
    return tuple(poses)


EFFECT = Effect(
    id="words_scatter",
    name="Letters gather",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="letter",
)
