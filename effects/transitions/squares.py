"""Squares: squares change one after the other, in no order."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, mixed, speckle

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    height, width = before.shape[:2]
    side = max(1, round(min(height, width) / settings["across"]))
    rows, columns = -(-height // side), -(-width // side)
    start = np.repeat(np.repeat(speckle(rows, columns, 5), side, axis=0), side, axis=1)[:height, :width]
    return mixed(before, after, (np.float32(moment.progress * 1.12) - start) / np.float32(0.12))


EFFECT = Effect(
    id="squares",
    name="Squares",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(Param(key="across", name="Across", default=8.0, low=2.0, high=40.0, unit=""),),
)
