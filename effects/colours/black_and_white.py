"""Black and white, as film sees through a coloured glass, warm or cold as paper is."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import amount_param, hues, tones

__all__ = ["EFFECT"]

_WARM, _COLD = 35.0, 215.0


def _apply(colours: Colours, settings: Settings) -> Colours:
    amount, toning = float(settings["amount"]) / 100, float(settings["toning"]) / 100
    if not amount:
        return colours
    grey = hues.greyed(colours, settings["glass"])
    if settings["contrast"]:
        grey = tones.contrasted(grey, float(settings["contrast"]) / 100)
    if toning:
        tint = (_WARM if toning > 0 else _COLD, abs(toning))
        grey = hues.split_toned(grey, tint, tint)
    return tones.mixed_colours(colours, grey, amount)


EFFECT = Effect(
    id="black_and_white",
    name="Black and white",
    kind="colour",
    group="colour",
    apply=_apply,
    params=(
        amount_param(),
        Param(
            key="glass",
            name="Filter",
            type="choice",
            default="none",
            choices=tuple((name, name.capitalize()) for name in hues.FILTERS),
        ),
        Param(key="contrast", name="Contrast", low=-100.0, high=100.0, unit="%"),
        Param(key="toning", name="Toning", low=-100.0, high=100.0, unit="%"),
    ),
)
