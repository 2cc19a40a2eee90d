"""Heart: the next picture opens in the shape of a heart."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, grid, mixed, quick_in

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    lifted = -y * np.float32(1.05) - np.float32(0.62) * np.sqrt(np.abs(x)) + np.float32(0.1)
    far = np.sqrt(x * x + lifted * lifted)
    size = quick_in(moment.progress, 1.6) * (float(far.max()) + 0.02)
    return mixed(before, after, (np.float32(size) - far) / np.float32(0.012))


EFFECT = Effect(id="heart", name="Heart", kind="transition", group="shapes", apply=_apply)
