"""Pitch without pace: grains of the sound, read faster or slower, each laid where it goes on from the one before best.

WSOLA (Verhelst and Roelands, 1993) with grains that are resampled by a windowed sinc. It must never depend on how the
sound was cut, nor on what lies further back than `RESTART` samples.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from studio.effect import Samples, Settings
from studio.sounding.blocks import Numbers, in_blocks

__all__ = ["PITCH_DELAY", "RESTART", "pitched"]

_HOP = 1024
_GRAIN = 2 * _HOP
_REACH = 512
_COARSE = 8
_TAPS = 10
_AHEAD = 3
PITCH_DELAY = (1 + _AHEAD) * _HOP
RESTART = 1 << 17
"""After so many samples a grain lies in its own place again, so that a sound entered there is the same."""
_BEHIND = 3 * _HOP
_WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(_GRAIN) + 0.5) / _GRAIN))[:, None]


def pitched(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Higher or lower by `semitones` (-12 to 12); late by `PITCH_DELAY`."""
    factor = 2.0 ** (settings["semitones"] / 12)

    def work(some: Samples, memory: Any) -> tuple[Samples, Any]:
        channels = some.shape[1]
        if memory is None:
            memory = (np.zeros((_BEHIND + _AHEAD * _HOP, channels), np.float32), np.zeros((_HOP, channels)), 0, 0)
        around, over, number, away = memory
        heard = np.empty(some.shape, np.float32)
        for first in range(0, len(some), _HOP):
            around = np.concatenate([around, some[first : first + _HOP]])
            # The block that is played now begins `_BEHIND` into `around`; its grain's middle lies at its end.
            middle = _BEHIND + _HOP
            away = _fitting(around, middle, away, factor) if number * _HOP % RESTART else 0
            grain = _grain(around, middle + away, factor) * _WINDOW
            heard[first : first + _HOP] = over + grain[:_HOP]
            over = grain[_HOP:]
            around = around[_HOP:]
            number = (number + 1) % (RESTART // _HOP)
        return heard, (around, over, number, away)

    return in_blocks(samples, state, _HOP, work)


def _grain(around: Samples, middle: int, factor: float) -> Numbers:
    """The grain whose middle lies there, read `factor` times as fast."""
    if factor == 1:
        return around[middle - _HOP : middle + _HOP].astype(np.float64)
    starts, weights = _reading(factor)
    low = middle + int(starts[0])
    high = middle + int(starts[-1]) + weights.shape[1]
    near = around[low:high].astype(np.float64)
    at = starts - starts[0]
    total = np.zeros((_GRAIN, near.shape[1]))
    for tap in range(weights.shape[1]):
        total += weights[:, tap : tap + 1] * near[at + tap]
    return total


@lru_cache(maxsize=16)
def _reading(factor: float) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Numbers]:
    """From which sample on, counted from the middle, each sample of a grain is read, and with which weights."""
    positions = (np.arange(_GRAIN) - _HOP) * factor
    reach = int(np.ceil(_TAPS / 2 * max(1.0, factor)))
    starts = np.floor(positions).astype(np.int64) - reach + 1
    distance = positions[:, None] - (starts[:, None] + np.arange(2 * reach))
    # Above half the new rate nothing may be left, or it would come back mirrored.
    width = min(1.0, 1.0 / factor)
    weights = np.sinc(distance * width) * width * np.cos(np.pi / 2 * np.clip(distance / reach, -1, 1)) ** 2
    return starts, weights / weights.sum(axis=1, keepdims=True)


def _fitting(around: Samples, middle: int, last: int, factor: float) -> int:
    """How far from its place the grain goes on most like the one before it would have."""
    if factor == 1:
        return 0
    length = int(_HOP * factor) // _COARSE * _COARSE
    mono = np.rint((around[:, 0].astype(np.float64) + around[:, -1]) * 16383)
    # The grain before had its middle a hop earlier; from there on it was read with the factor.
    natural = middle - _HOP + last
    wanted = mono[natural : natural + length]
    begin = middle - int(_HOP * factor) - _REACH
    near = mono[begin : begin + 2 * _REACH + length]
    rough = _likest(_coarse(wanted), _coarse(near), _REACH // _COARSE) * _COARSE
    low = max(0, rough - _COARSE)
    fine = _likest(wanted, near[low : min(rough + _COARSE, 2 * _REACH) + length], max(0, _REACH - low))
    return low + fine - _REACH


def _coarse(samples: Numbers) -> Numbers:
    return np.asarray(samples.reshape(-1, _COARSE).sum(axis=1), np.float64)


def _likest(wanted: Numbers, near: Numbers, middle: int) -> int:
    """At which index of `near` it is most like `wanted`; of several the nearest to `middle`."""
    products = np.correlate(near, wanted, "valid")
    squares = np.concatenate([[0.0], np.cumsum(near * near)])
    energy = squares[len(wanted) :] - squares[: -len(wanted)]
    likeness = products / np.sqrt(energy + 1.0)
    best = np.flatnonzero(likeness == likeness.max())
    return int(best[np.argmin(np.abs(best - middle))])
