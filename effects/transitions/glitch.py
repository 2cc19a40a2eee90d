"""Glitch: slices slip sideways and the colours come apart, as in a broken file."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, pulse, speckle, torn, within_alpha

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    strength = 0.16 * pulse(moment.progress)
    chance = speckle(15, 24, 8)[int(moment.progress * 14)]
    height, width = before.shape[:2]
    source = before if moment.progress + 0.24 * float(chance[0] - 0.5) < 0.5 else after
    tops = [int(one * height) for one in chance[1:10]]
    slices = [
        (top, min(height, top + 1 + int(size * 0.16 * height)), round((float(slip) - 0.5) * 2 * strength * width))
        for top, size, slip in zip(tops, chance[10:19], chance[5:14], strict=True)
    ]
    return within_alpha(torn(source, slices, round(strength * 0.25 * width)))


EFFECT = Effect(id="glitch", name="Glitch", kind="transition", group="glitches", apply=_apply)
