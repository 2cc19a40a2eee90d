"""Comb: stripes of the next picture slide in from both sides."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, over, quick_out, shifted

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    height = before.shape[0]
    stripes = round(settings["stripes"])
    left = 1 - quick_out(moment.progress, 2.5)
    even, odd = over(shifted(after, left, 0), before), over(shifted(after, -left, 0), before)
    which = np.floor(np.arange(height) * stripes / height).astype(int) % 2 == 0
    return np.where(which[:, None, None], even, odd)


EFFECT = Effect(
    id="comb",
    name="Comb",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(Param(key="stripes", name="Stripes", default=10.0, low=2.0, high=40.0, unit=""),),
)
