"""Bright dissolve: both pictures shine through each other, as two projectors on one wall."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import quick_in

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    shares = 1 - quick_in(moment.progress, 2), 1 - quick_in(1 - moment.progress, 2)
    return np.asarray(cv2.addWeighted(before, shares[0], after, shares[1], 0), np.uint8)


EFFECT = Effect(id="bright_dissolve", name="Bright dissolve", kind="transition", group="melting", apply=_apply)
