"""A number that may change over time: a constant, or keyframes with easing.

Times are the clip's own time, so that a split or trim keeps the curve and only moves the window
onto it. It must never know what the number means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from fractions import Fraction

from studio.model.ease import Bend, Ease, eased, mirrored_bend, mirrored_ease
from studio.model.time import Time, round_to_flick
from studio.model.value import Value

__all__ = ["Curve", "Key", "Keyframes", "curve_at", "is_animated", "stretched", "warped", "with_key"]


class Key(Value, frozen=True):
    """At `time` (own time of the clip) the number is `value`; `ease` shapes the way to the next key.

    `bend` is the Bézier of the ease `bezier`.
    """

    time: Time
    value: float
    ease: Ease = "linear"
    bend: Bend | None = None


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
    return before.value + (after.value - before.value) * eased(progress, before.ease, before.bend)


def with_key(curve: Curve, time: Time, value: float, ease: Ease = "linear") -> Keyframes:
    """The curve with a key at `time`; a steady number becomes animated."""
    keys = curve.keys if isinstance(curve, Keyframes) else ()
    kept = [key for key in keys if key.time != time]
    return Keyframes(keys=tuple(sorted([*kept, Key(time, value, ease)], key=lambda key: key.time)))


def stretched(curve: Curve, factor: Fraction) -> Curve:
    """The curve with all times multiplied by `factor`, each rounded once to a flick."""
    return warped(curve, lambda time: time * factor)


def warped(curve: Curve, warp: Callable[[Time], Time]) -> Curve:
    """The curve with every key at `warp` of its time, rounded to a flick; a warp that turns time round turns it too."""
    if not isinstance(curve, Keyframes):
        return curve
    moved = [(round_to_flick(warp(key.time)), key) for key in curve.keys]
    keys: dict[Time, Key] = {}
    if moved[0][0] <= moved[-1][0]:
        for time, key in moved:
            keys[time] = Key(time, key.value, key.ease, key.bend, extra=key.extra)
    else:
        # The way between two keys is kept at the one that comes first.
        ways = [(mirrored_ease(key.ease), mirrored_bend(key.bend)) for key in curve.keys[:-1]]
        for (time, key), (ease, bend) in zip(reversed(moved), [*reversed(ways), ("linear", None)], strict=True):
            keys[time] = Key(time, key.value, ease, bend, extra=key.extra)
    return Keyframes(keys=tuple(keys.values()), extra=curve.extra)
