"""Letters roll: letter after letter turns once around."""

from __future__ import annotations

from studio.effect import Effect, Moment, Settings, TextPart, TextPose
from studio.model import eased

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:  # noqa: ARG001
    poses = []
    for part in parts:
        into = min(1.0, max(0.0, ((moment.progress % 1.0) * (part.count + 3) - part.index) / 3))
        poses.append(TextPose(rotation_deg=360 * eased(into, "in_out")))
    return tuple(poses)


EFFECT = Effect(
    id="letters_roll",
    name="Letters roll",
    kind="text",
    group="animations",
    apply=_apply,
    whens=("loop",),
    text_by="letter",
)
