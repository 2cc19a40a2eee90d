"""The four ways something can go, as a setting that people choose."""

from __future__ import annotations

from types import MappingProxyType

from studio.effect import Param

__all__ = ["WAYS", "way_param"]

WAYS = MappingProxyType({"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)})
"""Where each way leads: steps to the right and down."""

_WORDS = (("left", "To the left"), ("right", "To the right"), ("up", "Up"), ("down", "Down"))


def way_param(default: str = "left") -> Param:
    """The setting `way`, of which `WAYS` knows the meaning."""
    return Param(key="way", name="Direction", type="choice", default=default, choices=_WORDS)
