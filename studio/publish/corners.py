"""Marks that stay in a corner while the picture moves: what other apps stamp on videos they give out.

It sees that something stays, not what it is: it must never say more than that there may be a watermark.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.publish.found import Corner

__all__ = ["CornerMeter"]

_WIDE, _HIGH = 0.34, 0.14
"""How much of the picture a corner is: TikTok's mark with the name below it fits."""
_WINDOW = 4
"""Pictures looked at together. TikTok's mark changes its corner every few seconds."""
_EDGE = 48.0
"""Sobel's sum from which a pixel counts as an edge."""
_MOVING, _MOVING_SHARE = 12, 0.6
"""So much of the picture must change by so many levels; where the camera stands still, nothing can be told."""
_DENSE, _DENSER = 0.045, 5.0
"""A mark covers at least this part of its corner with edges that stay, and so many times what the rest has."""
_STAYING = 0.35
"""Where more of the edges stay than this, it is a screen or a chart: everything stays there, also when it darkens."""
_EVER = 0.3
"""So much of the picture must have edges that come and go; a camera that stands still over a bare place has fewer,
and its lines in a corner stay, too."""
_FEWEST_WINDOWS = 2


class CornerMeter:
    """Takes pictures of one size a second or so apart, best without titles, in order."""

    def __init__(self) -> None:
        self._greys: list[npt.NDArray[np.uint8]] = []
        self._found: dict[Corner, int] = {}
        self._windows = 0

    def add(self, picture: Pixels) -> None:
        """The next picture, (H, W, 4) uint8 RGBA."""
        self._greys.append(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.uint8))
        if len(self._greys) == _WINDOW:
            self._look()
            self._greys.clear()

    def result(self) -> tuple[Corner, ...]:
        """The corners that hold something that stays, in at least two windows and a third of those that move."""
        least = max(_FEWEST_WINDOWS, self._windows / 3)
        # A mark that changes sides shows in each for about half of the time.
        return tuple(corner for corner, count in self._found.items() if count >= least)

    def _look(self) -> None:
        stack = np.stack(self._greys)
        moves = np.ptp(stack.astype(np.int16), axis=0) > _MOVING
        if float(moves.mean()) < _MOVING_SHARE:
            return
        self._windows += 1
        stays, ever = np.ones(stack.shape[1:], bool), np.zeros(stack.shape[1:], bool)
        for grey in stack:
            across = cv2.Sobel(grey, cv2.CV_32F, 1, 0)
            down = cv2.Sobel(grey, cv2.CV_32F, 0, 1)
            edges = np.abs(across) + np.abs(down) > _EDGE
            stays &= edges
            ever |= edges
        high, wide = self._greys[0].shape
        rows, columns = round(high * _HIGH), round(wide * _WIDE)
        boxes: dict[Corner, tuple[slice, slice]] = {
            "top left": (slice(0, rows), slice(0, columns)),
            "top right": (slice(0, rows), slice(wide - columns, wide)),
            "bottom left": (slice(high - rows, high), slice(0, columns)),
            "bottom right": (slice(high - rows, high), slice(wide - columns, wide)),
        }
        shares = {corner: float(stays[box].mean()) for corner, box in boxes.items()}
        middle = float(stays[rows : high - rows].mean())
        moving = float(ever[rows : high - rows].mean())
        if moving < _EVER or middle > _STAYING * moving:
            return
        for corner, share in shares.items():
            if share >= _DENSE and share >= _DENSER * middle:
                self._found[corner] = self._found.get(corner, 0) + 1
