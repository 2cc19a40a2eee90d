"""Looks as recipes: a look is a set of numbers for the tools that `tones` and `hues` have, mixed in by its strength.

It must never hold maths of its own: what a recipe cannot say belongs into a tool.
"""

from __future__ import annotations

from functools import partial

import msgspec

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import hues, tones

__all__ = ["Recipe", "cooked", "look"]

Tone = tuple[float, float]
"""A hue in degrees, and how much of it in percent."""
Numbers = tuple[float, float, float]


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a look does, in the order of its fields. Numbers are percent as on the sliders of Adjust; `hue` is degrees.

    `mix` are the rows of the channel mixer, `bands` hue, saturation and luma of bands of `hues.BANDS`, `glass` one of
    `hues.FILTERS` for black and white, curves points as `tones.curve_table` takes them, wheels x, y and level,
    `dark_tone` and `light_tone` the split toning about `balance`, `inks` the two colours of a duotone.
    """

    exposure: float = 0.0
    contrast: float = 0.0
    highlights: float = 0.0
    shadows: float = 0.0
    whites: float = 0.0
    blacks: float = 0.0
    gamma: float = 0.0
    mix: tuple[Numbers, Numbers, Numbers] | None = None
    temperature: float = 0.0
    tint: float = 0.0
    saturation: float = 0.0
    vibrance: float = 0.0
    hue: float = 0.0
    bands: tuple[tuple[str, Numbers], ...] = ()
    glass: str = ""
    curve: tuple[float, ...] = tones.STRAIGHT
    red: tuple[float, ...] = tones.STRAIGHT
    green: tuple[float, ...] = tones.STRAIGHT
    blue: tuple[float, ...] = tones.STRAIGHT
    lift: Numbers = (0.0, 0.0, 0.0)
    middle: Numbers = (0.0, 0.0, 0.0)
    gain: Numbers = (0.0, 0.0, 0.0)
    dark_tone: Tone = (0.0, 0.0)
    light_tone: Tone = (0.0, 0.0)
    balance: float = 0.0
    inks: tuple[str, str] | None = None
    fade: float = 0.0


def cooked(colours: Colours, recipe: Recipe) -> Colours:
    """Colours (N, 3) float32 through all that the recipe says."""
    return _toned(_hued(_lit(colours, recipe), recipe), recipe)


def _lit(colours: Colours, recipe: Recipe) -> Colours:
    if recipe.exposure:
        colours = tones.exposed(colours, recipe.exposure / 100)
    if recipe.contrast:
        colours = tones.contrasted(colours, recipe.contrast / 100)
    if recipe.highlights or recipe.shadows:
        colours = tones.highlights_and_shadows(colours, recipe.highlights / 100, recipe.shadows / 100)
    if recipe.whites or recipe.blacks:
        colours = tones.whites_and_blacks(colours, recipe.whites / 100, recipe.blacks / 100)
    if recipe.gamma:
        colours = tones.powered(colours, recipe.gamma / 100)
    return colours


def _hued(colours: Colours, recipe: Recipe) -> Colours:
    if recipe.mix is not None:
        colours = hues.channel_mixed(colours, _parts(*recipe.mix))
    if recipe.temperature or recipe.tint:
        colours = hues.balanced(colours, recipe.temperature / 100, recipe.tint / 100)
    if recipe.saturation:
        colours = hues.saturated(colours, recipe.saturation / 100)
    if recipe.vibrance:
        colours = hues.vibrant(colours, recipe.vibrance / 100)
    if recipe.hue:
        colours = hues.turned(colours, recipe.hue)
    if recipe.bands:
        colours = hues.banded(colours, tuple((name, _parts(numbers)[0]) for name, numbers in recipe.bands))
    return hues.greyed(colours, recipe.glass) if recipe.glass else colours


def _toned(colours: Colours, recipe: Recipe) -> Colours:
    master = tones.curve_table(recipe.curve)
    if master is not None:
        colours = tones.along(colours, master)
    colours = tones.channels_along(
        colours, [tones.curve_table(points) for points in (recipe.red, recipe.green, recipe.blue)]
    )
    if any((*recipe.lift, *recipe.middle, *recipe.gain)):
        colours = hues.wheeled(colours, *_parts(recipe.lift, recipe.middle, recipe.gain))
    if recipe.dark_tone[1] or recipe.light_tone[1]:
        dark, light = ((hue, much / 100) for hue, much in (recipe.dark_tone, recipe.light_tone))
        colours = hues.split_toned(colours, dark, light, recipe.balance / 100)
    if recipe.inks is not None:
        colours = hues.two_toned(colours, *recipe.inks)
    return tones.faded_out(colours, recipe.fade / 100) if recipe.fade else colours


def _parts(*percent: Numbers) -> tuple[Numbers, ...]:
    return tuple((one / 100, two / 100, three / 100) for one, two, three in percent)


def _looked(recipe: Recipe, colours: Colours, settings: Settings) -> Colours:
    strength = float(settings["strength"]) / 100
    return tones.mixed_colours(colours, cooked(colours, recipe), strength) if strength else colours


def look(name: str, family: str, recipe: Recipe) -> Effect:
    """A look called `name` under the heading `family`; its id is `look_` and its name in small letters."""
    return Effect(
        id="look_" + "_".join(name.lower().split()),
        name=name,
        kind="colour",
        group="looks",
        family=family,
        apply=partial(_looked, recipe),
        params=(Param(key="strength", name="Strength", low=0.0, high=100.0, unit="%"),),
    )
