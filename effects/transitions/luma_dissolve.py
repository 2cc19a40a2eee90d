"""Luma dissolve: the lights change first, the shadows last."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import mixed

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    grey = cv2.blur(cv2.cvtColor(before, cv2.COLOR_RGBA2GRAY), (5, 5)).astype(np.float32) / 255
    return mixed(before, after, (moment.progress * 1.3 - (1 - grey)) / 0.3)


EFFECT = Effect(id="luma_dissolve", name="Luma dissolve", kind="transition", group="melting", apply=_apply)
