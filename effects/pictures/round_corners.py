"""Round corners: the corners of the picture are cut round, before black."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, plain

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*picture.shape[:2])
    radius = np.float32(0.9 * amount)
    across, down = (
        np.abs(x) - (np.float32(np.abs(x).max()) - radius),
        np.abs(y) - (np.float32(np.abs(y).max()) - radius),
    )
    far = np.sqrt(np.square(np.maximum(across, 0)) + np.square(np.maximum(down, 0))) - radius
    return mixed(picture, plain(picture, (0, 0, 0)), far * np.float32(min(picture.shape[:2]) / 2) + 0.5)


EFFECT = Effect(
    id="round_corners",
    name="Round corners",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(amount_param(),),
)
