"""Rain: streaks that fall a little aslant."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, plain, screened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    rain = np.zeros((max(1, height // 2), max(1, width // 2), 4), np.uint8)
    rng = np.random.default_rng(5)
    for x, begin, speed, near in rng.random((round(40 + 260 * amount), 4)):
        fall = (begin + moment.time * (1.1 + speed) * (0.4 + settings["speed"] / 50)) % 1.2 - 0.1
        long = (0.03 + 0.06 * near) * rain.shape[0]
        top = round((x * 1.3 - 0.15 * fall) * rain.shape[1]), round(fall * rain.shape[0])
        light = round(60 + 90 * near)
        cv2.line(
            rain,
            top,
            (round(top[0] - 0.14 * long), round(top[1] + long)),
            (light, light, light + 12, 0),
            1,
            cv2.LINE_AA,
        )
    wet = np.asarray(cv2.resize(rain, (width, height)), np.uint8)
    return screened(
        np.asarray(
            cv2.addWeighted(picture, 1 - 0.16 * amount, plain(picture, (70, 80, 96)), 0.16 * amount, 0), np.uint8
        ),
        wet,
    )


EFFECT = Effect(
    id="rain",
    name="Rain",
    kind="picture",
    group="weather",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="speed", name="Speed", default=50.0, low=0.0, high=100.0, unit="%"),
    ),
)
