"""Swirl: stirred up, and unstirred into the next picture."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, pulse, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    far = np.sqrt(x * x + y * y)
    turn = np.float32(5 * pulse(moment.progress) ** 2) * np.square(np.clip(1 - far / np.float32(1.9), 0, 1))
    turned_cos, turned_sin = np.cos(turn), np.sin(turn)
    from_x, from_y = x * turned_cos - y * turned_sin, x * turned_sin + y * turned_cos
    share = smooth(span(moment.progress, 0.3, 0.7))
    first = bent(before, from_x, from_y) if share < 1 else before
    return mixed(first, bent(after, from_x, from_y) if share > 0 else after, share)


EFFECT = Effect(id="swirl", name="Swirl", kind="transition", group="bending", apply=_apply)
