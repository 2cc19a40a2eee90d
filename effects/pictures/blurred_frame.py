"""Blurred frame: the picture smaller, before a soft copy of itself."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, over, placed, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    behind = softened(placed(picture, scale=1.3, edge="mirror"), 0.045)
    behind = np.asarray(cv2.addWeighted(behind, 0.8, behind, 0, 0), np.uint8)
    behind[..., 3] = picture[..., 3]
    return over(placed(picture, scale=1 - 0.34 * amount), behind)


EFFECT = Effect(
    id="blurred_frame",
    name="Blurred frame",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(amount_param(),),
)
