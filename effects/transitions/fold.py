"""Fold: the old picture is folded up like a paper fan."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, over, placed, plain, shaped, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    left = 1 - smooth(moment.progress)
    height, width = before.shape[:2]
    folded = placed(before, scale=(left, 1.0), pivot=(0.0, 0.5))
    across = np.arange(width, dtype=np.float32) / np.float32(width * left) * 8
    slope = np.where(np.floor(across).astype(int) % 2 == 0, 1.0, -1.0) * (1 - left)
    shade = np.broadcast_to((np.clip(1 - 0.34 * (1 - left) - 0.3 * slope, 0, 1)).astype(np.float32), (height, width))
    return over(mixed(shaped(plain(folded), folded), folded, np.ascontiguousarray(shade)), after)


EFFECT = Effect(id="fold", name="Fold", kind="transition", group="turning", apply=_apply)
