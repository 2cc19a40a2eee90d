"""Duotone: two colours instead of all, one for the darks and one for the lights."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import amount_param, hues, tones

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    amount = float(settings["amount"]) / 100
    if not amount:
        return colours
    given = tones.contrasted(colours, float(settings["contrast"]) / 100) if settings["contrast"] else colours
    return tones.mixed_colours(colours, hues.two_toned(given, settings["dark"], settings["light"]), amount)


EFFECT = Effect(
    id="duotone",
    name="Duotone",
    kind="colour",
    group="colour",
    apply=_apply,
    inverts=True,
    params=(
        amount_param(),
        Param(key="dark", name="Darks", type="colour", default="#1B1A55"),
        Param(key="light", name="Lights", type="colour", default="#FFC86B"),
        Param(key="contrast", name="Contrast", low=-100.0, high=100.0, unit="%"),
    ),
)
