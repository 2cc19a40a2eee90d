"""Three screens: the same band three times, the middle one in full colour."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, stacked

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    grey = cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY)
    pale = np.asarray(cv2.merge((grey, grey, grey, np.ascontiguousarray(picture[..., 3]))), np.uint8)
    return mixed(picture, stacked((pale, picture, pale)), min(1.0, 2 * amount))


EFFECT = Effect(
    id="split_three",
    name="Three screens",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(amount_param(),),
)
