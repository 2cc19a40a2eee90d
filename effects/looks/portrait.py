"""Looks for faces: skin first, everything else behind it."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Portrait"

LOOKS = (
    look(
        "Porcelain",
        _FAMILY,
        Recipe(
            exposure=14,
            contrast=-10,
            shadows=18,
            temperature=-6,
            bands=(("red", (0, -18, 10)), ("orange", (0, -22, 22))),
            curve=(0, 0.02, 0.5, 0.54, 1, 0.98),
        ),
    ),
    look(
        "Peach",
        _FAMILY,
        Recipe(
            exposure=8,
            contrast=6,
            temperature=16,
            bands=(("orange", (-14, 8, 16)), ("red", (10, 0, 6)), ("green", (0, -30, 0))),
            light_tone=(24, 26),
            fade=14,
        ),
    ),
    look(
        "Honey",
        _FAMILY,
        Recipe(
            contrast=16,
            shadows=10,
            temperature=26,
            vibrance=16,
            bands=(("blue", (0, -40, -6)), ("green", (-30, -24, 0))),
            dark_tone=(30, 22),
            light_tone=(46, 26),
        ),
    ),
    look(
        "Rose",
        _FAMILY,
        Recipe(
            exposure=6,
            contrast=4,
            tint=20,
            temperature=-4,
            saturation=-8,
            dark_tone=(330, 16),
            light_tone=(350, 20),
            fade=20,
        ),
    ),
    look(
        "Linen",
        _FAMILY,
        Recipe(
            contrast=-14,
            highlights=-20,
            shadows=24,
            temperature=8,
            saturation=-30,
            bands=(("orange", (0, 14, 4)),),
            fade=26,
        ),
    ),
    look(
        "Studio",
        _FAMILY,
        Recipe(
            contrast=34,
            whites=24,
            blacks=-16,
            vibrance=-10,
            bands=(("orange", (0, -6, 12)), ("blue", (0, 16, -18))),
            dark_tone=(220, 20),
        ),
    ),
)
