"""Star: the next picture opens in the shape of a turning star."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, grid, mixed, quick_in

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    angle = np.arctan2(x, -y) + np.float32(moment.progress * 0.9)
    fifth = np.float32(2 * pi / 5)
    slant = np.abs(np.mod(angle + fifth / 2, fifth) - fifth / 2)
    far = np.sqrt(x * x + y * y) * (np.cos(slant) + np.float32(1.45) * np.sin(slant))
    size = quick_in(moment.progress, 1.6) * (float(far.max()) + 0.02)
    return mixed(before, after, (np.float32(size) - far) / np.float32(0.012))


EFFECT = Effect(id="star", name="Star", kind="transition", group="shapes", apply=_apply)
