"""Chromatic aberration: coloured seams towards the edges, as with a cheap lens."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing, placed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    red, _, _, _ = cv2.split(placed(picture, scale=1 + 0.022 * amount, edge="mirror"))
    _, green, _, _ = cv2.split(picture)
    _, _, blue, _ = cv2.split(placed(picture, scale=1 - 0.018 * amount, edge="mirror"))
    return np.asarray(cv2.merge((red, green, blue, np.ascontiguousarray(picture[..., 3]))), np.uint8)


EFFECT = Effect(
    id="chromatic_aberration",
    name="Chromatic aberration",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),),
)
