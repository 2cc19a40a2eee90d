"""A number that may change over time: a constant, or keyframes with easing.

Times are the clip's own time, so that a split or trim keeps the curve and only moves the window
onto it. It must never know what the number means.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import Literal

from studio.model.time import Time, round_to_flick
from studio.model.value import Value

__all__ = ["Curve", "Ease", "Key", "Keyframes", "curve_at", "is_animated", "stretched", "with_key"]

Ease = Literal["linear", "hold", "in", "out", "in_out"]


class Key(Value, frozen=True):
    """At `time` (own time of the clip) the number is `value`; `ease` shapes the way to the next key."""

    time: Time
    value: float
    ease: Ease = "linear"


class Keyframes(Value, frozen=True):
    """Keys in order of time, at least one. Before the first and after the last the number holds."""

    keys: tuple[Key, ...]

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("keyframes need at least one key")
        if any(a.time >= b.time for a, b in zip(self.keys, self.keys[1:], strict=False)):
            raise ValueError("keys must be in order of time, one at a time")


Curve = float | Keyframes
"""A number of a project: steady, or animated."""


def is_animated(curve: Curve) -> bool:
    """Whether the number changes over time."""
    return isinstance(curve, Keyframes) and any(key.value != curve.keys[0].value for key in curve.keys)


def curve_at(curve: Curve, time: Time) -> float:
    """The number at own time `time`."""
    if not isinstance(curve, Keyframes):
        return curve
    keys = curve.keys
    index = bisect_right(keys, time, key=lambda key: key.time) - 1
    if index < 0:
        return keys[0].value
    if index == len(keys) - 1:
        return keys[-1].value
    before, after = keys[index], keys[index + 1]
    progress = float((time - before.time) / (after.time - before.time))
    return before.value + (after.value - before.value) * _eased(progress, before.ease)


def _eased(progress: float, ease: Ease) -> float:
    """Cubic easings, as R. Penner defines them (robertpenner.com/easing)."""
    match ease:
        case "linear":
            return progress
        case "hold":
            return 0.0
        case "in":
            return progress**3
        case "out":
            return 1 - (1 - progress) ** 3
        case "in_out":
            return 4 * progress**3 if progress < 0.5 else 1 - (2 - 2 * progress) ** 3 / 2


def with_key(curve: Curve, time: Time, value: float, ease: Ease = "linear") -> Keyframes:
    """The curve with a key at `time`; a steady number becomes animated."""
    keys = curve.keys if isinstance(curve, Keyframes) else ()
    kept = [key for key in keys if key.time != time]
    return Keyframes(keys=tuple(sorted([*kept, Key(time, value, ease)], key=lambda key: key.time)))


def stretched(curve: Curve, factor: Fraction) -> Curve:
    """The curve with all times multiplied by `factor`, each rounded once to a flick."""
    if not isinstance(curve, Keyframes):
        return curve
    keys: dict[Time, Key] = {}
    for key in curve.keys:
        time = round_to_flick(key.time * factor)
        keys[time] = Key(time, key.value, key.ease, extra=key.extra)
    return Keyframes(keys=tuple(keys.values()), extra=curve.extra)
