"""Patterns masks are made of: places in the picture, ramps, clouds, speckles. All are kept, because a transition asks
for the same one in every frame; nobody may write into them.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin

import numpy as np
import numpy.typing as npt

__all__ = ["around", "cloud", "grid", "ramp", "speckle"]

Field = npt.NDArray[np.float32]
"""(H, W) float32."""


def _kept(field: Field) -> Field:
    field.flags.writeable = False
    return field


@lru_cache(maxsize=4)
def grid(height: int, width: int) -> tuple[Field, Field]:
    """Where each pixel lies from the middle, to the right and down, in halves of the short side."""
    half = min(height, width) / 2
    x = (np.arange(width, dtype=np.float32) - (width - 1) / 2) / half
    y = (np.arange(height, dtype=np.float32) - (height - 1) / 2) / half
    wide, high = np.meshgrid(x.astype(np.float32), y.astype(np.float32))
    return _kept(np.ascontiguousarray(wide)), _kept(np.ascontiguousarray(high))


@lru_cache(maxsize=2)
def around(height: int, width: int) -> tuple[Field, Field]:
    """In which direction each pixel lies from the middle, in radians from the right downwards, and how far."""
    x, y = grid(height, width)
    return _kept(np.arctan2(y, x)), _kept(np.hypot(x, y))


@lru_cache(maxsize=4)
def ramp(height: int, width: int, angle_deg: float) -> Field:
    """From 0 to 1 across the picture in that direction: 0° to the right, 90° down."""
    x, y = grid(height, width)
    along = x * np.float32(cos(radians(angle_deg))) + y * np.float32(sin(radians(angle_deg)))
    low, high = float(along.min()), float(along.max())
    return _kept(((along - low) / max(high - low, 1e-6)).astype(np.float32))


@lru_cache(maxsize=6)
def cloud(height: int, width: int, cells: int, seed: int = 0) -> Field:
    """Soft noise from 0 to 1, evenly spread, with about `cells` spots along the short side; several sizes together."""
    import cv2

    rng = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(4):
        many = cells * 2**octave
        rows = max(2, round(many * height / min(height, width)) + 1)
        columns = max(2, round(many * width / min(height, width)) + 1)
        coarse = rng.random((rows, columns), dtype=np.float32)
        total += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) / 2**octave
    # By rank, so that a mask made of it grows by the same area at every moment.
    steps = np.linspace(total.min(), total.max() + 1e-6, 257)
    counts = np.histogram(total, steps)[0].cumsum() / max(1, total.size)
    ranked = np.interp(total, steps[1:], counts).astype(np.float32)
    return _kept(np.clip(ranked, 0, 1))


@lru_cache(maxsize=8)
def speckle(rows: int, columns: int, seed: int = 0) -> Field:
    """(rows, columns) of random numbers from 0 to 1."""
    return _kept(np.random.default_rng(seed).random((rows, columns), dtype=np.float32))
