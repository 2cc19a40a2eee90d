"""Morph: each picture flows as the other's lights say, and they meet half way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, smooth, span

__all__ = ["EFFECT"]


def _slope(picture: Pixels) -> npt.NDArray[np.float32]:
    """How far the lights of a picture push, from -0.35 to 0.35 of half the short side."""
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // 24), max(1, height // 24)), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGBA2GRAY).astype(np.float32) / 255 - np.float32(0.5)
    return np.asarray(cv2.resize(grey * np.float32(0.7), (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    gone, come = smooth(moment.progress), 1 - smooth(moment.progress)
    x, y = grid(*before.shape[:2])
    first = bent(before, x + _slope(after) * np.float32(gone), y + _slope(after) * np.float32(gone * 0.6))
    second = bent(after, x - _slope(before) * np.float32(come), y - _slope(before) * np.float32(come * 0.6))
    return mixed(first, second, smooth(span(moment.progress, 0.2, 0.8)))


EFFECT = Effect(id="morph", name="Morph", kind="transition", group="bending", apply=_apply)
