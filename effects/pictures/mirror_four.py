"""Four mirrors: the upper left quarter, mirrored to the right and down."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    across, down = (np.float32((1 - amount) * float(np.abs(field).max())) for field in (x, y))
    from_x = np.where(x > across, 2 * across - x, x).astype(np.float32)
    return bent(picture, from_x, np.where(y > down, 2 * down - y, y).astype(np.float32))


EFFECT = Effect(
    id="mirror_four",
    name="Four mirrors",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
