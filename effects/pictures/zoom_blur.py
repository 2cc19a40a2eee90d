"""Zoom blur: sharp in the middle, rushing outwards at the edges."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, spread

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    share = np.clip((np.sqrt(x * x + y * y) - np.float32(0.25)) / np.float32(0.7), 0, 1)
    return mixed(picture, spread(picture, 0.45 * amount, steps=6), share)


EFFECT = Effect(
    id="zoom_blur",
    name="Zoom blur",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
