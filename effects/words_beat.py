"""Words beat: word after word grows and shrinks."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:
    turn, share = moment.progress % 1.0, settings["amount"] / 100
    poses = []
    for part in parts:
        into = min(1.0, max(0.0, turn * part.count - part.index))
        poses.append(TextPose(scale=1 + share * sin(pi * into) ** 2))
    return tuple(poses)


EFFECT = Effect(
    id="words_beat",
    name="Words beat",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="word",
    params=(Param(key="amount", name="Amount", default=25.0, low=0.0, high=100.0, unit="%"),),
)
