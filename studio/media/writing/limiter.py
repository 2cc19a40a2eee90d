"""A limiter: what would rise above the ceiling is turned down ahead of time, smoothly, and let go slowly.

It must never change a sample where nothing is too loud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.media.writing.loudness import KERNEL_HALF, between_peaks, most_between
from studio.model import SAMPLE_RATE

__all__ = ["CONTEXT", "FORGOTTEN", "Limiter", "Stream", "held_down"]

_AHEAD = SAMPLE_RATE * 5 // 1000
_RELEASE_S = 0.05
_NOTHING = 1e-5

CONTEXT = _AHEAD + KERNEL_HALF + 1
"""Samples a limiter wants to see on each side of those it gives."""
FORGOTTEN = round(12 * _RELEASE_S * SAMPLE_RATE)
"""So many samples after a peak nothing is left of it: it has died away to less than -100 dB."""

_Row = npt.NDArray[np.float64]


class Limiter:
    """Keeps stereo sound at 48 kHz below `ceiling` (an amplitude). Stretches come in order.

    With `between`, what lies between samples is kept below it too; without, sound that stays below it from sample to
    sample is left bit for bit.
    """

    def __init__(self, ceiling: float, *, between: bool = True) -> None:
        self._between = between
        self._ceiling = ceiling
        self._down = 0.0
        window = np.hanning(_AHEAD + 3)[1:-1]
        self._window = window / window.sum()

    def limited(self, samples: Samples) -> Samples:
        """The inner N of (N + 2 * CONTEXT, 2) samples. The next call goes on where this one's inner part ends."""
        inner = samples[CONTEXT : len(samples) - CONTEXT]
        if self._down < _NOTHING and self._never_above(samples):
            self._down = 0.0
            return inner
        wanted = self._wanted(samples)
        if self._down < _NOTHING and not wanted.any():
            self._down = 0.0
            return inner
        held = self._let_go(wanted)
        # What lies up to 5 ms ahead counts already, and is come to along a smooth slope: no clicks.
        ahead = _largest_ahead(held, _AHEAD + 1)
        gain = 1.0 - np.convolve(ahead, self._window, mode="valid")
        return (inner * gain[:, None]).astype(np.float32)

    def _never_above(self, samples: Samples) -> bool:
        most = most_between() if self._between else 1.0
        return not len(samples) or float(np.abs(samples).max()) * most <= self._ceiling

    def _wanted(self, samples: Samples) -> _Row:
        """How much each sample must be turned down, 0 to 1: from `_AHEAD` before the inner part to as far after it."""
        if self._between:
            peak = np.maximum(*(between_peaks(np.ascontiguousarray(row, dtype=np.float32)) for row in samples.T))
            # What rises between two samples is turned down at both.
            peak = np.maximum(peak[1:], peak[:-1])[:-1].astype(np.float64)
        else:
            peak = np.abs(samples[CONTEXT - _AHEAD : len(samples) - CONTEXT + _AHEAD]).max(axis=1).astype(np.float64)
        return np.asarray(1.0 - self._ceiling / np.maximum(peak, self._ceiling))

    def _let_go(self, wanted: _Row) -> _Row:
        """The wanted turning down, dying away by e in 50 ms after each peak: a running maximum that decays.

        `max over j <= n of wanted[j] * k ** (n - j)` is a running maximum of logarithms, so no loop is needed.
        """
        slope = 1.0 / (_RELEASE_S * SAMPLE_RATE)
        places = np.arange(1, len(wanted) + 1)
        before = np.log(max(self._down, _NOTHING * _NOTHING))
        levels = np.log(np.maximum(wanted, _NOTHING * _NOTHING)) + places * slope
        held = np.exp(np.maximum(np.maximum.accumulate(levels), before) - places * slope)
        self._down = float(held[len(wanted) - 2 * _AHEAD - 1])
        return np.asarray(np.where(held < _NOTHING, 0.0, held))


class Stream:
    """Samples held below full scale as they come, in stretches of any length: what comes out lies `CONTEXT` behind.

    The first `unheard` samples are not given: they are what was before, so that a beginning in the middle sounds as if
    it had been played to. `FORGOTTEN` of them are enough.
    """

    def __init__(self, unheard: int = 0) -> None:
        self._limiter = Limiter(1.0, between=False)
        self._waiting: Samples = np.zeros((CONTEXT, 2), np.float32)
        self._unheard = unheard

    def limited(self, samples: Samples) -> Samples:
        """What is known by now, after (N, 2) `samples` more."""
        self._waiting = np.concatenate([self._waiting, samples])
        if len(self._waiting) <= 2 * CONTEXT:
            return np.zeros((0, 2), np.float32)
        made = self._limiter.limited(self._waiting)
        self._waiting = self._waiting[len(made) :]
        passed = min(self._unheard, len(made))
        self._unheard -= passed
        return made[passed:]

    def rest(self) -> Samples:
        """What was still waiting; silence follows."""
        return self.limited(np.zeros((CONTEXT, 2), np.float32))


def held_down(chunks: Iterable[Samples]) -> Iterator[Samples]:
    """The samples within full scale: bit for bit where they were, turned down smoothly where not."""
    stream = Stream()
    for chunk in chunks:
        yield stream.limited(chunk)
    yield stream.rest()


def _largest_ahead(values: _Row, count: int) -> _Row:
    """For each of the first N - count + 1 values the largest of the `count` values from it on.

    M. van Herk, "A fast algorithm for local minimum and maximum filters", 1992.
    """
    wanted = len(values) - count + 1
    blocks = -(-len(values) // count)
    padded = np.zeros(blocks * count)
    padded[: len(values)] = values
    table = padded.reshape(blocks, count)
    forward = np.maximum.accumulate(table, axis=1).reshape(-1)
    backward = np.maximum.accumulate(table[:, ::-1], axis=1)[:, ::-1].reshape(-1)
    return np.asarray(np.maximum(backward[:wanted], forward[count - 1 : count - 1 + wanted]))
