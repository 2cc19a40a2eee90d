"""Trails: what moves draws light behind it."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, mixed, within_alpha

__all__ = ["EFFECT"]

_STEPS = 8


def _looks_back(settings: Settings, moment: Moment) -> tuple[float, ...]:  # noqa: ARG001
    return tuple(settings["length"] * (number + 1) / _STEPS for number in range(_STEPS))


def _apply(picture: Pixels, settings: Settings, moment: Moment, earlier: tuple[Pixels, ...] = ()) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    if settings["amount"] <= 0:
        return picture
    lightest = picture
    for number, one in enumerate(earlier):
        faded = cv2.convertScaleAbs(one, alpha=1 - (number + 1) / (len(earlier) + 1))
        lightest = np.asarray(cv2.max(lightest, faded), np.uint8)
    return within_alpha(mixed(picture, lightest, settings["amount"] / 100))


EFFECT = Effect(
    id="trails",
    name="Trails",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(), Param(key="length", name="Length", default=0.5, low=0.1, high=2.0, unit="s")),
    looks_back=_looks_back,
)
