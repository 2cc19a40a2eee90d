"""Letters sway: each letter leans to and fro."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:
    turn = moment.progress % 1.0
    return tuple(
        TextPose(rotation_deg=settings["amount"] * sin(2 * pi * turn) * (1 if part.index % 2 else -1)) for part in parts
    )


EFFECT = Effect(
    id="words_sway",
    name="Letters sway",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
    params=(Param(key="amount", name="Turn", default=10.0, low=0.0, high=90.0, unit="°"),),
)
