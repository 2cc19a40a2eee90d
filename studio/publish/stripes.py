"""Stripes that can harm people with photosensitive epilepsy: regular ones that fill a large part of the picture.

Six or more pairs of light and dark, seen for more than half a second over a quarter of the picture, as far apart in
light as a flash (ux.md 5.2, after EA's IRIS and ITU-R BT.1702). Straight ones at any angle, and curved ones where each
stretch of them is nearly straight. It is a screening aid and must never be called a certification.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import ceil, hypot
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.publish.light import relative_light

__all__ = ["StripeMeter", "Striped"]

_LOOKS_A_SECOND = 6
_SEEN_S = Fraction(1, 2)
_LEAST_PAIRS = 6
_LEAST_AREA = 0.25
_LEAST_CHANGE = 0.1
_DARKER_BELOW = 0.8
_TILES = (48, 96)
"""Sides of the tiles that are looked at: what is fine, and what is coarse."""
_LEAST_CYCLES, _FINEST = 3, 3.0
"""Stripes come at least so often within a tile, and are no finer than so many pixels: those are exempt."""
_REGULAR = 0.4
"""So much of what changes within a tile, or around a pixel, are the stripes."""
_SQUARE = np.pi / 2
"""How much further light and dark of stripes lie apart than the amplitude of the wave that fits them best."""
_MOST_WAVES = 8

Numbers = npt.NDArray[np.float32]


class Striped(NamedTuple):
    """From which frame to which (both included) there are stripes, and how many pairs at most."""

    first: int
    last: int
    pairs: int


class _Wave(NamedTuple):
    """Cycles per pixel across and down."""

    across: float
    down: float

    @property
    def length(self) -> float:
        return 1 / hypot(self.across, self.down)


class StripeMeter:
    """Takes pictures of one size at `rate` a second, in order, and looks at six of them a second."""

    def __init__(self, rate: Fraction) -> None:
        self._every = max(1, int(rate / _LOOKS_A_SECOND))
        self._least = rate * _SEEN_S
        self._frames = 0
        self._found: list[Striped] = []

    def add(self, picture: Pixels) -> None:
        """The next picture, (H, W, 3 or 4) uint8 RGBA."""
        if self._frames % self._every == 0:
            pairs = pairs_of_stripes(relative_light(picture))
            if pairs:
                self._note(pairs)
        self._frames += 1

    def _note(self, pairs: int) -> None:
        before = self._found[-1] if self._found else None
        if before is not None and before.last >= self._frames - self._every:
            self._found[-1] = Striped(before.first, self._frames, max(pairs, before.pairs))
        else:
            self._found.append(Striped(self._frames, self._frames, pairs))

    def result(self) -> tuple[Striped, ...]:
        """Where stripes stay for more than half a second, in the order of time."""
        # Between two looks that find them they are taken to be there; after the last, until the next look.
        ends = (found._replace(last=min(found.last + self._every, self._frames) - 1) for found in self._found)
        return tuple(found for found in ends if found.last - found.first + 1 > self._least)


def pairs_of_stripes(light: Numbers) -> int:
    """How many pairs of light and dark regular stripes there are in a picture's relative light (H, W); 0 where they are
    too few, too faint, too bright or too small a part."""
    covered = np.zeros(light.shape, np.bool_)
    most = 0
    for wave in _waves(light):
        there = _where(light, wave)
        covered |= there
        most = max(most, _pairs(there, wave))
    return most if most >= _LEAST_PAIRS and np.count_nonzero(covered) >= _LEAST_AREA * covered.size else 0


def _waves(light: Numbers) -> list[_Wave]:
    """The waves that most of the picture's regular tiles have, the commonest first."""
    votes: dict[tuple[int, int], list[_Wave]] = {}
    for side in _TILES:
        for tile in _tiles(light, side):
            wave = _wave_of(tile, side)
            if wave is not None:
                # By length in steps of a quarter and by direction in steps of an eighth of a half turn.
                turn = round(np.arctan2(wave.down, wave.across) / (np.pi / 8)) % 8
                votes.setdefault((round(np.log(wave.length) / np.log(1.25)), turn), []).append(wave)
    commonest = sorted(votes.values(), key=len, reverse=True)[:_MOST_WAVES]
    return [group[len(group) // 2] for group in commonest]


def _tiles(light: Numbers, side: int) -> list[Numbers]:
    rows, columns = light.shape
    if min(rows, columns) < side:
        return []
    step = side // 2
    downs = sorted({*range(0, rows - side + 1, step), rows - side})
    acrosses = sorted({*range(0, columns - side + 1, step), columns - side})
    return [light[down : down + side, across : across + side] for down in downs for across in acrosses]


@cache
def _window(side: int) -> Numbers:
    row = np.hanning(side + 2)[1:-1]
    return np.outer(row, row).astype(np.float32)


@cache
def _allowed(side: int) -> npt.NDArray[np.bool_]:
    """Which waves of a tile count at all: often enough in it, and not too fine."""
    away = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None, :]) * side
    allowed: npt.NDArray[np.bool_] = (away >= _LEAST_CYCLES) & (away <= side / _FINEST)
    return allowed


