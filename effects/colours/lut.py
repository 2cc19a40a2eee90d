"""LUT: the colours that a `.cube` file says."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import tones
from studio.painting.cube import looked_up, lut_of

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    lut, amount = lut_of(settings["file"] or b""), float(settings["amount"]) / 100
    if lut is None or not amount:
        return colours
    return tones.mixed_colours(colours, looked_up(colours, lut), amount)


EFFECT = Effect(
    id="lut",
    name="LUT",
    kind="colour",
    group="colour",
    apply=_apply,
    inverts=True,
    params=(
        Param(key="file", name="File", type="file", default=""),
        Param(key="amount", name="Amount", default=100.0, low=0.0, high=100.0, unit="%"),
    ),
)
