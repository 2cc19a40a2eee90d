"""Three screens: the same band three times, the middle one in full colour."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing, mixed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height = picture.shape[0]
    out = picture.copy()
    grey = cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY)
    pale = cv2.merge((grey, grey, grey, np.ascontiguousarray(picture[..., 3])))
    for number, source in enumerate((pale, picture, pale)):
        top, bottom = height * number // 3, height * (number + 1) // 3
        middle = (height - (bottom - top)) // 2
        out[top:bottom] = source[middle : middle + bottom - top]
    return mixed(picture, out, min(1.0, 2 * amount))


EFFECT = Effect(
    id="split_three",
    name="Three screens",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),),
)
