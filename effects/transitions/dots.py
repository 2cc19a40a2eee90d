"""Dots: printed dots grow together into the next picture."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, grid, mixed, ramp

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    height, width = before.shape[:2]
    x, y = grid(height, width)
    size = np.float32(2 / settings["across"])
    across, down = (x + y) / size, (x - y) / size
    far = np.sqrt(np.square(across - np.round(across)) + np.square(down - np.round(down)))
    grown = np.float32(moment.progress * 1.7) - ramp(height, width, 30) * np.float32(0.9)
    return mixed(before, after, (grown - far) / np.float32(0.08))


EFFECT = Effect(
    id="dots",
    name="Dots",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(Param(key="across", name="Across", default=14.0, low=4.0, high=60.0, unit=""),),
)
