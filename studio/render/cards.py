"""What stands in for a picture that is missing.

It must never look like footage.
"""

from __future__ import annotations

import numpy as np

from studio.effect import Pixels

__all__ = ["lost_card"]


def lost_card(width: int, height: int) -> Pixels:
    """What stands in for a picture that is missing: quiet diagonal stripes."""
    step = max(2, min(width, height) // 12)
    rows, columns = np.ogrid[:height, :width]
    striped = (rows + columns) // step % 2 == 0
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[striped] = (58, 58, 64, 255)
    pixels[~striped] = (46, 46, 52, 255)
    return pixels
