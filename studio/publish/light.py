"""Relative luminance of pictures, as WCAG 2.2 defines it.

It must never judge what it sees.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels

__all__ = ["linear_light", "luminance", "relative_light"]

_LUMINANCE = np.array([[0.2126, 0.7152, 0.0722]], np.float32)
"""Relative luminance of linear light (WCAG 2.2)."""

Numbers = npt.NDArray[np.float32]


@cache
def _linear() -> Numbers:
    """Linear light for each of the 256 levels: the sRGB curve, as WCAG's relative luminance has it."""
    levels = np.arange(256) / 255
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4).astype(np.float32)


def linear_light(picture: Pixels) -> Numbers:
    """(H, W, 3) red, green and blue light, 0 to 1, of a picture (H, W, 3 or 4) uint8 RGBA."""
    return np.asarray(cv2.LUT(np.ascontiguousarray(picture[..., :3]), _linear()), np.float32)


def luminance(linear: Numbers) -> Numbers:
    """(H, W) relative luminance of (H, W, 3) light."""
    return np.asarray(cv2.transform(linear, _LUMINANCE), np.float32)


def relative_light(picture: Pixels) -> Numbers:
    """(H, W) relative luminance, 0 to 1, of a picture (H, W, 3 or 4) uint8 RGBA."""
    return luminance(linear_light(picture))
