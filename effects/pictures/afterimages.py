"""Afterimages: what was seen a moment ago shows through, three times and ever fainter."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, mixed

__all__ = ["EFFECT"]

_STEPS = 3


def _looks_back(settings: Settings, moment: Moment) -> tuple[float, ...]:  # noqa: ARG001
    return tuple(settings["delay"] * (number + 1) for number in range(_STEPS))


def _apply(picture: Pixels, settings: Settings, moment: Moment, earlier: tuple[Pixels, ...] = ()) -> Pixels:  # noqa: ARG001
    seen = picture
    for number, one in enumerate(earlier):
        seen = mixed(seen, one, settings["amount"] / 100 * 0.5 / (number + 1))
    return seen


EFFECT = Effect(
    id="afterimages",
    name="Afterimages",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(), Param(key="delay", name="Delay", default=0.2, low=0.05, high=1.0, unit="s")),
    looks_back=_looks_back,
)
