"""Sketch: a pencil drawing on white paper."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, recoloured, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    grey = cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY)
    soft = softened(np.asarray(cv2.merge((grey, grey, grey, grey)), np.uint8), 0.012)[..., 0]
    # Dodging (grey over its own blurred negative) leaves the lines of a pencil.
    lines = cv2.divide(grey, np.maximum(soft, 1), scale=250)
    lines = np.clip(lines.astype(np.float32) * 1.4 - 95, 0, 255)
    return mixed(picture, recoloured(picture, lines[..., None] * np.array([0.99, 0.98, 0.95], np.float32)), amount)


EFFECT = Effect(
    id="sketch",
    name="Sketch",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
