"""Slide: the next picture comes over the old one."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import WAYS, from_to, over, quick_out, shifted, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    right, down = WAYS[settings["way"]]
    left = 1 - quick_out(moment.progress)
    return over(shifted(after, -right * left, -down * left), before)


EFFECT = Effect(id="slide", name="Slide", kind="transition", group="moving", apply=_apply, params=(way_param(),))
