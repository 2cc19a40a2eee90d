"""Looks in light colours: little contrast, air in the shadows, sweets and clouds."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Pastel"

LOOKS = (
    look(
        "Candy floss",
        _FAMILY,
        Recipe(
            exposure=24,
            gamma=34,
            contrast=-24,
            shadows=20,
            saturation=-6,
            bands=(("blue", (-20, 10, 16)), ("red", (-16, 0, 16)), ("green", (30, -20, 10))),
            dark_tone=(265, 44),
            light_tone=(335, 48),
            fade=22,
        ),
    ),
    look(
        "Sorbet",
        _FAMILY,
        Recipe(
            exposure=26,
            gamma=32,
            contrast=-18,
            shadows=16,
            vibrance=24,
            bands=(("orange", (-10, 4, 14)), ("yellow", (0, 4, 14)), ("green", (-10, 4, 16)), ("blue", (-20, 0, 20))),
            dark_tone=(12, 40),
            light_tone=(52, 36),
            fade=16,
        ),
    ),
    look(
        "Cloud",
        _FAMILY,
        Recipe(
            exposure=28,
            gamma=38,
            contrast=-32,
            shadows=24,
            saturation=-40,
            temperature=-12,
            dark_tone=(215, 34),
            fade=24,
        ),
    ),
    look(
        "Lilac",
        _FAMILY,
        Recipe(
            exposure=20,
            gamma=34,
            contrast=-18,
            saturation=-20,
            tint=14,
            temperature=-14,
            dark_tone=(262, 62),
            light_tone=(280, 30),
            fade=18,
        ),
    ),
    look(
        "Mint",
        _FAMILY,
        Recipe(
            exposure=22,
            gamma=34,
            contrast=-18,
            saturation=-18,
            tint=-16,
            temperature=-8,
            bands=(("green", (34, 14, 14)), ("yellow", (34, -10, 10)), ("orange", (0, 14, 4))),
            dark_tone=(168, 52),
            light_tone=(150, 24),
            fade=18,
        ),
    ),
)
