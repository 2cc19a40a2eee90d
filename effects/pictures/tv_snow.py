"""TV snow: a badly received station."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, shaped, speckle

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    grain = max(1, round(min(height, width) / 300))
    sheet = np.asarray(speckle(-(-height // grain), -(-width // grain), 17) * 255, np.uint8)
    rng = np.random.default_rng(int(moment.time * moment.rate) % 997)
    snow = np.roll(sheet, (int(rng.integers(9999)), int(rng.integers(9999))), axis=(0, 1))
    flakes = cv2.resize(snow, (width, height), interpolation=cv2.INTER_NEAREST)
    noise = np.asarray(cv2.merge((flakes, flakes, flakes, np.full_like(flakes, 255))), np.uint8)
    return mixed(picture, shaped(noise, picture), 0.6 * amount)


EFFECT = Effect(
    id="tv_snow",
    name="TV snow",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(amount_param(),),
)
