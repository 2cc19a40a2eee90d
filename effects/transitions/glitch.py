"""Glitch: slices slip sideways and the colours come apart, as in a broken file."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, pulse, speckle

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    if not 0 < moment.progress < 1:
        return after if moment.progress >= 1 else before
    strength = 0.16 * pulse(moment.progress)
    chance = speckle(15, 24, 8)[int(moment.progress * 14)]
    height, width = before.shape[:2]
    source = before if moment.progress + 0.24 * float(chance[0] - 0.5) < 0.5 else after
    torn = source.copy()
    for number in range(9):
        top = int(chance[number + 1] * height)
        bottom = min(height, top + 1 + int(chance[number + 10] * 0.16 * height))
        slip = round((float(chance[number + 5]) - 0.5) * 2 * strength * width)
        torn[top:bottom] = np.roll(source[top:bottom], slip, axis=1)
    apart = round(strength * 0.25 * width)
    split = torn.copy()
    split[..., 0], split[..., 2] = np.roll(torn[..., 0], apart, axis=1), np.roll(torn[..., 2], -apart, axis=1)
    return np.minimum(split, torn[..., 3:])


EFFECT = Effect(id="glitch", name="Glitch", kind="transition", group="glitches", apply=_apply)
