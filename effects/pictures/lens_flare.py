"""Lens flare: a sun outside the picture, and its reflections along a line."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, screened

__all__ = ["EFFECT"]

_SPOTS = (
    (1.0, 0.55, 200.0, (1.0, 0.88, 0.66)),
    (1.0, 0.16, 240.0, (1.0, 1.0, 0.95)),
    (0.4, 0.11, 60.0, (0.6, 1.0, 0.7)),
    (-0.35, 0.18, 46.0, (0.9, 0.6, 1.0)),
    (-0.8, 0.28, 40.0, (0.5, 0.7, 1.0)),
    (-1.15, 0.12, 60.0, (1.0, 0.7, 0.4)),
)
"""Each spot: its place between the sun (1) and the opposite side (-1), size, strength, colour."""


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    light = np.zeros((max(1, height // 4), max(1, width // 4), 4), np.float32)
    x, y = grid(*light.shape[:2])
    sun_x, sun_y = -0.7 + 0.12 * sin(moment.time * 0.7), -1.1 + 0.1 * cos(moment.time * 0.5)
    for place, size, strength, colour in _SPOTS:
        far = np.square(x - np.float32(sun_x * place)) + np.square(y - np.float32(sun_y * place))
        light[..., :3] += (
            np.exp(-far / np.float32(size * size))[..., None] * np.array(colour, np.float32) * np.float32(strength)
        )
    light[..., :3] += (
        np.exp(-np.square((y - np.float32(sun_y)) / np.float32(0.02)))
        * np.exp(-np.square((x - np.float32(sun_x)) / np.float32(1.2)))
    )[..., None] * np.array([90, 120, 190], np.float32)
    full = np.asarray(np.clip(light * amount, 0, 255), np.uint8)
    return screened(picture, np.asarray(cv2.resize(full, (width, height)), np.uint8))


EFFECT = Effect(
    id="lens_flare",
    name="Lens flare",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
