"""Whip pan: the camera is flung to the next picture."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import WAYS, from_to, over, pulse, shifted, smeared, smooth, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    right, down = WAYS[settings["way"]]
    speed = pulse(moment.progress) ** 2
    gone = smooth(smooth(moment.progress))
    moved = shifted(before, right * gone, down * gone)
    both = over(moved, shifted(after, -right * (1 - gone), -down * (1 - gone)))
    return smeared(both, right * 0.45 * speed, down * 0.45 * speed)


EFFECT = Effect(id="whip_pan", name="Whip pan", kind="transition", group="moving", apply=_apply, params=(way_param(),))
