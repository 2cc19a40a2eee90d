"""CRT: the curved glass of an old television, with its lines and coloured dots."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    x, y = grid(height, width)
    bulge = 1 + np.float32(0.07 * amount) * (np.square(x) + np.square(y)) / np.float32(
        max(float(np.square(y).max()), float(np.square(x).max()), 1)
    )
    glass = bent(picture, x * bulge, y * bulge, edge="mirror")
    step = max(2, round(min(height, width) / 240))
    lines = np.float32(1) - np.float32(0.42 * amount) * (np.arange(height) % step < step / 2).astype(np.float32)
    dots = np.ones((1, width, 3), np.float32)
    for channel in range(3):
        dots[0, :, channel] += np.float32(0.25 * amount) * np.where(
            np.arange(width) // max(1, step // 3) % 3 == channel, 1, -0.5
        )
    weight = np.empty((height, width, 4), np.float32)
    weight[..., :3], weight[..., 3] = np.clip(lines[:, None, None] * dots, 0, 1.5), 1
    return np.asarray(cv2.multiply(glass, weight, scale=1, dtype=cv2.CV_8U), np.uint8)


EFFECT = Effect(
    id="crt",
    name="CRT",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(amount_param(),),
)
