"""Oil paint: broad strokes of even colour."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, cloud, from_nothing, mixed, recoloured

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    fit = max(1, width // 4), max(1, height // 4)
    small = np.ascontiguousarray(cv2.resize(picture, fit, interpolation=cv2.INTER_AREA))
    small = cv2.medianBlur(cv2.medianBlur(small, 5), 7)
    painted = np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    bristle = (cloud(height, width, 60, seed=12) - np.float32(0.5)) * np.float32(26)
    return mixed(picture, recoloured(picture, painted[..., :3] * np.float32(1.05) + bristle[..., None]), amount)


EFFECT = Effect(
    id="oil_paint",
    name="Oil paint",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
