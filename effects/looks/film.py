"""Looks as photographic film has them: print stock, slides, instant pictures, the wrong bath."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Film"
_TOE = (0, 0.05, 0.25, 0.24, 0.75, 0.79, 1, 0.96)
"""A print's curve: black that is not quite black, a shoulder before white."""

LOOKS = (
    look(
        "Gold print",
        _FAMILY,
        Recipe(
            curve=_TOE,
            temperature=20,
            vibrance=20,
            bands=(("green", (-24, -8, 0)), ("blue", (-16, -10, 0)), ("red", (8, 16, 0))),
            dark_tone=(20, 18),
            light_tone=(50, 24),
        ),
    ),
    look(
        "Green print",
        _FAMILY,
        Recipe(
            curve=_TOE,
            tint=-18,
            saturation=-12,
            bands=(("orange", (0, 16, 4)), ("green", (14, 0, -8))),
            dark_tone=(150, 26),
            light_tone=(70, 16),
            fade=12,
        ),
    ),
    look(
        "Slide",
        _FAMILY,
        Recipe(
            contrast=46,
            blacks=-20,
            saturation=20,
            vibrance=24,
            bands=(("blue", (8, 24, -22)), ("red", (0, 16, -8)), ("green", (8, 16, -14))),
        ),
    ),
    look(
        "Expired",
        _FAMILY,
        Recipe(
            contrast=-12,
            saturation=-16,
            red=(0, 0.1, 0.5, 0.54, 1, 0.98),
            green=(0, 0.06, 0.5, 0.5, 1, 0.96),
            blue=(0, 0.16, 0.5, 0.48, 1, 0.84),
            dark_tone=(300, 24),
        ),
    ),
    look(
        "Instant",
        _FAMILY,
        Recipe(
            exposure=10,
            contrast=16,
            saturation=-20,
            red=(0, 0.06, 0.5, 0.53, 1, 0.97),
            green=(0, 0.07, 0.5, 0.52, 1, 0.97),
            blue=(0, 0.14, 0.5, 0.5, 1, 0.86),
            dark_tone=(195, 26),
        ),
    ),
    look(
        "Cross",
        _FAMILY,
        Recipe(
            contrast=26,
            red=(0, 0, 0.3, 0.22, 0.7, 0.8, 1, 1),
            green=(0, 0, 0.3, 0.28, 0.7, 0.78, 1, 1),
            blue=(0, 0.2, 0.5, 0.48, 1, 0.78),
        ),
    ),
    look(
        "Tungsten stock",
        _FAMILY,
        Recipe(
            curve=_TOE,
            temperature=-34,
            vibrance=14,
            bands=(("orange", (0, 34, 6)), ("red", (0, 24, 4)), ("blue", (6, 10, -8))),
            dark_tone=(232, 22),
        ),
    ),
)
