"""Long shutter: the last pictures flow into one, as if the camera had looked longer."""

from __future__ import annotations

from math import ceil

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, mixed

__all__ = ["EFFECT"]

_MOST = 8


def _looks_back(settings: Settings, moment: Moment) -> tuple[float, ...]:
    count = min(_MOST, max(1, ceil(settings["shutter"] * float(moment.rate)) - 1))
    return tuple(settings["shutter"] * (number + 1) / (count + 1) for number in range(count))


def _apply(picture: Pixels, settings: Settings, moment: Moment, earlier: tuple[Pixels, ...] = ()) -> Pixels:  # noqa: ARG001
    if settings["amount"] <= 0:
        return picture
    mean = picture
    for number, one in enumerate(earlier):
        mean = mixed(mean, one, 1 / (number + 2))
    return mixed(picture, mean, settings["amount"] / 100)


EFFECT = Effect(
    id="long_shutter",
    name="Long shutter",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(), Param(key="shutter", name="Shutter", default=0.15, low=0.05, high=1.0, unit="s")),
    looks_back=_looks_back,
)
