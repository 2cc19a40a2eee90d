"""What numbers, colours and words an edit takes: whole, finite, in range, or refused in plain words.

It must never change a value to make it fit.
"""

from __future__ import annotations

import re
from math import isfinite

from studio.edits.refused import EditRefused
from studio.model import Curve, Key, Keyframes
from studio.sentences import say

__all__ = ["colour_of", "curve_of", "number_of"]

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")


def number_of(value: object, what: str, low: float, high: float) -> float:
    """The number as a float. Refused outside `low` to `high`; `what` names it in the sentence."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not isfinite(value):
        raise EditRefused(say("{what} must be a number.", what=what))
    if not low <= value <= high:
        raise EditRefused(say("{what} can be from {low} to {high}.", what=what, low=f"{low:g}", high=f"{high:g}"))
    return float(value)


def curve_of(value: Curve, what: str, low: float, high: float) -> Curve:
    """The number or keyframes. Refused where a value is outside `low` to `high`."""
    if not isinstance(value, Keyframes):
        return number_of(value, what, low, high)
    keys = tuple(
        Key(key.time, number_of(key.value, what, low, high), key.ease, key.bend, extra=key.extra) for key in value.keys
    )
    return Keyframes(keys=keys, extra=value.extra)


def colour_of(value: str) -> str:
    """The colour in capital letters. Refused when it is not written `#RRGGBB` or `#RRGGBBAA`."""
    if _COLOUR.fullmatch(value) is None:
        raise EditRefused(say("“{value}” is not a colour. Write it as #RRGGBB.", value=value))
    return value.upper()
