"""Tumble: the frame rocks and tilts in space."""

from __future__ import annotations

from math import cos, sin

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing, over, placed, tilted, within_alpha

__all__ = ["EFFECT"]


def _filled(tilted_picture: Pixels, behind: Pixels) -> Pixels:
    return over(tilted_picture, behind)


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    time = moment.time * 1.6
    deep, tall = 0.09 * amount * sin(time), 0.07 * amount * cos(time * 0.8)
    big = placed(picture, scale=1 + 0.2 * amount, edge="mirror")
    return within_alpha(
        _filled(tilted(big, ((-deep, -tall), (1 + deep, tall), (1 - deep, 1 - tall), (deep, 1 + tall))), big)
    )


EFFECT = Effect(
    id="tumble",
    name="Tumble",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),),
)
