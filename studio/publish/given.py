"""What a fix is given: the problem, the platform, what was measured, and a source of new ids.

It must never hold anything that changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from studio.model import Curve, Key, Keyframes, Problem, Span
from studio.platforms import Platform
from studio.publish.found import Measured

__all__ = ["Given", "changed_curve", "stretch_at"]


class Given(NamedTuple):
    """`new_id(stem)` gives an id nothing of the project has: `t` for a title, `l` for a layer, `c` for a clip."""

    problem: Problem
    platform: Platform
    new_id: Callable[[str], str]
    measured: Measured | None = None


def changed_curve(curve: Curve, change: Callable[[float], float]) -> Curve:
    """The curve with every value passed through `change`."""
    if not isinstance(curve, Keyframes):
        return change(curve)
    return Keyframes(
        keys=tuple(Key(key.time, change(key.value), key.ease, key.bend, extra=key.extra) for key in curve.keys),
        extra=curve.extra,
    )


def stretch_at(given: Given, spans: tuple[Span, ...]) -> Span | None:
    """The measured stretch the problem is about: the one that begins where it does."""
    return next((span for span in spans if span.start == given.problem.at), None)
