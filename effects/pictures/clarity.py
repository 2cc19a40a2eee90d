"""Clarity: more contrast between neighbouring parts, which makes a picture crisp without hard edges."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    soft = softened(picture, 0.03)
    return np.asarray(cv2.addWeighted(picture, 1 + 0.75 * amount, soft, -0.75 * amount, 0), np.uint8)


EFFECT = Effect(
    id="clarity",
    name="Clarity",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
