"""Dip: out into one colour, and in from it."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, mixed, plain, rgb, smooth, span

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    colour = plain(before, rgb(settings["colour"]))
    half = smooth(span(moment.progress, 0, 0.5)), smooth(span(moment.progress, 0.5, 1))
    return (
        mixed(mixed(before, colour, half[0]), after, half[1])
        if moment.progress <= 0.5
        else mixed(colour, after, half[1])
    )


EFFECT = Effect(
    id="dip",
    name="Dip",
    kind="transition",
    group="melting",
    apply=_apply,
    params=(Param(key="colour", name="Colour", type="colour", default="#000000"),),
)
