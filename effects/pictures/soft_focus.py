"""Soft focus: sharp and dreamy at once, as through a veil."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, faded, from_nothing, mixed, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    soft = softened(picture, 0.022)
    return mixed(picture, screened(mixed(picture, soft, 0.75), faded(soft, 0.45)), amount)


EFFECT = Effect(
    id="soft_focus",
    name="Soft focus",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
