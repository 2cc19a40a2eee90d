"""Clock: the hand goes round once."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, grid, mixed, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    x, y = grid(*before.shape[:2])
    turn = np.mod(np.arctan2(x, -y) / np.float32(2 * pi), 1)
    soft = np.float32(settings["softness"] / 200 + 0.002)
    return mixed(before, after, (np.float32(smooth(moment.progress) * (1 + float(soft))) - turn) / soft)


EFFECT = Effect(
    id="clock",
    name="Clock",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(Param(key="softness", name="Softness", default=8.0, low=0.0, high=50.0, unit="%"),),
)
