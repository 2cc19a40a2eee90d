"""Spin: a turn of the camera that ends in the next picture."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, placed, quick_in, quick_out, span, spread

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    gone, come = quick_in(span(moment.progress, 0, 0.5), 2), 1 - quick_out(span(moment.progress, 0.5, 1), 2)
    first = moment.progress < 0.5
    part, turn = (gone, 110 * gone) if first else (come, -110 * come)
    turned = placed(before if first else after, turn_deg=turn, scale=1 + 0.5 * part, edge="mirror")
    return spread(turned, 0.0, 34 * part, steps=8)


EFFECT = Effect(id="spin", name="Spin", kind="transition", group="moving", apply=_apply)
