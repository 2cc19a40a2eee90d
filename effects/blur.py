"""Blur: a soft picture, as through frosted glass."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings

__all__ = ["EFFECT"]

_MOST = 0.05
"""The Gaussian's standard deviation at 100 %, in the picture's short side."""


def _soft(picture: Pixels, sigma: float) -> Pixels:
    import cv2  # here, because it is slow to import and a window starts without it

    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.uint8)


def _apply(picture: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2

    height, width = picture.shape[:2]
    sigma = settings["amount"] / 100 * _MOST * min(width, height)
    if sigma < 0.1:
        return picture
    # A wide blur leaves nothing fine: work on a smaller picture, where it still reaches 3 pixels.
    shrink = max(1, int(sigma / 3))
    if shrink == 1:
        return _soft(picture, sigma)
    size = max(1, round(width / shrink)), max(1, round(height / shrink))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    small = _soft(small, sigma * size[0] / width)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


EFFECT = Effect(
    id="blur",
    name="Blur",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(Param(key="amount", name="Amount", low=0.0, high=100.0, unit="%"),),
)
