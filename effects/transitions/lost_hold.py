"""Lost hold: the picture rolls through as on an old television, until the next one catches."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, over, plain, pulse, shifted, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    place = smooth(moment.progress) * 3
    number = min(int(place), 2)
    upper, lower = (before, before, after)[number], (before, after, after)[number]
    step = 1 + 0.1 * min(1.0, 6 * pulse(moment.progress))
    tube = over(shifted(upper, 0, -(place - number) * step), plain(before, (14, 14, 18)))
    tube = over(shifted(lower, 0, (1 - place + number) * step), tube)
    x, y = grid(*before.shape[:2])
    return bent(tube, x + np.sin(y * 5 + np.float32(place * 4)) * np.float32(0.06 * pulse(moment.progress)), y)


EFFECT = Effect(id="lost_hold", name="Lost hold", kind="transition", group="glitches", apply=_apply)
