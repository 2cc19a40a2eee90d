"""Fisheye: the middle swells towards you."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    far = np.clip((x * x + y * y) / np.float32(1 + float(np.square(np.abs(x).max() * np.abs(y).max()) > 0)), 0, 1.4)
    pull = 1 - np.float32(0.55 * amount) * (1 - far).clip(0, 1)
    return bent(picture, x * pull, y * pull)


EFFECT = Effect(
    id="fisheye",
    name="Fisheye",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
