"""Snow: flakes of many sizes that sway as they fall."""

from __future__ import annotations

from math import sin

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    snow = np.zeros((max(1, height // 2), max(1, width // 2), 4), np.uint8)
    rng = np.random.default_rng(6)
    for x, begin, speed, near in rng.random((round(40 + 240 * amount), 4)):
        fall = (begin + moment.time * (0.1 + 0.2 * near) * (0.3 + settings["speed"] / 50)) % 1.1 - 0.05
        place = (x + 0.02 * sin(moment.time * (0.8 + speed) + 40 * begin)) % 1
        radius = max(1, round((0.002 + 0.009 * near**3) * min(snow.shape[:2])))
        light = round(120 + 110 * near)
        cv2.circle(
            snow,
            (round(place * snow.shape[1]), round(fall * snow.shape[0])),
            radius,
            (light, light, light, 0),
            -1,
            cv2.LINE_AA,
        )
    return screened(picture, softened(np.asarray(cv2.resize(snow, (width, height)), np.uint8), 0.0012))


EFFECT = Effect(
    id="snow",
    name="Snow",
    kind="picture",
    group="weather",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="speed", name="Speed", default=50.0, low=0.0, high=100.0, unit="%"),
    ),
)
