"""Stop motion: pictures stand still and jump, a few a second."""

from __future__ import annotations

from math import floor

from studio.effect import Effect, Moment, Param, Pixels, Settings

__all__ = ["EFFECT"]

_HALF_A_FRAME = 0.5


def _looks_back(settings: Settings, moment: Moment) -> tuple[float, ...]:
    steps = settings["steps"]
    if steps <= 0:
        return ()
    into = moment.time + _HALF_A_FRAME / float(moment.rate)
    return (max(0.0, moment.time - floor(into * steps) / steps),)


def _apply(picture: Pixels, settings: Settings, moment: Moment, earlier: tuple[Pixels, ...] = ()) -> Pixels:  # noqa: ARG001
    return earlier[0] if earlier else picture


EFFECT = Effect(
    id="stop_motion",
    name="Stop motion",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(Param(key="steps", name="Pictures a second", default=0.0, low=0.0, high=15.0),),
    looks_back=_looks_back,
)
