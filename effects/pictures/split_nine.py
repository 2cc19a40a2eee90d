"""Nine screens: the picture three by three, each a little later in colour."""

from __future__ import annotations

from math import cos, pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, -(-width // 3)), max(1, -(-height // 3))), interpolation=cv2.INTER_AREA)
    wall = np.ascontiguousarray(np.tile(small, (3, 3, 1))[:height, :width])
    tint = np.ones((height, width, 4), np.float32)
    for row in range(3):
        for column in range(3):
            place = (
                slice(row * small.shape[0], (row + 1) * small.shape[0]),
                slice(column * small.shape[1], (column + 1) * small.shape[1]),
            )
            turn = (row * 3 + column) / 9 * 2 * pi + moment.time
            tint[place] = (0.82 + 0.3 * cos(turn), 0.82 + 0.3 * cos(turn - 2.1), 0.82 + 0.3 * cos(turn + 2.1), 1)
    return mixed(picture, np.asarray(cv2.multiply(wall, tint, dtype=cv2.CV_8U), np.uint8), min(1.0, 2 * amount))


EFFECT = Effect(
    id="split_nine",
    name="Nine screens",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(amount_param(),),
)
