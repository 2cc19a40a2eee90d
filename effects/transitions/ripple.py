"""Ripple: a drop falls in, and the next picture lies under the rings."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, pulse

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    far = np.sqrt(x * x + y * y) + np.float32(1e-4)
    push = np.float32(0.07 * pulse(moment.progress)) * np.sin(far * 14 - np.float32(moment.progress * 18)) / far
    share = (np.float32(moment.progress * (float(far.max()) + 0.8)) - far) / np.float32(0.8)
    return mixed(bent(before, x + x * push, y + y * push), bent(after, x + x * push, y + y * push), share)


EFFECT = Effect(id="ripple", name="Ripple", kind="transition", group="bending", apply=_apply)
