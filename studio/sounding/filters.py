"""Filters of the second order, run over many samples at once and from any state.

Between two states a filter is linear, so a block is a product with a matrix made of its answer to one sample. The
shapes are those of Robert Bristow-Johnson's "Cookbook formulae for audio EQ biquad filter coefficients" (W3C note,
2021). It must never loop over samples.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from studio.effect import Samples
from studio.sounding.blocks import RATE, Numbers

__all__ = [
    "PLAIN",
    "Section",
    "band_pass",
    "bell",
    "filtered",
    "high_pass",
    "high_shelf",
    "low_pass",
    "low_shelf",
    "one_pole",
]

_BLOCK = 32
_AT_ONCE = 128
"""So many blocks make products small enough that no library spreads them over threads."""
_HIGHEST = 0.45 * RATE
_FLAT = math.sqrt(0.5)


class Section(NamedTuple):
    """y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]."""

    b0: float
    b1: float
    b2: float
    a1: float
    a2: float


PLAIN = Section(1.0, 0.0, 0.0, 0.0, 0.0)
"""Leaves everything as it is."""


def _section(b: tuple[float, float, float], a: tuple[float, float, float]) -> Section:
    return Section(b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0])


def _angle(hertz: float, quality: float) -> tuple[float, float]:
    """The cookbook's cos ω and α."""
    omega = 2 * math.pi * min(max(hertz, 5.0), _HIGHEST) / RATE
    return math.cos(omega), math.sin(omega) / (2 * quality)


def low_pass(hertz: float, quality: float = _FLAT) -> Section:
    """What lies above `hertz` goes, 12 dB an octave."""
    c, alpha = _angle(hertz, quality)
    return _section(((1 - c) / 2, 1 - c, (1 - c) / 2), (1 + alpha, -2 * c, 1 - alpha))


def high_pass(hertz: float, quality: float = _FLAT) -> Section:
    """What lies below `hertz` goes, 12 dB an octave."""
    c, alpha = _angle(hertz, quality)
    return _section(((1 + c) / 2, -(1 + c), (1 + c) / 2), (1 + alpha, -2 * c, 1 - alpha))


def band_pass(hertz: float, quality: float) -> Section:
    """Only what lies around `hertz` stays, at its own level there."""
    c, alpha = _angle(hertz, quality)
    return _section((alpha, 0.0, -alpha), (1 + alpha, -2 * c, 1 - alpha))


def bell(hertz: float, gain_db: float, quality: float) -> Section:
    """What lies around `hertz` louder or quieter."""
    if gain_db == 0:
        return PLAIN
    c, alpha = _angle(hertz, quality)
    a = 10 ** (gain_db / 40)
    return _section((1 + alpha * a, -2 * c, 1 - alpha * a), (1 + alpha / a, -2 * c, 1 - alpha / a))


def low_shelf(hertz: float, gain_db: float) -> Section:
    """What lies below `hertz` louder or quieter."""
    return _shelf(hertz, gain_db, -1.0)


def high_shelf(hertz: float, gain_db: float) -> Section:
    """What lies above `hertz` louder or quieter."""
    return _shelf(hertz, gain_db, 1.0)


def _shelf(hertz: float, gain_db: float, side: float) -> Section:
    if gain_db == 0:
        return PLAIN
    c, alpha = _angle(hertz, _FLAT)
    a = 10 ** (gain_db / 40)
    up, down, slope = a + 1, a - 1, 2 * math.sqrt(a) * alpha
    return _section(
        (
            a * (up + side * down * c + slope),
            -2 * side * a * (down + side * up * c),
            a * (up + side * down * c - slope),
        ),
        (up - side * down * c + slope, 2 * side * (down - side * up * c), up - side * down * c - slope),
    )


def one_pole(keep: float) -> Section:
    """y[n] = (1 - keep) x[n] + keep y[n-1]: the higher `keep` (0..1), the duller."""
    return Section(1 - keep, 0.0, 0.0, -keep, 0.0)


def filtered(samples: Samples, state: Any, sections: tuple[Section, ...]) -> tuple[Samples, Any]:
    """The samples (N, channels) through all sections, one after another, and the state after them."""
    if not len(samples):
        return samples, state
    if state is None:
        state = tuple(np.zeros((2, samples.shape[1])) for _section in sections)
    values: Numbers = samples.astype(np.float64)
    after = []
    for section, memory in zip(sections, state, strict=True):
        if section == PLAIN:
            after.append(np.zeros_like(memory))
            continue
        values, memory = _through(values, memory, section)
        after.append(memory)
    return values.astype(np.float32), tuple(after)


def _through(values: Numbers, memory: Numbers, section: Section) -> tuple[Numbers, Numbers]:
    answer, seen, taken, powers, scan = _matrices(section)
    channels = values.shape[1]
    pieces = []
    for first in range(0, len(values) - _BLOCK + 1, _BLOCK * _AT_ONCE):
        some = values[first : first + _BLOCK * _AT_ONCE]
        blocks = len(some) // _BLOCK
        given = some[: blocks * _BLOCK].reshape(blocks, _BLOCK, channels).transpose(1, 0, 2).reshape(_BLOCK, -1)
        into = (taken @ given).reshape(2, blocks, channels).transpose(1, 0, 2).reshape(2 * blocks, channels)
        # The state before each block, and after the last: what came in, turned as often as blocks went by.
        states = scan[: 2 * blocks + 2, : 2 * blocks + 2] @ np.concatenate([memory, into])
        memory = states[-2:]
        before = states[:-2].reshape(blocks, 2, channels).transpose(1, 0, 2).reshape(2, -1)
        heard = answer @ given + seen @ before
        pieces.append(heard.reshape(_BLOCK, blocks, channels).transpose(1, 0, 2).reshape(-1, channels))
    left = len(values) % _BLOCK
    if left:
        rest = values[-left:]
        pieces.append(answer[:left, :left] @ rest + seen[:left] @ memory)
        memory = powers[left] @ memory + taken[:, _BLOCK - left :] @ rest
    return np.concatenate(pieces) if len(pieces) != 1 else pieces[0], memory


@lru_cache(maxsize=128)
def _matrices(section: Section) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """A block's own answer, what is heard of the state, what goes into the state, the state's powers, and the states
    before each of `_AT_ONCE` blocks.

    The state is that of the transposed direct form II.
    """
    b0, b1, b2, a1, a2 = section
    turn = np.array([[-a1, 1.0], [-a2, 0.0]])
    powers = np.eye(2)[None]
    while len(powers) <= _BLOCK:
        powers = np.concatenate([powers, powers @ (powers[-1] @ turn)])
    pushed = powers[:_BLOCK] @ np.array([b1 - a1 * b0, b2 - a2 * b0])
    impulse = np.concatenate([[b0], pushed[:-1, 0]])
    lag = np.arange(_BLOCK)[:, None] - np.arange(_BLOCK)[None, :]
    answer = np.where(lag >= 0, impulse[np.maximum(lag, 0)], 0.0)
    turns = np.eye(2)[None]
    while len(turns) <= _AT_ONCE:
        turns = np.concatenate([turns, turns @ (turns[-1] @ powers[_BLOCK])])
    ago = np.arange(_AT_ONCE + 1)[:, None] - np.arange(_AT_ONCE + 1)[None, :]
    scan = np.where((ago >= 0)[..., None, None], turns[np.maximum(ago, 0)], 0.0)
    scan = scan.transpose(0, 2, 1, 3).reshape(2 * _AT_ONCE + 2, -1)
    return answer, powers[:_BLOCK, 0, :], np.ascontiguousarray(pushed[::-1].T), powers, scan
