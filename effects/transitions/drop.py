"""Drop: the old picture comes off the wall, hangs by a corner and falls."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, placed, quick_in, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    hangs, falls = smooth(span(moment.progress, 0, 0.4)), quick_in(span(moment.progress, 0.35, 1), 2)
    return over(placed(before, turn_deg=16 * hangs + 14 * falls, pivot=(0.04, 0.02), y=1.9 * falls), after)


EFFECT = Effect(id="drop", name="Drop", kind="transition", group="moving", apply=_apply)
