"""Fog: banks of mist drift through."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, cloud, from_nothing, mixed, plain, shaped

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    small = max(2, height // 6), max(2, width // 6)
    mist = np.roll(cloud(*small, 3, seed=8), int(moment.time * small[1] * 0.03), axis=1)
    mist = 0.5 * mist + 0.5 * np.roll(cloud(*small, 2, seed=14), -int(moment.time * small[1] * 0.02), axis=1)
    share = cv2.resize(mist.astype(np.float32), (width, height)) * np.float32(0.85 * amount)
    return mixed(picture, shaped(plain(picture, (222, 226, 230)), picture), share)


EFFECT = Effect(
    id="fog",
    name="Fog",
    kind="picture",
    group="weather",
    apply=_apply,
    params=(amount_param(),),
)
