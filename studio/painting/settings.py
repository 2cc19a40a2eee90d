"""Settings that many effects share: how much, and which of four ways."""

from __future__ import annotations

from types import MappingProxyType

from studio.effect import Param

__all__ = ["WAYS", "amount_param", "way_param"]

WAYS = MappingProxyType({"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)})
"""Where each way leads: steps to the right and down."""

_WORDS = (("left", "To the left"), ("right", "To the right"), ("up", "Up"), ("down", "Down"))


def amount_param(name: str = "Amount") -> Param:
    """The setting `amount`, from nothing to 100 %, as `mixing.from_nothing` reads it."""
    return Param(key="amount", name=name, low=0.0, high=100.0, unit="%")


def way_param(default: str = "left") -> Param:
    """The setting `way`, of which `WAYS` knows the meaning."""
    return Param(key="way", name="Direction", type="choice", default=default, choices=_WORDS)
