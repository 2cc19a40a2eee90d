"""Lens: the picture swells like a drop and bursts into the next."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, placed, quick_out, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    far = np.sqrt(x * x + y * y)
    swollen = smooth(span(moment.progress, 0, 0.6))
    radius = np.float32(0.02 + 1.9 * swollen)
    inside = np.clip(far / radius, 0, 1)
    squeeze = np.where(far < radius, np.power(inside, np.float32(1.4 * swollen)), 1).astype(np.float32)
    shown = bent(before, x * squeeze, y * squeeze)
    burst = span(moment.progress, 0.5, 1)
    come = placed(after, scale=1.35 - 0.35 * quick_out(burst, 2), edge="mirror")
    return mixed(shown, come, (np.float32(burst * 2.6) - far) / np.float32(0.4))


EFFECT = Effect(id="lens", name="Lens", kind="transition", group="bending", apply=_apply)
