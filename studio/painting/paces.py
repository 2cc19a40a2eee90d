"""Paces: how far something has come after a part of its time, both from 0 to 1.

They must begin at 0 and end at 1 exactly (a pulse ends where it began).
"""

from __future__ import annotations

from math import cos, pi, sin

__all__ = ["back_out", "bounced", "pulse", "quick_in", "quick_out", "smooth", "span"]


def span(time: float, begin: float, end: float) -> float:
    """How much of the stretch from `begin` to `end` has passed at `time`, from 0 to 1."""
    return min(1.0, max(0.0, (time - begin) / (end - begin)))


def smooth(time: float) -> float:
    """Slow, fast, slow: the cosine pace."""
    return 0.5 - 0.5 * cos(pi * span(time, 0, 1))


def quick_in(time: float, power: float = 3.0) -> float:
    """Slow at first, fastest at the end."""
    return float(span(time, 0, 1) ** power)


def quick_out(time: float, power: float = 3.0) -> float:
    """Fastest at first, slow at the end."""
    return 1 - quick_in(1 - time, power)


def back_out(time: float, beyond: float = 1.7) -> float:
    """Shoots a little past the end and comes back (Penner 2001)."""
    rest = span(time, 0, 1) - 1
    return rest * rest * ((beyond + 1) * rest + beyond) + 1


def bounced(time: float) -> float:
    """Falls and bounces three times, each lower (Penner 2001)."""
    time = span(time, 0, 1)
    for begin, height in ((1 / 2.75, 0.0), (2 / 2.75, 0.75), (2.5 / 2.75, 0.9375), (1.0, 0.984375)):
        if time <= begin:
            middle = {0.0: 0.0, 0.75: 1.5, 0.9375: 2.25, 0.984375: 2.625}[height] / 2.75
            return min(1.0, 7.5625 * (time - middle) ** 2 + height)
    return 1.0


def pulse(time: float) -> float:
    """0 at both ends, 1 in the middle."""
    return sin(pi * span(time, 0, 1))
