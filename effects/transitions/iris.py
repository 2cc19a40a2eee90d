"""Iris: a circle opens on the next picture."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, grid, mixed, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    x, y = grid(*before.shape[:2])
    far = np.sqrt(x * x + y * y)
    soft = np.float32(settings["softness"] / 100 + 0.004)
    return mixed(before, after, (np.float32(smooth(moment.progress)) * (float(far.max()) + soft) - far) / soft)


EFFECT = Effect(
    id="iris",
    name="Iris",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(Param(key="softness", name="Softness", default=8.0, low=0.0, high=50.0, unit="%"),),
)
