"""Mirror: one half is the mirror image of the other."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    line = np.float32((1 - amount) * float(np.abs(x).max()))
    return bent(picture, np.where(x > line, 2 * line - x, x).astype(np.float32), y)


EFFECT = Effect(
    id="mirror",
    name="Mirror",
    kind="picture",
    group="lens",
    apply=_apply,
    params=(amount_param(),),
)
