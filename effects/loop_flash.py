"""Flash: light runs over it once a round."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pose, Settings

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:
    turn = moment.progress % 1.0
    return Pose(light=0.6 * settings["amount"] / 100 * max(0.0, 1 - turn / 0.3) if turn > 0 else 0.0)


EFFECT = Effect(
    id="loop_flash",
    name="Flash",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("loop",),
    params=(Param(key="amount", name="Amount", default=100.0, low=0.0, high=160.0, unit="%"),),
)
