"""Sparkles: little stars light up and go out."""

from __future__ import annotations

from math import pi, sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    light = np.zeros((max(1, height // 2), max(1, width // 2), 4), np.uint8)
    short = min(light.shape[:2])
    for x, y, speed, begin in np.random.default_rng(9).random((round(10 + 60 * amount), 4)):
        age = (moment.time * (0.4 + 0.8 * speed) + begin) % 1
        strength = sin(pi * age) ** 3
        turn = int(moment.time * (0.4 + 0.8 * speed) + begin) * 0.37
        place = round((x + turn) % 1 * light.shape[1]), round((y + 2 * turn) % 1 * light.shape[0])
        reach = round((0.008 + 0.022 * speed) * short * strength)
        if reach < 1:
            continue
        colour = (255 * strength, 245 * strength, 205 * strength, 0)
        cv2.line(
            light, (place[0] - reach, place[1]), (place[0] + reach, place[1]), colour, 1 + short // 500, cv2.LINE_AA
        )
        cv2.line(
            light, (place[0], place[1] - reach), (place[0], place[1] + reach), colour, 1 + short // 500, cv2.LINE_AA
        )
        cv2.circle(light, place, max(1, reach // 3), colour, -1, cv2.LINE_AA)
    shine = np.asarray(cv2.resize(light, (width, height)), np.uint8)
    return screened(screened(picture, softened(shine, 0.004)), shine)


EFFECT = Effect(
    id="sparkles",
    name="Sparkles",
    kind="picture",
    group="weather",
    apply=_apply,
    params=(amount_param(),),
)
