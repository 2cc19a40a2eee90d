"""Cartoon: flat colours and dark outlines."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, recoloured, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    fit = max(1, width // 3), max(1, height // 3)
    colours = np.ascontiguousarray(cv2.resize(picture, fit, interpolation=cv2.INTER_AREA)[..., :3])
    for _ in range(2):
        colours = cv2.bilateralFilter(colours, 7, 42, 5)
    flat = cv2.resize(colours, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    flat = np.round(flat / 36) * 36 * 0.6 + flat * 0.4
    grey = cv2.cvtColor(np.asarray(softened(picture, 0.0025)), cv2.COLOR_RGBA2GRAY)
    edges = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    # A picture of another size has its edges steeper or flatter from pixel to pixel.
    edges = edges * np.float32(min(height, width) / 540)
    line = np.clip((edges - 28) / 40, 0, 1)[..., None]
    return mixed(picture, recoloured(picture, flat * np.float32(1.12) * (1 - line)), amount)


EFFECT = Effect(
    id="cartoon",
    name="Cartoon",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
