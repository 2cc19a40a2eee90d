"""Black pictures and pictures that stand still, found in small pictures one after the other.

It must never judge whether they are meant: an opening on black may be.
"""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.model import Span

__all__ = ["StillMeter"]

_DARK_BELOW = 26
"""A pixel is black below a tenth of the range, as FFmpeg's blackdetect counts (pixel_black_th 0.10)."""
_BLACK_SHARE = 0.98
"""A picture is black when so many of its pixels are (blackdetect, picture_black_ratio_th)."""
_STILL_CHANGE = 0.255
"""Levels that two pictures may differ by on average and be the same (freezedetect, noise 0.001)."""


class StillMeter:
    """Takes pictures of one size at `rate` a second, in order."""

    def __init__(self, rate: Fraction) -> None:
        self._rate = rate
        self._black: list[bool] = []
        self._same: list[bool] = []
        self._last: npt.NDArray[np.uint8] | None = None

    def add(self, picture: Pixels) -> None:
        """The next picture, (H, W, 4) uint8 RGBA."""
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.uint8)
        self._black.append(int(np.count_nonzero(grey < _DARK_BELOW)) >= _BLACK_SHARE * grey.size)
        self._same.append(
            self._last is not None and cv2.norm(grey, self._last, cv2.NORM_L1) < _STILL_CHANGE * grey.size
        )
        self._last = grey

    @property
    def frames(self) -> int:
        """How many pictures came."""
        return len(self._black)

    def black(self) -> tuple[Span, ...]:
        """The stretches that are black."""
        return tuple(self._span(first, end) for first, end in _runs(self._black))

    def still(self) -> tuple[Span, ...]:
        """The stretches over which nothing moves, from the picture that stays."""
        return tuple(self._span(first - 1, end) for first, end in _runs(self._same))

    def _span(self, first: int, end: int) -> Span:
        return Span(first / self._rate, (end - first) / self._rate)


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(flags, np.int8), [0]])))
    return [(int(first), int(end)) for first, end in zip(edges[::2], edges[1::2], strict=True)]
