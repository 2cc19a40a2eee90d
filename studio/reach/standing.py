"""What the fitted models say, as values: where something stands among comparable videos, and how many times the usual.

Each comes with an 80 % interval, never alone. It must never hold views as a number: nothing here knows them.
"""

from __future__ import annotations

import msgspec

__all__ = ["INTERVAL_SHARE", "Multiple", "Standing"]

INTERVAL_SHARE = 0.8
"""How often an interval should hold what happens."""


class Standing(msgspec.Struct, frozen=True):
    """A place among comparable videos: 0 is the lowest of all, 1 the highest. What happens lies between `low` and
    `high` four times of five."""

    percentile: float
    low: float
    high: float


class Multiple(msgspec.Struct, frozen=True):
    """How many times the usual number of views; between `low` and `high` four times of five."""

    times: float
    low: float
    high: float
