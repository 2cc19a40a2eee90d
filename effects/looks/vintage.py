"""Looks of things kept for long: prints in an album, postcards, a television of its time."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Vintage"

LOOKS = (
    look(
        "Postcard",
        _FAMILY,
        Recipe(
            exposure=6,
            contrast=8,
            bands=(("blue", (-44, 20, 14)), ("green", (-14, 10, 4)), ("red", (10, 20, 4))),
            light_tone=(52, 42),
            dark_tone=(190, 20),
            fade=40,
        ),
    ),
    look(
        "Attic",
        _FAMILY,
        Recipe(contrast=-8, saturation=-46, temperature=22, light_tone=(44, 48), dark_tone=(24, 40), fade=46),
    ),
    look(
        "Seventies",
        _FAMILY,
        Recipe(
            contrast=10,
            temperature=30,
            bands=(("green", (-44, -6, -6)), ("blue", (-40, -34, 0)), ("orange", (0, 26, 0))),
            dark_tone=(12, 56),
            light_tone=(48, 42),
            fade=30,
        ),
    ),
    look(
        "Sun bleached",
        _FAMILY,
        Recipe(exposure=26, contrast=-10, highlights=10, saturation=-44, temperature=12, light_tone=(50, 30), fade=34),
    ),
)