def _wave_of(tile: Numbers, side: int) -> _Wave | None:
    """The one wave that rules a tile; None where it is too faint, or one among many."""
    if float(tile.std()) < _LEAST_CHANGE / 4:
        return None
    power = np.abs(np.fft.rfft2((tile - tile.mean()) * _window(side))) ** 2
    power[:, 0] /= 2  # the others stand for themselves and their mirror
    allowed = np.where(_allowed(side), power, 0)
    down, across = np.unravel_index(int(allowed.argmax()), power.shape)
    near = np.arange(-2, 3)
    rows, columns = (down + near) % side, np.clip(across + near, 0, power.shape[1] - 1)
    band = float(power[np.ix_(rows, np.unique(columns))].sum())
    if across <= 2:
        mirrored = np.arange(1, 3 - across)
        band += float(power[np.ix_((-down + near) % side, mirrored)].sum()) if len(mirrored) else 0.0
    if band < _REGULAR * float(power.sum()):
        return None
    signed = int(down) - side if down > side // 2 else int(down)
    return _Wave(int(across) / side, signed / side)


def _where(light: Numbers, wave: _Wave) -> npt.NDArray[np.bool_]:
    """Where the picture is striped by `wave`: clearly enough, and by little else."""
    spread = wave.length
    half = ceil(2 * spread)
    at = np.arange(-half, half + 1)
    bell = np.exp(-(at**2) / (2 * spread**2))
    bells = np.outer(bell, bell)
    bells /= bells.sum()
    turns = 2 * np.pi * (wave.across * at[None, :] + wave.down * at[:, None])
    mean = cv2.GaussianBlur(light, (2 * half + 1, 2 * half + 1), spread)
    flat = light - mean
    real = cv2.filter2D(flat, cv2.CV_32F, (bells * np.cos(turns)).astype(np.float32))
    imaginary = cv2.filter2D(flat, cv2.CV_32F, (bells * np.sin(turns)).astype(np.float32))
    amplitude = 2 * np.hypot(real, imaginary)
    varied = cv2.GaussianBlur(flat * flat, (2 * half + 1, 2 * half + 1), spread)
    apart = _SQUARE * amplitude
    there: npt.NDArray[np.bool_] = (
        (apart >= _LEAST_CHANGE) & (amplitude**2 / 2 >= _REGULAR * varied) & (mean - apart / 2 < _DARKER_BELOW)
    )
    return there


def _pairs(there: npt.NDArray[np.bool_], wave: _Wave) -> int:
    """How many lengths of the wave the largest striped stretch is, across the stripes."""
    count, labels, figures, _ = cv2.connectedComponentsWithStats(there.astype(np.uint8))
    if count < 2:
        return 0
    largest = 1 + int(figures[1:, cv2.CC_STAT_AREA].argmax())
    rows, columns = np.nonzero(labels == largest)
    along = columns * wave.across + rows * wave.down
    return int(np.ptp(along) + 0.5)
