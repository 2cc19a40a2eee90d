"""Kaleidoscope: mirrored wedges that turn slowly."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    x, y = grid(*picture.shape[:2])
    wedge = np.float32(pi / settings["wedges"])
    angle, far = np.arctan2(y, x) + np.float32(moment.time * 0.5), np.sqrt(x * x + y * y)
    mirrored = np.abs(np.mod(angle, 2 * wedge) - wedge) + np.float32(0.3)
    part = np.float32(min(1.0, 2 * amount))
    return bent(picture, x + (far * np.cos(mirrored) - x) * part, y + (far * np.sin(mirrored) - y) * part)


EFFECT = Effect(
    id="kaleidoscope_lens",
    name="Kaleidoscope",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),
        Param(key="wedges", name="Wedges", default=6.0, low=2.0, high=16.0, unit=""),
    ),
)
