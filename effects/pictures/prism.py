"""Prism: ghosts of the picture around it, as through a cut glass."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, placed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    ghosts = [
        placed(
            picture,
            x=0.16 * amount * cos(turn + moment.time),
            y=0.1 * amount * sin(turn + moment.time),
            scale=1.12,
            edge="mirror",
        )
        for turn in (0.0, 2.1, 4.2)
    ]
    both = np.asarray(cv2.addWeighted(ghosts[0], 0.5, ghosts[1], 0.5, 0), np.uint8)
    x, y = grid(*picture.shape[:2])
    share = np.clip(np.sqrt(x * x + y * y) - np.float32(0.15), 0, 1) * np.float32(0.75 * amount)
    return mixed(picture, mixed(both, ghosts[2], 0.33), share)


EFFECT = Effect(
    id="prism",
    name="Prism",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
