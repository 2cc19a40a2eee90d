"""Wave: the picture sways like a flag under water."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    sway = np.float32(0.06 * amount)
    time = np.float32(moment.time * 3)
    return bent(
        picture, x + sway * np.sin(y * 5 + time), y + sway * np.float32(0.6) * np.sin(x * 4 + time * np.float32(1.3))
    )


EFFECT = Effect(
    id="wave",
    name="Wave",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(),),
)
