"""Words fall: word after word falls into its place and bounces."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose
from studio.model import eased

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        turn = part.turn(moment.progress, 2)
        poses.append(TextPose(y=1.6 * (eased(turn, "out_bounce") - 1), opacity=min(1.0, 3 * turn)))
    return tuple(poses)


EFFECT = Effect(
    id="words_fall",
    name="Words fall",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    text_by="word",
)
