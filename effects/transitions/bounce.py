"""Bounce: the next picture drops in and bounces until it rests."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bounced, from_to, over, shifted

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    return over(shifted(after, 0, bounced(moment.progress) - 1), before)


EFFECT = Effect(id="bounce", name="Bounce", kind="transition", group="moving", apply=_apply)
