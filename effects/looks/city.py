"""Looks for streets by day: stone, glass, shade."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "City"

LOOKS = (
    look(
        "Concrete",
        _FAMILY,
        Recipe(
            contrast=22,
            saturation=-52,
            temperature=-8,
            dark_tone=(205, 16),
            curve=(0, 0.03, 0.3, 0.27, 0.75, 0.8, 1, 1),
        ),
    ),
    look(
        "Asphalt",
        _FAMILY,
        Recipe(
            exposure=-14,
            contrast=44,
            highlights=16,
            saturation=-24,
            bands=(("orange", (0, 20, 0)), ("red", (0, 24, 0))),
            dark_tone=(230, 26),
        ),
    ),
    look(
        "Metro",
        _FAMILY,
        Recipe(
            contrast=20,
            tint=-26,
            temperature=-10,
            saturation=-14,
            dark_tone=(175, 42),
            light_tone=(62, 16),
        ),
    ),
)
