"""Blur: it becomes sharp."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 2
    return Pose(blur=0.08 * settings["amount"] / 100 * left, opacity=min(1.0, 2.5 * moment.progress))


EFFECT = Effect(
    id="motion_blur",
    name="Blur",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=200.0, unit="%"),),
)
