"""Zoom punch: jumps nearer on every beat and sinks back."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, placed, spread

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    beat = moment.time * settings["bpm"] / 60 % 1
    near = 0.22 * amount * (1 - beat) ** 3
    return spread(placed(picture, scale=1 + near, edge="mirror"), 0.9 * near) if near > 0.004 else picture


EFFECT = Effect(
    id="zoom_punch",
    name="Zoom punch",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="bpm", name="Beats a minute", default=110.0, low=40.0, high=200.0, unit=""),
    ),
)
