"""Bokeh: soft round lights that drift through the picture."""

from __future__ import annotations

from math import sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    light = np.zeros((max(1, height // 3), max(1, width // 3), 4), np.uint8)
    rng = np.random.default_rng(21)
    for _ in range(26):
        x, y, size, speed, warm, begin = rng.random(6)
        up = (y - moment.time * (0.02 + 0.05 * speed)) % 1.2 - 0.1
        strength = (0.35 + 0.65 * sin(moment.time * (0.5 + speed) + 6.28 * begin) ** 2) * amount * 120
        colour = (strength, strength * (0.6 + 0.35 * warm), strength * (0.25 + 0.6 * warm), 0)
        radius = max(1, round((0.02 + 0.055 * size) * min(light.shape[:2])))
        disc = np.zeros_like(light)
        cv2.circle(disc, (round(x * light.shape[1]), round(up * light.shape[0])), radius, colour, -1, cv2.LINE_AA)
        light = np.asarray(cv2.add(light, disc), np.uint8)
    return screened(picture, softened(np.asarray(cv2.resize(light, (width, height)), np.uint8), 0.003))


EFFECT = Effect(
    id="bokeh",
    name="Bokeh",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
