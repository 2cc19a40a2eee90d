"""Settings that many effects share: how much, and which of four ways."""

from __future__ import annotations

from types import MappingProxyType

from studio.effect import Param

__all__ = ["WAYS", "amount_param", "colour_param", "speed_param", "way_param", "words_param"]

WAYS = MappingProxyType({"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)})
"""Where each way leads: steps to the right and down."""

_WORDS = (("left", "To the left"), ("right", "To the right"), ("up", "Up"), ("down", "Down"))


def amount_param(name: str = "Amount") -> Param:
    """The setting `amount`, from nothing to 100 %, as `mixing.from_nothing` reads it."""
    return Param(key="amount", name=name, low=0.0, high=100.0, unit="%")


def way_param(default: str = "left") -> Param:
    """The setting `way`, of which `WAYS` knows the meaning."""
    return Param(key="way", name="Direction", type="choice", default=default, choices=_WORDS)


def colour_param(default: str, key: str = "colour", name: str = "Colour") -> Param:
    """A colour as `#rrggbb`."""
    return Param(key=key, name=name, type="colour", default=default)


def speed_param() -> Param:
    """The setting `speed`: how many rounds a sticker makes while it makes one by itself."""
    return Param(key="speed", name="Speed", default=1.0, low=0.1, high=4.0)


def words_param(default: str) -> Param:
    """The setting `words`: what is written."""
    return Param(key="words", name="Words", type="words", default=default)
