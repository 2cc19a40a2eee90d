"""Glitch: every now and then slices slip and colours come apart."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, torn

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    step = int(moment.time * 12)
    chance = np.random.default_rng(step % 997).random(32)
    if chance[0] > 0.25 + 0.5 * amount:
        return picture
    height, width = picture.shape[:2]
    tops = [int(one * height) for one in chance[1:9]]
    slices = [
        (top, min(height, top + 1 + int(size * 0.12 * height)), round((slip - 0.5) * 0.3 * amount * width))
        for top, size, slip in zip(tops, chance[9:17], chance[17:25], strict=True)
    ]
    return torn(picture, slices, round(0.02 * amount * width))


EFFECT = Effect(
    id="glitch_bursts",
    name="Glitch",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(amount_param(),),
)
