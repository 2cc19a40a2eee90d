"""Looks for outdoors: woods, water, mountains, and the low sun."""

from __future__ import annotations

from studio.painting.recipes import Recipe, look

__all__ = ["LOOKS"]

_FAMILY = "Nature"

LOOKS = (
    look(
        "Forest",
        _FAMILY,
        Recipe(
            contrast=20,
            highlights=-26,
            bands=(("green", (26, -10, -26)), ("yellow", (40, -24, -20)), ("aqua", (-16, -10, -10))),
            dark_tone=(165, 36),
            fade=12,
        ),
    ),
    look(
        "Lagoon",
        _FAMILY,
        Recipe(
            exposure=8,
            contrast=14,
            bands=(("aqua", (-8, 50, 6)), ("blue", (-40, 34, 10)), ("green", (30, 10, 0)), ("orange", (0, 10, 6))),
            dark_tone=(188, 26),
        ),
    ),
    look(
        "Alpine",
        _FAMILY,
        Recipe(
            contrast=26,
            whites=22,
            temperature=-18,
            saturation=-10,
            bands=(("blue", (-10, 40, -24)), ("green", (10, -16, -10))),
            dark_tone=(225, 18),
        ),
    ),
    look(
        "Last light",
        _FAMILY,
        Recipe(
            exposure=4,
            contrast=14,
            temperature=34,
            tint=12,
            vibrance=20,
            dark_tone=(285, 42),
            light_tone=(36, 48),
        ),
    ),
    look(
        "Autumn",
        _FAMILY,
        Recipe(
            contrast=16,
            bands=(
                ("green", (-92, 6, -6)),
                ("yellow", (-60, 20, -4)),
                ("orange", (-10, 26, 0)),
                ("blue", (0, -36, -8)),
            ),
            temperature=12,
            dark_tone=(20, 16),
        ),
    ),
)
