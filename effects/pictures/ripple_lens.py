"""Ripples: rings run outwards from the middle."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    far = np.sqrt(x * x + y * y) + np.float32(1e-4)
    push = np.float32(0.022 * amount) * np.sin(far * 22 - np.float32(moment.time * 9)) / far
    return bent(picture, x + x * push, y + y * push)


EFFECT = Effect(
    id="ripple_lens",
    name="Ripples",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(),),
)
