"""Light leaks: warm light that wanders in from the edges."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, screened

__all__ = ["EFFECT"]

_COLOURS = np.array([[1.0, 0.42, 0.10], [1.0, 0.16, 0.30], [1.0, 0.75, 0.35]], np.float32)


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    small = max(2, height // 8), max(2, width // 8)
    x, y = grid(*small)
    time = moment.time * 0.6
    light = np.zeros((*small, 3), np.float32)
    for number, colour in enumerate(_COLOURS):
        middle_x = 1.25 * cos(time + 2.1 * number) + (0.5 if number else -0.6)
        middle_y = 1.5 * sin(0.8 * time + 1.7 * number)
        reach = np.exp(
            -(
                np.square(x - np.float32(middle_x)) / np.float32(0.5)
                + np.square(y - np.float32(middle_y)) / np.float32(1.2)
            )
        )
        light += reach[..., None] * colour * np.float32(0.55 + 0.25 * sin(1.7 * time + number))
    full = np.zeros((*small, 4), np.uint8)
    full[..., :3] = np.clip(light * (255 * amount), 0, 255)
    return screened(picture, np.asarray(cv2.resize(full, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8))


EFFECT = Effect(
    id="light_leaks",
    name="Light leaks",
    kind="picture",
    group="film",
    apply=_apply,
    params=(amount_param(),),
)
