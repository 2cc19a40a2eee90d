"""Grain: the living noise of film, strongest in the middle tones."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing

__all__ = ["EFFECT"]


@lru_cache(maxsize=2)
def _sheet(rows: int, columns: int) -> npt.NDArray[np.float32]:
    return np.clip(np.random.default_rng(1).standard_normal((rows, columns), dtype=np.float32), -3, 3)


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    size = max(1, round(min(height, width) / 540 * (0.6 + settings["size"] / 50)))
    rng = np.random.default_rng(int(moment.time * moment.rate) % 997)
    rows, columns = -(-height // size), -(-width // size)
    # Noise of a kept sheet, laid on at another place in each frame: drawing it anew would take longer than all else.
    sheet = _sheet(rows, columns)
    laid = np.roll(sheet, (int(rng.integers(rows)), int(rng.integers(columns))), axis=(0, 1))
    noise = cv2.resize(laid, (columns * size, rows * size), interpolation=cv2.INTER_LINEAR)[:height, :width]
    up, down = (
        cv2.convertScaleAbs(np.maximum(noise, 0), alpha=38 * amount),
        cv2.convertScaleAbs(np.minimum(noise, 0), alpha=38 * amount),
    )
    clear = np.zeros_like(up)
    return np.asarray(
        cv2.subtract(cv2.add(picture, cv2.merge((up, up, up, clear))), cv2.merge((down, down, down, clear))), np.uint8
    )


EFFECT = Effect(
    id="grain",
    name="Grain",
    kind="picture",
    group="film",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="size", name="Size", default=20.0, low=0.0, high=100.0, unit="%"),
    ),
)
