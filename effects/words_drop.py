"""Letters drop: letter after letter falls and bounces."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose
from studio.model import eased

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        turn = part.turn(moment.progress, 6)
        poses.append(TextPose(y=1.5 * (eased(turn, "out_bounce") - 1), opacity=min(1.0, 4 * turn)))
    return tuple(poses)


EFFECT = Effect(
    id="words_drop",
    name="Letters drop",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="letter",
)
