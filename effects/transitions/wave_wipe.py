"""Wave wipe: a front of three waves rolls across."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, grid, mixed, plain, ramp

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    x, _ = grid(height, width)
    field = ramp(height, width, 90)
    swell = np.float32(0.06) * np.sin(x * np.float32(4) + np.float32(moment.progress * 9))
    place = np.float32(1.5 - moment.progress * 2.2) + swell
    shown = mixed(before, after, (field - place) / np.float32(0.01))
    foam = np.clip(1 - np.abs(field - place - np.float32(0.02)) / np.float32(0.03), 0, 1) * np.float32(0.75)
    return mixed(shown, plain(shown, (240, 248, 255)), foam)


EFFECT = Effect(id="wave_wipe", name="Wave wipe", kind="transition", group="shapes", apply=_apply)
