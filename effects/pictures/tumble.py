"""Tumble: the frame rocks and tilts in space."""

from __future__ import annotations

from math import cos, sin

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, over, placed, tilted

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    time = moment.time * 1.6
    deep, tall = 0.09 * amount * sin(time), 0.07 * amount * cos(time * 0.8)
    big = placed(picture, scale=1 + 0.2 * amount, edge="mirror")
    return over(tilted(big, ((-deep, -tall), (1 + deep, tall), (1 - deep, 1 - tall), (deep, 1 + tall))), big)


EFFECT = Effect(
    id="tumble",
    name="Tumble",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(),),
)
