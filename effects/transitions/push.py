"""Push: the next picture pushes the old one out."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import WAYS, from_to, over, shifted, smooth, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    right, down = WAYS[settings["way"]]
    gone = smooth(moment.progress)
    moved = shifted(before, right * gone, down * gone)
    return over(moved, shifted(after, -right * (1 - gone), -down * (1 - gone)))


EFFECT = Effect(id="push", name="Push", kind="transition", group="moving", apply=_apply, params=(way_param(),))
