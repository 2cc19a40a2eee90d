"""Curves: all channels, each channel, and luma, along lines that a person bends."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import tones

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    before = colours
    master, luma = (tones.curve_table(settings[key]) for key in ("master", "luma"))
    if master is not None:
        colours = tones.along(colours, master)
    colours = tones.channels_along(colours, [tones.curve_table(settings[key]) for key in ("red", "green", "blue")])
    if luma is not None:
        colours = tones.luma_along(colours, luma)
    return tones.mixed_colours(before, colours, float(settings["amount"]) / 100)


def _curve(key: str, name: str, swatch: str) -> Param:
    return Param(key=key, name=name, type="curve", default=tones.STRAIGHT, swatch=swatch)


EFFECT = Effect(
    id="curves",
    name="Curves",
    kind="colour",
    group="colour",
    apply=_apply,
    inverts=True,
    example=(("master", (0.0, 0.0, 0.25, 0.15, 0.75, 0.85, 1.0, 1.0)), ("blue", (0.0, 0.15, 0.5, 0.5, 1.0, 0.85))),
    params=(
        _curve("master", "All", "#E6E6E6"),
        _curve("red", "Red", "#FF6B6B"),
        _curve("green", "Green", "#5BD68A"),
        _curve("blue", "Blue", "#6C9BFF"),
        _curve("luma", "Luma", "#F2D16B"),
        Param(key="amount", name="Amount", default=100.0, low=0.0, high=100.0, unit="%"),
    ),
)
