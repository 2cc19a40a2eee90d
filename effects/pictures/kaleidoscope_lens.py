"""Kaleidoscope: mirrored wedges that turn slowly."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid, wedged

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    x, y = grid(*picture.shape[:2])
    to_x, to_y = wedged(picture.shape[:2], pi / settings["wedges"], moment.time * 0.5)
    part = np.float32(min(1.0, 2 * amount))
    return bent(picture, x + (to_x - x) * part, y + (to_y - y) * part)


EFFECT = Effect(
    id="kaleidoscope_lens",
    name="Kaleidoscope",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="wedges", name="Wedges", default=6.0, low=2.0, high=16.0, unit=""),
    ),
)
