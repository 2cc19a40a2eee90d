"""Tilt shift: only a band is sharp, so that streets look like toys."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    _, y = grid(*picture.shape[:2])
    away = np.abs(y - np.float32((settings["place"] / 50 - 1) * float(np.abs(y).max())))
    share = np.clip((away - np.float32(0.28)) / np.float32(0.75), 0, 1)
    blurred = softened(picture, 0.022 * amount)
    return mixed(picture, np.asarray(cv2.addWeighted(blurred, 1.06, blurred, 0, 0), np.uint8), share)


EFFECT = Effect(
    id="tilt_shift",
    name="Tilt shift",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="place", name="Place", default=50.0, low=0.0, high=100.0, unit="%"),
    ),
)
