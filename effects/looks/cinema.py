"""Looks as films are graded: one idea each, held through the whole picture."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Cinema"

LOOKS = (
    look(
        "Blockbuster",
        _FAMILY,
        Recipe(
            contrast=28,
            bands=(("blue", (-30, 10, -6)), ("green", (30, -30, -8)), ("yellow", (-24, 0, 0)), ("orange", (0, 18, 4))),
            dark_tone=(192, 72),
            light_tone=(32, 46),
        ),
    ),
    look(
        "Desert",
        _FAMILY,
        Recipe(
            exposure=6,
            contrast=30,
            temperature=30,
            saturation=-18,
            bands=(("blue", (-34, -30, 0)), ("green", (-60, -40, 0))),
            light_tone=(42, 44),
            dark_tone=(14, 26),
        ),
    ),
    look(
        "Bleach bypass",
        _FAMILY,
        Recipe(contrast=62, whites=12, saturation=-58, light_tone=(50, 8), dark_tone=(200, 14)),
    ),
    look(
        "Thriller",
        _FAMILY,
        Recipe(
            exposure=-16,
            contrast=30,
            temperature=-20,
            tint=-14,
            saturation=-36,
            dark_tone=(170, 54),
            light_tone=(200, 20),
        ),
    ),
    look(
        "Green code",
        _FAMILY,
        Recipe(
            exposure=-8,
            contrast=34,
            tint=-44,
            saturation=-34,
            dark_tone=(135, 54),
            light_tone=(110, 30),
        ),
    ),
    look(
        "Candlelight",
        _FAMILY,
        Recipe(
            exposure=-10,
            contrast=22,
            highlights=12,
            temperature=40,
            saturation=-6,
            dark_tone=(8, 34),
            light_tone=(40, 40),
            gain=(10, 6, -6),
        ),
    ),
    look(
        "Winter",
        _FAMILY,
        Recipe(
            exposure=10,
            contrast=12,
            temperature=-30,
            saturation=-38,
            bands=(("orange", (0, 22, 0)), ("red", (0, 22, 0))),
            light_tone=(210, 14),
            fade=14,
        ),
    ),
    look(
        "Day for night",
        _FAMILY,
        Recipe(
            exposure=-62,
            contrast=20,
            temperature=-46,
            saturation=-44,
            dark_tone=(222, 50),
            light_tone=(208, 40),
        ),
    ),
)
