"""Stickers at a moment: what draws them is asked for a picture of just the size that is seen.

It must never know which stickers there are.
"""

from __future__ import annotations

import numpy as np

from studio.effect import Moment, Pixels
from studio.model import Rate
from studio.painting.vector import STICKER_FONT
from studio.render.fonts import QT, load_fonts
from studio.render.work import Active

__all__ = ["STICKER_FONT", "stuck"]

_LARGEST = 4096
_SEEDS = 0xFFFFFFFF


def stuck(
    stack: list[Active], size: tuple[float, float], *, time: float, length: float, seed: int, rate: Rate
) -> Pixels:
    """What the first sticker of the stack draws: premultiplied pixels of `size`, clear where there is none."""
    wide, tall = (min(_LARGEST, max(1, round(abs(side)))) for side in size)
    if not stack:
        return np.zeros((tall, wide, 4), np.uint8)
    effect, settings = stack[0]
    progress = min(1.0, max(0.0, time / length)) if length else 0.0
    moment = Moment(time=time, length=length, progress=progress, seed=seed & _SEEDS, rate=rate)
    with QT:
        load_fonts()
        return np.asarray(effect.apply((wide, tall), settings, moment), np.uint8)
