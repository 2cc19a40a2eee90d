"""Colour split: red, green and blue go three ways and meet in the next picture."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, placed, pulse, quick_in, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    strength = quick_in(pulse(moment.progress), 1.5)
    shown = mixed(before, after, smooth(span(moment.progress, 0.35, 0.65)))
    red, _, _, _ = cv2.split(placed(shown, x=-0.09 * strength, scale=1 + 0.1 * strength, edge="mirror"))
    _, green, _, alpha = cv2.split(shown)
    _, _, blue, _ = cv2.split(placed(shown, x=0.09 * strength, scale=1 + 0.1 * strength, edge="mirror"))
    return np.asarray(cv2.merge((cv2.min(red, alpha), green, cv2.min(blue, alpha), alpha)), np.uint8)


EFFECT = Effect(id="colour_split", name="Colour split", kind="transition", group="glitches", apply=_apply)
