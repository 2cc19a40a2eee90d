"""Zoom out: back from the picture until it is a part of the next."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, over, placed, quick_in, quick_out, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    come = quick_out(moment.progress, 2.5)
    around = placed(after, scale=2.4 - 1.4 * come, edge="mirror")
    size = 1 - 0.86 * quick_in(moment.progress, 1.4)
    inner = placed(before, scale=size)
    return mixed(over(inner, around), around, quick_in(span(moment.progress, 0.45, 1), 1.5))


EFFECT = Effect(id="zoom_out", name="Zoom out", kind="transition", group="moving", apply=_apply)
