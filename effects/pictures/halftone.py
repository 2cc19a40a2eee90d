"""Halftone: printed dots, larger where it is darker."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, plain, softened, within_alpha

__all__ = ["EFFECT"]


def _as_clear(printed: Pixels, picture: Pixels) -> Pixels:
    out = printed.copy()
    out[..., 3] = picture[..., 3]
    return out


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    x, y = grid(height, width)
    size = np.float32(4 / settings["dots"])
    across, down = (x + y) / size, (x - y) / size
    across -= np.rint(across)
    down -= np.rint(down)
    far = cv2.magnitude(across, down)
    levels = np.sqrt(1 - np.arange(256, dtype=np.float32) / 255) * np.float32(0.78)
    dots = cv2.LUT(cv2.blur(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), (5, 5)), levels)
    ink = np.clip((dots - far) * np.float32(10), 0, 1)
    paper = cv2.addWeighted(picture, 0.55, plain(picture, (255, 252, 244)), 0.45, 0)
    inked = np.asarray(cv2.convertScaleAbs(softened(picture, 0.004), alpha=0.42), np.uint8)
    print_ = mixed(np.asarray(paper, np.uint8), _as_clear(inked, picture), ink)
    return mixed(picture, within_alpha(_as_clear(print_, picture)), amount)


EFFECT = Effect(
    id="halftone",
    name="Halftone",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="dots", name="Dots", default=70.0, low=20.0, high=160.0, unit=""),
    ),
)
