"""Four screens: the whole picture in each quarter."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, -(-width // 2)), max(1, -(-height // 2))), interpolation=cv2.INTER_AREA)
    return mixed(picture, np.ascontiguousarray(np.tile(small, (2, 2, 1))[:height, :width]), min(1.0, 2 * amount))


EFFECT = Effect(
    id="split_four",
    name="Four screens",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(amount_param(),),
)
