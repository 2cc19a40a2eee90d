"""Zoom in: into the picture and through it."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, placed, quick_in, quick_out, span, spread

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    gone, come = quick_in(span(moment.progress, 0, 0.55), 2), quick_out(span(moment.progress, 0.45, 1), 2)
    share = span(moment.progress, 0.45, 0.55)
    shown = spread(placed(before, scale=1 + 2 * gone, edge="mirror"), 0.5 * gone) if share < 1 else before
    if share > 0:
        shown = mixed(shown, spread(placed(after, scale=0.55 + 0.45 * come, edge="mirror"), 0.5 * (1 - come)), share)
    return shown


EFFECT = Effect(id="zoom_in", name="Zoom in", kind="transition", group="moving", apply=_apply)
