"""Wave: a wave runs through the letters."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:
    turn, reach = moment.progress % 1.0, settings["amount"] / 100
    poses = []
    for part in parts:
        # Up and down once a round, each letter a little after its neighbour; at rest where the round begins.
        into = min(1.0, max(0.0, (turn * (part.count + 6) - part.index) / 6))
        poses.append(TextPose(y=-reach * sin(pi * into) ** 2))
    return tuple(poses)


EFFECT = Effect(
    id="words_wave",
    name="Wave",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
    params=(Param(key="amount", name="Height", default=35.0, low=0.0, high=200.0, unit="%"),),
)
