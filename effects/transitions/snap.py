"""Snap: pushed out with a spring, a little too far and back."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import WAYS, back_out, from_to, over, placed, shifted, span, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    right, down = WAYS[settings["way"]]
    gone = back_out(span(moment.progress, 0.0, 1.0), 2.2)
    if gone >= 1:
        return placed(after, x=right * (gone - 1), y=down * (gone - 1), edge="mirror")
    return over(shifted(before, right * gone, down * gone), shifted(after, -right * (1 - gone), -down * (1 - gone)))


EFFECT = Effect(id="snap", name="Snap", kind="transition", group="moving", apply=_apply, params=(way_param(),))
