"""Brush: broad strokes paint the next picture."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import cloud, from_to, mixed, ramp, speckle

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    strokes = 6
    across = ramp(height, width, 80) * strokes
    number = np.clip(np.floor(across), 0, strokes - 1)
    along = ramp(height, width, -10)
    along = np.where(number % 2 == 0, along, 1 - along)
    ragged = (cloud(height, width, 5, seed=2) - np.float32(0.5)) * np.float32(0.16)
    bristles = (
        np.asarray(speckle(240, 1, 3))[np.clip((across * 40).astype(int), 0, 239), 0] - np.float32(0.5)
    ) * np.float32(0.1)
    painted = np.float32(moment.progress * (strokes + 1.6)) - number - np.float32(0.3)
    return mixed(before, after, (painted - along - ragged - bristles) / np.float32(0.06))


EFFECT = Effect(id="brush", name="Brush", kind="transition", group="shapes", apply=_apply)
