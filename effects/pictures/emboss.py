"""Emboss: pressed into grey metal."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, recoloured, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    grey = cv2.cvtColor(softened(picture, 0.0012), cv2.COLOR_RGBA2GRAY).astype(np.float32)
    step = max(1, round(min(picture.shape[:2]) / 500))
    raised = np.clip(128 + (grey - np.roll(grey, (step, step), axis=(0, 1))) * 2.4, 0, 255)
    return mixed(picture, recoloured(picture, np.repeat(raised[..., None], 3, axis=2)), amount)


EFFECT = Effect(
    id="emboss",
    name="Emboss",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
