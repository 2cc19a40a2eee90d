"""Squeeze: pressed to a line, and open again as the next picture."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, placed, plain, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    high = abs(1 - 2 * smooth(moment.progress))
    shown = before if moment.progress < 0.5 else after
    return over(placed(shown, scale=(1.0 + 0.12 * (1 - high), max(high, 0.004))), plain(before))


EFFECT = Effect(id="squeeze", name="Squeeze", kind="transition", group="moving", apply=_apply)
