"""Dissolve: one picture melts into the next."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    return np.asarray(cv2.addWeighted(before, 1 - moment.progress, after, moment.progress, 0), np.uint8)


EFFECT = Effect(id="dissolve", name="Dissolve", kind="transition", group="melting", apply=_apply)
