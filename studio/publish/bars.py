"""Black bars beside or above and below the picture, and how soft it is, from pictures of whole clips.

It must never see more than it is shown: a few pictures of a clip, drawn without titles.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels

__all__ = ["bars_of", "softness_of"]

_DARK = 20
_LEAST_BAR = 0.03
_COARSE = 16


def bars_of(pictures: list[Pixels]) -> tuple[float, float]:
    """Which parts of the width and of the height are black in all pictures, on both sides alike; 0 where none.

    Only bars of 3 % or more on each of two opposite sides count, beside a picture that is not black itself.
    """
    if not pictures:
        return 0.0, 0.0
    brightest: npt.NDArray[np.uint8] = np.max(
        np.stack([np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.uint8) for picture in pictures]), axis=0
    )
    if float((brightest > _DARK).mean()) < 0.1:
        return 0.0, 0.0
    return _bars(brightest.max(axis=0)), _bars(brightest.max(axis=1))


def _bars(line: npt.NDArray[np.uint8]) -> float:
    lit = np.flatnonzero(line > _DARK)
    if not len(lit):
        return 0.0
    first, last = int(lit[0]), len(line) - 1 - int(lit[-1])
    least = min(first, last) / len(line)
    return (first + last) / len(line) if least >= _LEAST_BAR else 0.0


def softness_of(picture: Pixels) -> float:
    """How much of the picture's detail is too fine for half its size: 0.1 and more for footage as cameras give it,
    close to 0 for a picture that was enlarged. 1 for a picture without detail."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.float32)
    high, wide = grey.shape
    if min(high, wide) < _COARSE:
        return 1.0

    def without(parts: int) -> float:
        small = cv2.resize(grey, (wide // parts, high // parts), interpolation=cv2.INTER_AREA)
        return float(np.std(grey - cv2.resize(small, (wide, high), interpolation=cv2.INTER_CUBIC)))

    detail = without(_COARSE)
    return without(2) / detail if detail > 1 else 1.0
