"""Letters twinkle: letter after letter goes faint and comes back."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Param, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:
    turn, share = moment.progress % 1.0, settings["amount"] / 100
    poses = []
    for part in parts:
        into = min(1.0, max(0.0, (turn * (part.count + 3) - part.index) / 4))
        poses.append(TextPose(opacity=1 - share * sin(pi * into) ** 2))
    return tuple(poses)


EFFECT = Effect(
    id="words_blink",
    name="Letters twinkle",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
    params=(Param(key="amount", name="Amount", default=80.0, low=0.0, high=100.0, unit="%"),),
)
