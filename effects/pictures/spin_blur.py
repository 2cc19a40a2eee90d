"""Spin blur: the world turns around what is in the middle."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, spread

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    share = np.clip((np.sqrt(x * x + y * y) - np.float32(0.25)) / np.float32(0.6), 0, 1)
    return mixed(picture, spread(picture, 0.0, 24 * amount, steps=7), share)


EFFECT = Effect(
    id="spin_blur",
    name="Spin blur",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
