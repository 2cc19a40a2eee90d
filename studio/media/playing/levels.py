"""How loud what is heard now is: peaks and loudness of the sound that was handed to the device, told when it sounds.

It must never hold the sound up.
"""

from __future__ import annotations

from collections import deque
from threading import Lock

import msgspec
import numpy as np

from studio.effect import Samples
from studio.media.writing.loudness import LoudnessMeter, decibels
from studio.model import SAMPLE_RATE

__all__ = ["Level", "Levels"]

_WINDOW = SAMPLE_RATE // 20
"""Peaks are those of a twentieth of a second."""


class Level(msgspec.Struct, frozen=True):
    """Peaks of left and right in dBFS, -inf for silence, and the loudness in LUFS since playing began."""

    left_db: float
    right_db: float
    lufs: float


class Levels:
    """What one playing sounds like, by the sample; `add` from the thread of the sound, `at` from any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: deque[tuple[int, Level]] = deque()
        self._meter: LoudnessMeter | None = None

    def add(self, first: int, samples: Samples) -> None:
        """Samples that were handed to the device, from number `first` of the playing on."""
        if self._meter is None:
            self._meter = LoudnessMeter()
        for begin in range(0, len(samples), _WINDOW):
            part = samples[begin : begin + _WINDOW]
            self._meter.add(part)
            left, right = (decibels(float(peak)) for peak in np.abs(part).max(axis=0))
            level = Level(left, right, self._meter.result().integrated_lufs)
            with self._lock:
                self._told.append((first + begin + len(part), level))

    def at(self, sample: int) -> Level | None:
        """How loud it is when sample number `sample` sounds; what came before is forgotten."""
        with self._lock:
            while len(self._told) > 1 and self._told[0][0] <= sample:
                self._told.popleft()
            return self._told[0][1] if self._told else None
