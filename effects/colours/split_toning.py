"""Split toning: one tint for the darks, another for the lights."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import hues

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    dark, light = float(settings["shadows"]) / 100, float(settings["highlights"]) / 100
    if not dark and not light:
        return colours
    shadows, highlights = (settings["shadow_hue"], dark), (settings["highlight_hue"], light)
    return hues.split_toned(colours, shadows, highlights, float(settings["balance"]) / 100)


EFFECT = Effect(
    id="split_toning",
    name="Split toning",
    kind="colour",
    group="colour",
    apply=_apply,
    example=(("shadows", 70.0), ("highlights", 60.0)),
    params=(
        Param(key="shadows", name="Shadows", low=0.0, high=100.0, unit="%"),
        Param(key="shadow_hue", name="Shadow hue", default=215.0, low=0.0, high=360.0, unit="°"),
        Param(key="highlights", name="Highlights", low=0.0, high=100.0, unit="%"),
        Param(key="highlight_hue", name="Highlight hue", default=40.0, low=0.0, high=360.0, unit="°"),
        Param(key="balance", name="Balance", low=-100.0, high=100.0, unit="%"),
    ),
)
