"""RGB split: red and blue slip apart."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing, shifted

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    apart = 0.03 * amount
    red, _, _, _ = cv2.split(shifted(picture, -apart, 0, "mirror"))
    _, green, _, alpha = cv2.split(picture)
    _, _, blue, _ = cv2.split(shifted(picture, apart, 0, "mirror"))
    return np.asarray(cv2.merge((red, green, blue, alpha)), np.uint8)


EFFECT = Effect(
    id="rgb_split",
    name="RGB split",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),),
)
