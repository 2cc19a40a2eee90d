"""HSL: hue, saturation and luma of eight bands of colour, each by itself."""

from __future__ import annotations

from types import MappingProxyType

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import hues

__all__ = ["EFFECT"]

_SWATCHES = MappingProxyType(
    {
        "red": "#E5484D",
        "orange": "#F08C3A",
        "yellow": "#E8CB3C",
        "green": "#46B45A",
        "aqua": "#38BEC9",
        "blue": "#4C7DF0",
        "purple": "#8B5CF0",
        "magenta": "#D94FC4",
    }
)
_WHAT = (("hue", "Hue"), ("saturation", "Saturation"), ("luma", "Luma"))


def _apply(colours: Colours, settings: Settings) -> Colours:
    bands = tuple(
        (band, (settings[f"{band}_hue"] / 100, settings[f"{band}_saturation"] / 100, settings[f"{band}_luma"] / 100))
        for band in hues.BANDS
    )
    return hues.banded(colours, bands) if any(any(numbers) for _band, numbers in bands) else colours


EFFECT = Effect(
    id="hsl",
    name="HSL",
    kind="colour",
    group="colour",
    apply=_apply,
    example=(("blue_hue", -60.0), ("blue_saturation", 40.0), ("green_hue", 70.0), ("orange_luma", 20.0)),
    params=tuple(
        Param(
            key=f"{band}_{what}",
            name=name,
            low=-100.0,
            high=100.0,
            unit="%",
            control="band",
            part=band.capitalize(),
            swatch=_SWATCHES[band],
        )
        for band in hues.BANDS
        for what, name in _WHAT
    ),
)
