"""Heat: the air trembles over the cut."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, pulse, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    strength = np.float32(0.11 * pulse(moment.progress))
    sway = strength * np.sin(y * 11 + np.float32(moment.progress * 20)) + strength * np.float32(0.5) * np.sin(
        y * 23 - np.float32(moment.progress * 31)
    )
    share = smooth(span(moment.progress, 0.3, 0.7))
    first = bent(before, x + sway, y) if share < 1 else before
    return mixed(first, bent(after, x + sway, y) if share > 0 else after, share)


EFFECT = Effect(id="heat", name="Heat", kind="transition", group="bending", apply=_apply)
