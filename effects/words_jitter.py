"""Letters tremble: each letter trembles by itself."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:
    turn, reach = moment.progress % 1.0, settings["amount"] / 100
    poses = []
    for part in parts:
        one, other = 3 + part.index % 4, 4 + part.index % 3
        poses.append(TextPose(x=reach * sin(2 * pi * one * turn), y=reach * sin(2 * pi * other * turn)))
    return tuple(poses)


EFFECT = Effect(
    id="words_jitter",
    name="Letters tremble",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
    params=(Param(key="amount", name="Amount", default=5.0, low=0.0, high=50.0, unit="%"),),
)
