"""Comic: strong colours, dots in the shadows, ink outlines."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, recoloured, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    x, y = grid(height, width)
    strong = cv2.cvtColor(np.ascontiguousarray(softened(picture, 0.003)[..., :3]), cv2.COLOR_RGB2HSV)
    strong[..., 1] = cv2.convertScaleAbs(strong[..., 1], alpha=1.5)
    strong[..., 2] = cv2.LUT(
        strong[..., 2], np.asarray(np.clip(np.round((np.arange(256) * 1.15) / 64) * 64 + 16, 0, 255), np.uint8)
    )
    colours = cv2.cvtColor(strong, cv2.COLOR_HSV2RGB).astype(np.float32)
    grey = cv2.cvtColor(softened(picture, 0.003), cv2.COLOR_RGBA2GRAY).astype(np.float32) / 255
    size = np.float32(0.022)
    dots = np.sqrt(np.square(x / size - np.round(x / size)) + np.square(y / size - np.round(y / size)))
    shade = np.clip(((np.float32(0.62) - grey) - dots) / np.float32(0.15) + 0.3, 0, 1)
    edges = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    # A picture of another size has its edges steeper or flatter from pixel to pixel.
    edges = edges * np.float32(min(height, width) / 540)
    ink = np.clip((edges - 0.12) / 0.12, 0, 1)
    return mixed(
        picture, recoloured(picture, colours * (1 - np.maximum(shade * np.float32(0.45), ink))[..., None]), amount
    )


EFFECT = Effect(
    id="comic",
    name="Comic",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
