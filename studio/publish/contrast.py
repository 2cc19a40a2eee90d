"""How well words stand out from what lies around them, measured on the picture as it is drawn.

The fill of the letters against the ring around them, after outline and box (WCAG 2.2, contrast ratio). It must
never lay out or draw anything itself.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels

__all__ = ["contrast_at", "contrasts_around"]

_RING = 6 / 1080
"""How wide the ring is, as a share of the picture's shorter side."""
_WORST = 5
"""Percentile that is told: a few pixels of a light background between the letters do not make words unreadable."""


def contrasts_around(picture: Pixels, fill: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The contrast ratio of every pixel of the ring around the letters with the letters' fill nearby.

    `picture` is the finished (H, W, 4) RGBA, `fill` (H, W) uint8 how much each pixel belongs to a letter's fill.
    Empty where no letter is to be seen.
    """
    solid = fill > 200
    if not solid.any():
        return np.zeros(0, np.float32)
    width = max(2, round(_RING * min(fill.shape)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * width + 1, 2 * width + 1))
    near = cv2.dilate(solid.astype(np.uint8), kernel).astype(bool)
    ring = near & (fill < 8)
    if not ring.any():
        return np.zeros(0, np.float32)
    light = _luminance(picture)
    # Letters may change colour along a line: each place is compared with the fill around it.
    reach = 4 * width + 1
    weight = cv2.boxFilter(solid.astype(np.float32), -1, (reach, reach), normalize=False)
    summed = cv2.boxFilter(np.where(solid, light, 0).astype(np.float32), -1, (reach, reach), normalize=False)
    ring &= weight > 0.5
    letters, around = summed[ring] / weight[ring], light[ring]
    ratio = (np.maximum(letters, around) + 0.05) / (np.minimum(letters, around) + 0.05)
    return np.asarray(ratio, np.float32)


def contrast_at(ratios: list[npt.NDArray[np.float32]]) -> float | None:
    """The contrast that 95 % of the places around the words reach, over all pictures; None where no words are seen."""
    every = np.concatenate(ratios) if ratios else np.zeros(0, np.float32)
    return float(np.percentile(every, _WORST)) if len(every) else None


def _luminance(picture: Pixels) -> npt.NDArray[np.float32]:
    levels = picture[..., :3].astype(np.float32) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722], np.float32), np.float32)
