"""Letters swell: a swelling runs through the letters."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        into = min(1.0, max(0.0, ((moment.progress % 1.0) * (part.count + 4) - part.index) / 4))
        poses.append(TextPose(scale=1 + 0.35 * sin(pi * into) ** 2))
    return tuple(poses)


EFFECT = Effect(
    id="letters_pulse",
    name="Letters swell",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
)
