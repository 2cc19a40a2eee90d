"""Heat haze: the air trembles, more towards the ground."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    low = np.clip(y / max(float(np.abs(y).max()), 1e-6) * np.float32(0.5) + np.float32(0.5), 0, 1)
    time = np.float32(moment.time * 7)
    sway = np.float32(0.024 * amount) * low * (np.sin(y * 31 - time) + np.sin(y * 17 - time * np.float32(0.7) + x * 3))
    return bent(picture, x + sway, y + sway * np.float32(0.5))


EFFECT = Effect(
    id="heat_haze",
    name="Heat haze",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(),),
)
