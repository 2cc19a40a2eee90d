"""Mosaic: squares of one colour each, to hide or for the old computer's look."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    cells = max(4.0, min(height, width) / (1 + 0.09 * min(height, width) * amount))
    fit = max(1, round(width * cells / min(height, width))), max(1, round(height * cells / min(height, width)))
    coarse = cv2.resize(picture, fit, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


EFFECT = Effect(
    id="mosaic",
    name="Mosaic",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(amount_param(),),
)
