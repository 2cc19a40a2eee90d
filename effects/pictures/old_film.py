"""Old film: brown, scratched, dusty and never quite still."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, placed, recoloured, screened

__all__ = ["EFFECT"]

_BROWN = np.array([1.06, 0.93, 0.70], np.float32)


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    frame = int(moment.time * 16)
    rng = np.random.default_rng(frame % 997)
    height, width = picture.shape[:2]
    moved = placed(
        picture, x=float(rng.normal(0, 0.0025)) * amount, y=float(rng.normal(0, 0.004)) * amount, edge="mirror"
    )
    grey = cv2.cvtColor(moved, cv2.COLOR_RGBA2GRAY).astype(np.float32)[..., None]
    brown = recoloured(moved, grey * (np.float32(0.92 + 0.08 * rng.random()) * _BROWN))
    marks = np.zeros_like(picture)
    thin = max(1, round(min(height, width) / 700))
    for _ in range(3):
        where = int(rng.integers(width))
        cv2.line(marks, (where, 0), (where + int(rng.integers(-3, 4)), height), (90, 85, 70, 0), thin)
    for _ in range(14):
        spot = int(rng.integers(width)), int(rng.integers(height))
        cv2.circle(marks, spot, int(rng.integers(1, 4)) * thin, (150, 145, 130, 0), -1, cv2.LINE_AA)
    return mixed(moved, screened(brown, marks), amount)


EFFECT = Effect(
    id="old_film",
    name="Old film",
    kind="picture",
    group="film",
    apply=_apply,
    params=(amount_param(),),
)
