"""Swing round: both pictures turn about a corner, one out and one in."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, placed, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    turned = smooth(moment.progress) * 90
    pivot = (0.0, 1.0)
    out = placed(before, turn_deg=turned, pivot=pivot)
    return over(out, placed(after, turn_deg=turned - 90, pivot=pivot))


EFFECT = Effect(id="swing_round", name="Swing round", kind="transition", group="moving", apply=_apply)
