"""Bounce: it falls from above and bounces."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings
from studio.model import eased

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    return Pose(y=eased(moment.progress, "out_bounce") - 1)


EFFECT = Effect(
    id="motion_bounce",
    name="Bounce",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
