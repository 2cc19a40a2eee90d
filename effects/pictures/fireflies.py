"""Fireflies: warm points wander and breathe."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    light = np.zeros((max(1, height // 3), max(1, width // 3), 4), np.uint8)
    short = min(light.shape[:2])
    for x, y, speed, begin in np.random.default_rng(19).random((round(8 + 40 * amount), 4)):
        time = moment.time * (0.3 + 0.5 * speed) + 50 * begin
        place = x + 0.08 * sin(time) + 0.03 * sin(2.3 * time), y + 0.06 * cos(0.8 * time) + 0.03 * sin(1.9 * time)
        strength = max(0.0, sin(1.7 * time)) ** 2
        colour = (235 * strength, 225 * strength, 90 * strength, 0)
        cv2.circle(
            light,
            (round(place[0] * light.shape[1]), round(place[1] * light.shape[0])),
            max(1, short // 110),
            colour,
            -1,
            cv2.LINE_AA,
        )
    shine = np.asarray(cv2.resize(light, (width, height)), np.uint8)
    return screened(screened(picture, softened(shine, 0.012)), softened(shine, 0.003))


EFFECT = Effect(
    id="fireflies",
    name="Fireflies",
    kind="picture",
    group="weather",
    apply=_apply,
    params=(amount_param(),),
)
