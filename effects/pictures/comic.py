"""Comic: strong colours, dots in the shadows, ink outlines."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    x, y = grid(height, width)
    soft = softened(picture, 0.003)
    strong = cv2.cvtColor(cv2.cvtColor(soft, cv2.COLOR_RGBA2RGB), cv2.COLOR_RGB2HSV)
    strong[..., 1] = cv2.convertScaleAbs(strong[..., 1], alpha=1.5)
    strong[..., 2] = cv2.LUT(
        strong[..., 2], np.asarray(np.clip(np.round((np.arange(256) * 1.15) / 64) * 64 + 16, 0, 255), np.uint8)
    )
    colours = cv2.cvtColor(strong, cv2.COLOR_HSV2RGB)
    grey = cv2.cvtColor(soft, cv2.COLOR_RGBA2GRAY).astype(np.float32) / 255
    size = np.float32(0.022)
    across, down = x[:1] / size, y[:, :1] / size
    dots = np.sqrt(np.square(across - np.rint(across)) + np.square(down - np.rint(down)))
    shade = np.clip(((np.float32(0.62) - grey) - dots) / np.float32(0.15) + 0.3, 0, 1)
    edges = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    # A picture of another size has its edges steeper or flatter from pixel to pixel.
    edges = edges * np.float32(min(height, width) / 540)
    ink = np.clip((edges - 0.12) / 0.12, 0, 1)
    stays = np.float32(1) - np.maximum(shade * np.float32(0.45), ink)
    drawn = picture.copy()
    drawn[..., :3] = cv2.multiply(colours, cv2.merge([stays] * 3), dtype=cv2.CV_8U)
    return mixed(picture, drawn, amount)


EFFECT = Effect(
    id="comic",
    name="Comic",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
