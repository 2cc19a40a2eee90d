"""Halation: the red bleed around lights on real film."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, screened, softened

__all__ = ["EFFECT"]

_RED = (1.0, 0.30, 0.10)


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    lights = np.asarray(cv2.addWeighted(picture, 2.6, picture, 0, -390), np.uint8)
    halo = softened(lights, 0.018)
    red, green, blue = cv2.split(halo)[:3]
    brightest = cv2.max(cv2.max(red, green), blue)
    # convertScaleAbs multiplies and holds at 255 in one step.
    tinted = [cv2.convertScaleAbs(brightest, alpha=1.5 * amount * part) for part in _RED]
    return screened(picture, np.asarray(cv2.merge([*tinted, np.zeros_like(brightest)]), np.uint8))


EFFECT = Effect(
    id="halation",
    name="Halation",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
