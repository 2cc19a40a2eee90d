"""Looks without colour: which colours come out light, how hard, and the tone of the paper."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Black and white"

LOOKS = (
    look("Silver", _FAMILY, Recipe(glass="none", curve=(0, 0.02, 0.3, 0.27, 0.7, 0.75, 1, 0.99))),
    look("Noir", _FAMILY, Recipe(glass="red", exposure=-20, contrast=90, blacks=-30)),
    look("Fog", _FAMILY, Recipe(glass="yellow", exposure=18, contrast=-40, shadows=20, fade=16)),
    look("Sepia", _FAMILY, Recipe(glass="none", contrast=10, dark_tone=(30, 88), light_tone=(42, 88), fade=14)),
    look("Cyanotype", _FAMILY, Recipe(glass="none", contrast=20, inks=("#0A2A5E", "#F2F6FA"))),
    look(
        "Infrared",
        _FAMILY,
        Recipe(
            bands=(("green", (0, 0, 100)), ("yellow", (0, 0, 60)), ("blue", (0, 0, -90)), ("aqua", (0, 0, -60))),
            glass="orange",
            contrast=24,
        ),
    ),
)
