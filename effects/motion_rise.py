"""Rise: it comes up a little and becomes clear."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 3
    return Pose(y=settings["amount"] / 100 * left, opacity=1 - left)


EFFECT = Effect(
    id="motion_rise",
    name="Rise",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Distance", default=12.0, low=0.0, high=100.0, unit="%"),),
)
