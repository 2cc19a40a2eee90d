"""How two clocks stand to each other, from readings that jitter.

It must never follow a single reading: the middle of many counts.
"""

from __future__ import annotations

from collections import deque
from statistics import median

__all__ = ["Steady"]

_READINGS = 301


class Steady:
    """The difference of two clocks: the median of the last 301 readings, so that slow drift is followed."""

    def __init__(self) -> None:
        self._readings: deque[float] = deque(maxlen=_READINGS)
        self._middle: float | None = None

    def __len__(self) -> int:
        return len(self._readings)

    def add(self, difference: float) -> None:
        """One more reading, in seconds."""
        self._readings.append(difference)
        self._middle = None

    @property
    def difference(self) -> float:
        """The difference in seconds. There must be a reading."""
        if self._middle is None:
            self._middle = median(self._readings)
        return self._middle
