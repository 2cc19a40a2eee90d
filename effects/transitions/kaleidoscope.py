"""Kaleidoscope: the picture breaks into mirrored wedges and comes together as the next."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, pulse, smooth, span, wedged

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    strength = np.float32(smooth(span(pulse(moment.progress), 0, 0.8)))
    to_x, to_y = wedged(before.shape[:2], pi / 3, moment.progress * 2)
    from_x, from_y = x + (to_x - x) * strength, y + (to_y - y) * strength
    share = smooth(span(moment.progress, 0.35, 0.65))
    first = bent(before, from_x, from_y) if share < 1 else before
    return mixed(first, bent(after, from_x, from_y) if share > 0 else after, share)


EFFECT = Effect(id="kaleidoscope", name="Kaleidoscope", kind="transition", group="bending", apply=_apply)
