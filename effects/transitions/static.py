"""Static: the station is lost, snow, and another one comes in."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, pulse, smooth, span, speckle

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = before.shape[:2]
    strength = smooth(span(pulse(moment.progress), 0.15, 0.9))
    grain = max(1, round(min(height, width) / 270))
    small = speckle(-(-height // grain), -(-width // grain), 100 + int(moment.progress * 24))
    snow = cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)
    lines = np.float32(0.75) + np.float32(0.25) * np.cos(
        np.arange(height, dtype=np.float32) * np.float32(pi / grain / 2)
    )
    grey = np.asarray(snow * lines[:, None] * 200 + 20, np.uint8)
    noise = cv2.merge((grey, grey, grey, np.full_like(grey, 255)))
    return mixed(before if moment.progress < 0.5 else after, np.asarray(noise, np.uint8), strength)


EFFECT = Effect(id="static", name="Static", kind="transition", group="glitches", apply=_apply)
