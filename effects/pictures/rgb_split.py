"""RGB split: red and blue slip apart."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, recombined, shifted

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    apart = 0.03 * amount
    return recombined(shifted(picture, -apart, 0, "mirror"), picture, shifted(picture, apart, 0, "mirror"))


EFFECT = Effect(
    id="rgb_split",
    name="RGB split",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(amount_param(),),
)
