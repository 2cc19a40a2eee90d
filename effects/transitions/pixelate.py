"""Pixelate: coarser and coarser, and fine again as the next picture."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, pulse, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = before.shape[:2]
    cells = min(height, width) / (1 + 0.09 * min(height, width) * smooth(pulse(moment.progress)))
    shown = mixed(before, after, span(moment.progress, 0.4, 0.6))
    fit = max(1, round(width * cells / min(height, width))), max(1, round(height * cells / min(height, width)))
    if fit[0] >= width:
        return shown
    coarse = cv2.resize(shown, fit, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


EFFECT = Effect(id="pixelate", name="Pixelate", kind="transition", group="glitches", apply=_apply)
