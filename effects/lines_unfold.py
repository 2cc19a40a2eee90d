"""Lines unfold: each line grows from nothing."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose
from studio.model import eased

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        turn = part.turn(moment.progress, 2)
        poses.append(TextPose(scale=max(0.0, eased(turn, "out")), opacity=min(1.0, 2 * turn)))
    return tuple(poses)


EFFECT = Effect(
    id="lines_unfold",
    name="Lines unfold",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="line",
)
