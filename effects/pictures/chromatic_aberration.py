"""Chromatic aberration: coloured seams towards the edges, as with a cheap lens."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, placed, recombined

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    red = placed(picture, scale=1 + 0.022 * amount, edge="mirror")
    return recombined(red, picture, placed(picture, scale=1 - 0.018 * amount, edge="mirror"))


EFFECT = Effect(
    id="chromatic_aberration",
    name="Chromatic aberration",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
