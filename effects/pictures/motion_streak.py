"""Motion blur: smeared in one direction, as by a fast pan."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, placed, smeared

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    turned = placed(picture, turn_deg=-settings["angle"], edge="mirror") if settings["angle"] else picture
    smear = smeared(turned, 0.16 * amount, 0)
    return placed(smear, turn_deg=settings["angle"], edge="mirror") if settings["angle"] else smear


EFFECT = Effect(
    id="motion_streak",
    name="Motion blur",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="angle", name="Angle", default=0.0, low=-90.0, high=90.0, unit="°"),
    ),
)
