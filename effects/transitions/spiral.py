"""Spiral: the next picture winds in from the middle."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, grid, mixed

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    far = np.sqrt(x * x + y * y)
    arms = np.mod(np.arctan2(y, x) / np.float32(2 * pi) * 2 + far * np.float32(1.6), 1)
    field = 0.55 * far / max(float(far.max()), 1e-6) + 0.45 * arms
    return mixed(before, after, (np.float32(moment.progress * 1.03) - field) / np.float32(0.03))


EFFECT = Effect(id="spiral", name="Spiral", kind="transition", group="shapes", apply=_apply)
