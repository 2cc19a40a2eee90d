"""The way from one key to the next: R. Penner's thirty easings, a straight line, a hold, a Bézier of one's own.

Each takes progress 0 to 1 to a share of the way; back and elastic swing past both ends. It must never know what
moves.
"""

from __future__ import annotations

from math import asin, cos, pi, sin, sqrt
from typing import Literal, get_args

__all__ = ["EASES", "FLAT_BEND", "Bend", "Ease", "eased", "mirrored_bend", "mirrored_ease"]

Ease = Literal[
    "linear", "hold", "in", "out", "in_out",
    "in_sine", "out_sine", "in_out_sine", "in_quad", "out_quad", "in_out_quad",
    "in_quart", "out_quart", "in_out_quart", "in_quint", "out_quint", "in_out_quint",
    "in_expo", "out_expo", "in_out_expo", "in_circ", "out_circ", "in_out_circ",
    "in_back", "out_back", "in_out_back", "in_elastic", "out_elastic", "in_out_elastic",
    "in_bounce", "out_bounce", "in_out_bounce", "bezier",
]  # fmt: skip
"""`in`, `out` and `in_out` alone are the cubic ones."""

EASES: tuple[Ease, ...] = get_args(Ease)

Bend = tuple[float, float, float, float]
"""The two inner points (x1, y1, x2, y2) of a cubic Bézier from (0, 0) to (1, 1), x within 0 to 1, as CSS writes it."""

FLAT_BEND: Bend = (0.25, 0.1, 0.25, 1.0)
"""What `bezier` means where no bend was given: CSS's `ease`."""

_OVERSHOOT = 1.70158
_POWERS = {"quad": 2, "": 3, "quart": 4, "quint": 5}


def eased(progress: float, ease: Ease, bend: Bend | None = None) -> float:
    """The share of the way at `progress` 0 to 1 (robertpenner.com/easing; constants as there)."""
    if ease == "linear":
        return progress
    if ease == "hold":
        return 0.0
    if ease == "bezier":
        return _bezier(progress, bend or FLAT_BEND)
    family = ease.removeprefix("in_out").removeprefix("in").removeprefix("out").removeprefix("_")
    if ease.startswith("in_out"):
        if progress < 0.5:
            return _risen(2 * progress, family) / 2
        return 1 - _risen(2 - 2 * progress, family) / 2
    if ease.startswith("in"):
        return _risen(progress, family)
    return 1 - _risen(1 - progress, family)


def _risen(at: float, family: str) -> float:
    """The easing in of a family; out is the same turned round, in-out both halves."""
    match family:
        case "sine":
            return 1 - cos(at * pi / 2)
        case "expo":
            return 0.0 if at <= 0 else float(2 ** (10 * at - 10))
        case "circ":
            return 1 - sqrt(max(0.0, 1 - at * at))
        case "back":
            return at * at * ((_OVERSHOOT + 1) * at - _OVERSHOOT)
        case "elastic":
            return _elastic(at)
        case "bounce":
            return 1 - _bounced(1 - at)
    return float(at ** _POWERS[family])


def _elastic(at: float) -> float:
    if at <= 0 or at >= 1:
        return min(1.0, max(0.0, at))
    period = 0.3
    return float(-(2 ** (10 * (at - 1))) * sin((at - 1 - period / (2 * pi) * asin(1)) * 2 * pi / period))


def _bounced(at: float) -> float:
    for limit, middle, floor in ((1, 0.0, 0.0), (2, 1.5, 0.75), (2.5, 2.25, 0.9375), (2.75, 2.625, 0.984375)):
        if at <= limit / 2.75:
            return 7.5625 * (at - middle / 2.75) ** 2 + floor
    return 1.0


def _bezier(progress: float, bend: Bend) -> float:
    """Y where the curve's x is `progress`, found by halving: x only rises."""
    x1, y1, x2, y2 = bend
    low, high = 0.0, 1.0
    for _step in range(40):
        middle = (low + high) / 2
        if _cubic(middle, x1, x2) < progress:
            low = middle
        else:
            high = middle
    return _cubic((low + high) / 2, y1, y2)


def _cubic(at: float, one: float, two: float) -> float:
    rest = 1 - at
    return 3 * rest * rest * at * one + 3 * rest * at * at * two + at**3


def mirrored_ease(ease: Ease) -> Ease:
    """The easing that goes the same way backwards. A hold stays one."""
    if ease.startswith("in_out"):
        return ease
    mirrored = "out" + ease[2:] if ease.startswith("in") else "in" + ease[3:] if ease.startswith("out") else ease
    return next(known for known in EASES if known == mirrored)


def mirrored_bend(bend: Bend | None) -> Bend | None:
    """The Bézier that goes the same way backwards."""
    if bend is None:
        return None
    x1, y1, x2, y2 = bend
    return 1 - x2, 1 - y2, 1 - x1, 1 - y1
