"""Pull: the next picture pulls the frame open, the old one is pressed against the edge."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import framed, from_to, over, quick_out

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    line = quick_out(moment.progress, 2)
    return over(framed(after, 0, 0, line, 1), framed(before, line, 0, 1, 1))


EFFECT = Effect(id="pull", name="Pull", kind="transition", group="moving", apply=_apply)
