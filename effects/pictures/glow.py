"""Glow: bright places shine over their surroundings."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, faded, from_nothing, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    lights = np.asarray(cv2.addWeighted(picture, 2.2, picture, 0, -300), np.uint8)
    return screened(picture, faded(softened(lights, settings["size"] / 100 * 0.09 + 0.004), 1.1 * amount))


EFFECT = Effect(
    id="glow",
    name="Glow",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="size", name="Size", default=35.0, low=0.0, high=100.0, unit="%"),
    ),
)
