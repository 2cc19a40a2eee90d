"""Halation: the red bleed around lights on real film."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, screened, softened

__all__ = ["EFFECT"]

_RED = np.array([1.0, 0.30, 0.10], np.float32)


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    lights = np.asarray(cv2.addWeighted(picture, 2.6, picture, 0, -390), np.uint8)
    halo = softened(lights, 0.018).astype(np.float32)
    grey = halo[..., :3].max(axis=2, keepdims=True)
    tinted = np.concatenate([grey * _RED, np.zeros_like(grey)], axis=2)
    return screened(picture, np.asarray(np.clip(tinted * np.float32(1.5 * amount), 0, 255), np.uint8))


EFFECT = Effect(
    id="halation",
    name="Halation",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
