"""Glitch: every now and then slices slip and colours come apart."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    step = int(moment.time * 12)
    chance = np.random.default_rng(step % 997).random(32)
    if chance[0] > 0.25 + 0.5 * amount:
        return picture
    height, width = picture.shape[:2]
    torn = picture.copy()
    for number in range(8):
        top = int(chance[number + 1] * height)
        bottom = min(height, top + 1 + int(chance[number + 9] * 0.12 * height))
        torn[top:bottom] = np.roll(
            picture[top:bottom], round((chance[number + 17] - 0.5) * 0.3 * amount * width), axis=1
        )
    apart = round(0.02 * amount * width)
    split = torn.copy()
    split[..., 0], split[..., 2] = np.roll(torn[..., 0], apart, axis=1), np.roll(torn[..., 2], -apart, axis=1)
    return split


EFFECT = Effect(
    id="glitch_bursts",
    name="Glitch",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),),
)
