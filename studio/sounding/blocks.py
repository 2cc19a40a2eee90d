"""Sound in blocks of one size, whichever way it arrives, and what was heard before a block.

A tool that works in blocks gives its sound late by one block; whoever mixes makes that up. It must never
give other samples because it was called in other pieces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.effect import Samples

__all__ = ["RATE", "ROUND", "Numbers", "from_db", "in_blocks", "phases", "stepwise", "to_db"]

RATE = 48_000
"""Samples in a second."""
Numbers = npt.NDArray[np.float64]
ROUND = 1 << 20
"""What is counted in samples begins anew after so many (22 s): a sound may be entered there and is the same."""
_QUIETEST = 1e-9

Work = Callable[[Samples, Any], tuple[Samples, Any]]


def in_blocks(samples: Samples, state: Any, size: int, work: Work) -> tuple[Samples, Any]:
    """`work` on whole blocks of `size` samples: as many come back as were given, late by `size`.

    `work` gets (blocks x size, channels) and its own state (None at the start), and gives as many samples and the
    next state.
    """
    channels = samples.shape[1]
    if state is None:
        state = (np.zeros((0, channels), np.float32), np.zeros((size, channels), np.float32), None)
    waiting, ready, inner = state
    waiting = np.concatenate([waiting, samples])
    whole = len(waiting) // size * size
    if whole:
        done, inner = work(waiting[:whole], inner)
        ready = np.concatenate([ready, done.astype(np.float32, copy=False)])
    count = len(samples)
    return ready[:count], (waiting[whole:], ready[count:], inner)


def stepwise(samples: Samples, gains: Numbers, last: float) -> Samples:
    """The samples in blocks, each at a gain that goes in a straight line from the block before's to its own.

    `gains` (blocks,) are factors; `last` is the one before the first.
    """
    size = len(samples) // len(gains)
    before = np.concatenate([[last], gains[:-1]])
    way = (np.arange(size) + 1) / size
    factors = before[:, None] + (gains - before)[:, None] * way
    return np.asarray(samples * factors.reshape(-1, 1), np.float32)


def to_db(level: npt.ArrayLike) -> Numbers:
    """Decibels of amplitudes; silence is −180 dB."""
    return np.asarray(20 * np.log10(np.maximum(np.asarray(level, np.float64), _QUIETEST)))


def from_db(decibels: float) -> float:
    """The factor of so many decibels."""
    return float(10 ** (decibels / 20))


def phases(first: int, count: int, hertz: float) -> Numbers:
    """How far, 0 to 1, what turns `hertz` times a second has turned at each of `count` samples from number `first`.

    A whole number of turns fits into `ROUND`, so `hertz` is met to within 0.02.
    """
    turns = max(1, round(hertz * ROUND / RATE))
    return np.asarray((first + np.arange(count)) * turns % ROUND / ROUND, np.float64)
