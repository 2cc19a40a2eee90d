"""Lines nod: line after line nods."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        into = min(1.0, max(0.0, (moment.progress % 1.0) * (part.count + 1) / 2 - part.index / 2))
        poses.append(TextPose(rotation_deg=5 * sin(2 * pi * into), y=0.12 * sin(pi * into)))
    return tuple(poses)


EFFECT = Effect(
    id="lines_nod",
    name="Lines nod",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="line",
)
