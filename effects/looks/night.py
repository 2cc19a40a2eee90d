"""Looks for after dark: signs, lamps, the sky that is not black yet."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Night"

LOOKS = (
    look(
        "Neon",
        _FAMILY,
        Recipe(
            contrast=26,
            vibrance=40,
            hue=-6,
            bands=(("blue", (20, 40, 6)), ("purple", (20, 50, 10)), ("magenta", (-10, 50, 10)), ("red", (-34, 30, 6))),
            dark_tone=(268, 66),
            light_tone=(190, 30),
        ),
    ),
    look(
        "Midnight",
        _FAMILY,
        Recipe(
            exposure=-26,
            contrast=14,
            temperature=-36,
            saturation=-26,
            dark_tone=(226, 60),
            light_tone=(205, 24),
        ),
    ),
    look(
        "Sodium",
        _FAMILY,
        Recipe(
            exposure=-6,
            contrast=26,
            temperature=44,
            tint=-10,
            saturation=-26,
            dark_tone=(28, 34),
            light_tone=(36, 50),
        ),
    ),
    look(
        "Arcade",
        _FAMILY,
        Recipe(
            contrast=22,
            vibrance=24,
            red=(0, 0.06, 0.5, 0.5, 1, 1),
            green=(0, 0, 0.5, 0.44, 1, 0.92),
            blue=(0, 0.16, 0.5, 0.56, 1, 0.98),
            light_tone=(320, 40),
            dark_tone=(240, 30),
        ),
    ),
    look(
        "Harbour",
        _FAMILY,
        Recipe(
            shadows=26,
            contrast=12,
            temperature=-14,
            bands=(("orange", (0, 40, 6)), ("yellow", (-20, 34, 4))),
            dark_tone=(200, 58),
            light_tone=(40, 30),
            fade=10,
        ),
    ),
)
