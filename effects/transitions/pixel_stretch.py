"""Pixel stretch: the colours of an edge are drawn out like threads, and the next picture follows."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, quick_in, quick_out, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    low, high = float(x.min()), float(x.max())
    share = smooth(span(moment.progress, 0.42, 0.58))
    gone, come = quick_in(span(moment.progress, 0, 0.58), 1.5), quick_out(span(moment.progress, 0.42, 1), 1.5)
    first = bent(before, np.maximum(x, np.float32(low + (high - low) * gone)), y) if share < 1 else before
    return mixed(first, bent(after, np.minimum(x, np.float32(low + (high - low) * come)), y), share)


EFFECT = Effect(id="pixel_stretch", name="Pixel stretch", kind="transition", group="bending", apply=_apply)
