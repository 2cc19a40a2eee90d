"""Looks for what is on the table: warm, rich, and clean where the plate is."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Food"

LOOKS = (
    look(
        "Bakery",
        _FAMILY,
        Recipe(
            exposure=10,
            contrast=10,
            shadows=20,
            temperature=18,
            bands=(("orange", (4, 22, 4)), ("yellow", (-26, 14, -4)), ("blue", (0, -50, 0))),
            light_tone=(44, 14),
        ),
    ),
    look(
        "Citrus",
        _FAMILY,
        Recipe(
            exposure=8,
            contrast=18,
            vibrance=44,
            bands=(("yellow", (6, 40, 10)), ("green", (-22, 36, 8)), ("orange", (6, 14, 4)), ("blue", (0, -20, 0))),
        ),
    ),
    look(
        "Spice",
        _FAMILY,
        Recipe(
            contrast=28,
            blacks=-14,
            temperature=14,
            bands=(
                ("red", (8, 44, -8)),
                ("orange", (-10, 22, -6)),
                ("green", (-40, -26, -16)),
                ("blue", (0, -50, -10)),
            ),
            dark_tone=(16, 34),
        ),
    ),
    look(
        "Fresh",
        _FAMILY,
        Recipe(
            exposure=16,
            whites=20,
            shadows=16,
            temperature=-12,
            vibrance=22,
            bands=(("green", (10, 30, 12)), ("aqua", (0, 24, 6)), ("yellow", (20, 10, 8))),
        ),
    ),
)
