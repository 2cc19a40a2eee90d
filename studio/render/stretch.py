"""Sound faster or slower at its own pitch: grains of the source, each laid where it fits the one before best.

WSOLA (Verhelst and Roelands, "An overlap-add technique based on waveform similarity", 1993), along any time map,
forwards or backwards. Grains are counted from a voice's beginning and compared in whole numbers, so that rendering
from the middle gives the very samples of rendering from the start. It must never depend on where a block begins.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.render.resample import Hearing, source_positions
from studio.render.sound_plan import Voice

__all__ = ["Stretches"]

Numbers = npt.NDArray[np.float64]

_HOP = 1024
_GRAIN = 2 * _HOP
_REACH = 512
"""How far from its place, in samples, a grain may lie: 11 ms, far less than what is seen as out of step."""
_COARSE = 8
_CHAIN = 1400
"""After so many grains (30 s) one lies exactly in its place again, so that a jump looks at no more than these."""
_AT_ONCE = 64
_PIECE = 32768
_KEPT_PIECES = 8
_KEPT = 16
_WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(_GRAIN) + 0.5) / _GRAIN)).astype(np.float32)[:, None]


class Stretches:
    """The stretched voices of a mixer, kept by what decides them. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[object, _Stretch] = OrderedDict()

    def read(self, voice: Voice, first: int, last: int, sources: Hearing) -> Samples | None:
        """Samples [first, last) of the voice at its own pitch; None where there is no source."""
        key = voice.asset, voice.track, voice.speed, voice.time_map, voice.origin, voice.begin
        with self._lock:
            stretch = self._kept.pop(key, None) or _Stretch(voice)
            self._kept[key] = stretch
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return stretch.read(first, last, sources)


class _Stretch:
    """One voice: where in the source each of its grains begins, as far as it was asked for."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._backwards = voice.time_map is not None and voice.time_map.backwards
        self._lock = Lock()
        self._begins: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._pieces: OrderedDict[int, Samples] = OrderedDict()

    def read(self, first: int, last: int, sources: Hearing) -> Samples | None:
        """Samples [first, last) of the timeline."""
        begin = self._voice.begin
        low, high = (first - begin) // _HOP - 1, (last - 1 - begin) // _HOP
        total = np.zeros(((high - low + 2) * _HOP, 2), np.float32)
        with self._lock:
            try:
                for number in range(low, high + 1):
                    grain = self._at(self._begin(number, sources), _GRAIN, sources)
                    at = (number - low) * _HOP
                    total[at : at + _GRAIN] += grain * _WINDOW
            except _NoSourceError:
                return None
        offset = first - begin - low * _HOP
        return total[offset : offset + last - first]

    def _begin(self, number: int, sources: Hearing) -> int:
        """Where grain `number` begins, in samples of the source; backwards, of the source turned round."""
        # The first that is heard is number -1.
        anchor = number - (number + 1) % _CHAIN
        known = number
        while known > anchor and known not in self._begins:
            known -= 1
        for each in range(known, number + 1):
            if each not in self._begins:
                self._begins[each] = self._fitting(each, sources) if each > anchor else self._place(each)
        return self._begins[number]

    def _place(self, number: int) -> int:
        """Where the grain belongs by the time map: its middle lies exactly there."""
        known = self._places.get(number)
        if known is None:
            numbers = np.arange(number, number + _AT_ONCE)
            positions = source_positions(self._voice, self._voice.begin + numbers * _HOP + _HOP)
            begins = np.rint(-positions if self._backwards else positions).astype(np.int64) - _HOP
            self._places = dict(zip(numbers.tolist(), begins.tolist(), strict=True))
            known = self._places[number]
        return known

    def _fitting(self, number: int, sources: Hearing) -> int:
        """The place near its own where the grain goes on most like the one before it would have."""
        place = self._place(number)
        natural = self._begins[number - 1] + _HOP
        if natural == place:
            return place
        wanted = self._mono(natural, _HOP, sources)
        around = self._mono(place - _REACH, 2 * _REACH + _HOP, sources)
        rough = _best(_coarse(wanted), _coarse(around), _REACH // _COARSE) * _COARSE
        low = max(0, _REACH + rough - _COARSE)
        near = around[low : min(_REACH + rough + _COARSE, 2 * _REACH) + _HOP]
        return place - _REACH + low + _likest(wanted, near, _REACH - low)

    def _mono(self, first: int, count: int, sources: Hearing) -> Numbers:
        # Whole numbers of 16 bits: their products add up exactly in any order, so the choice is the same everywhere.
        samples = self._at(first, count, sources)
        return np.rint((samples[:, 0].astype(np.float64) + samples[:, 1]) * 16383)

    def _at(self, first: int, count: int, sources: Hearing) -> Samples:
        if self._backwards:
            return self._stretch_of(1 - first - count, count, sources)[::-1]
        return self._stretch_of(first, count, sources)

    def _stretch_of(self, first: int, count: int, sources: Hearing) -> Samples:
        low, high = first // _PIECE, (first + count - 1) // _PIECE
        pieces = [self._piece(number, sources) for number in range(low, high + 1)]
        joined = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        return joined[first - low * _PIECE : first - low * _PIECE + count]

    def _piece(self, number: int, sources: Hearing) -> Samples:
        known = self._pieces.get(number)
        if known is None:
            read = sources.samples(self._voice.asset, number * _PIECE, _PIECE, self._voice.track)
            if read is None:
                raise _NoSourceError
            known = self._pieces[number] = read
            while len(self._pieces) > _KEPT_PIECES:
                self._pieces.popitem(last=False)
        return known


class _NoSourceError(Exception):
    """The file is missing: the voice is silent."""


def _coarse(samples: Numbers) -> Numbers:
    """Sums of as many neighbours as a coarse step has."""
    return np.asarray(samples.reshape(-1, _COARSE).sum(axis=1), np.float64)


def _best(wanted: Numbers, around: Numbers, middle: int) -> int:
    """How far from `middle` `around` is most like `wanted`."""
    return _likest(wanted, around, middle) - middle


def _likest(wanted: Numbers, around: Numbers, middle: int) -> int:
    """At which index of `around` it is most like `wanted`; of several the nearest to `middle`."""
    products = np.correlate(around, wanted, "valid")
    squares = np.concatenate([[0.0], np.cumsum(around * around)])
    energy = squares[len(wanted) :] - squares[: -len(wanted)]
    likeness = products / np.sqrt(energy + 1.0)
    best = np.flatnonzero(likeness == likeness.max())
    return int(best[np.argmin(np.abs(best - middle))])
