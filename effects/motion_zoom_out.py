"""Zoom out: it shrinks to its size."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 3
    return Pose(scale=1 + settings["amount"] / 100 * left, opacity=min(1.0, 3 * moment.progress))


EFFECT = Effect(
    id="motion_zoom_out",
    name="Zoom out",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Amount", default=80.0, low=0.0, high=400.0, unit="%"),),
)
