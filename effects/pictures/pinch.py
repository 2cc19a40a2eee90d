"""Pinch: the middle is drawn away from you."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    far = np.sqrt(x * x + y * y)
    push = 1 + np.float32(0.75 * amount) * np.square((1 - far).clip(0, 1))
    return bent(picture, x * push, y * push)


EFFECT = Effect(
    id="pinch",
    name="Pinch",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
