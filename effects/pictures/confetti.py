"""Confetti: coloured paper whirls down."""

from __future__ import annotations

from math import sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing

__all__ = ["EFFECT"]

_PAPERS = ((255, 92, 108), (255, 196, 61), (92, 214, 141), (84, 160, 255), (190, 120, 255), (255, 140, 66))


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    out = picture.copy()
    opaque = int(picture[..., 3].min()) == 255 if picture.size else True
    short = min(height, width)
    for x, begin, speed, shade in np.random.default_rng(15).random((round(20 + 140 * amount), 4)):
        fall = (begin + moment.time * (0.18 + 0.16 * speed)) % 1.15 - 0.07
        place = ((x + 0.04 * sin(moment.time * 2 + 30 * begin)) * width, fall * height)
        size = (0.016 * short * (0.5 + speed), 0.009 * short * abs(sin(moment.time * (3 + 4 * shade) + 20 * x)) + 0.5)
        corners = cv2.boxPoints((place, size, 360 * (begin + moment.time * 0.3 * (speed - 0.5))))
        cv2.fillConvexPoly(
            out, np.round(corners).astype(np.int32), (*_PAPERS[int(shade * len(_PAPERS))], 255), cv2.LINE_AA
        )
    if not opaque:
        out[..., 3] = picture[..., 3]
    return out


EFFECT = Effect(
    id="confetti",
    name="Confetti",
    kind="picture",
    group="weather",
    apply=_apply,
    params=(amount_param(),),
)
