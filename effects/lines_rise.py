"""Lines rise: line after line comes up from below."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        left = (1 - part.turn(moment.progress, 2)) ** 3
        poses.append(TextPose(y=1.1 * left, opacity=1 - left))
    return tuple(poses)


EFFECT = Effect(
    id="lines_rise",
    name="Lines rise",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="line",
)
