"""Flash: it comes out of white light."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    left = (1 - moment.progress) ** 2
    return Pose(light=min(1.0, settings["amount"] / 100 * left), opacity=min(1.0, 6 * moment.progress))


EFFECT = Effect(
    id="motion_flash",
    name="Flash",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=100.0, unit="%"),),
)
