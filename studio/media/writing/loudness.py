"""How loud sound is: integrated loudness with its gates, true peak and loudness range.

Loudness is FFmpeg's `ebur128` (ITU-R BS.1770-4, EBU Tech 3342); the true peak is ours, four times oversampled. It must
never change the sound.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import cv2
import msgspec
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingMore
from av.filter import Graph

from studio.effect import Samples
from studio.model import SAMPLE_RATE

__all__ = ["KERNEL_HALF", "SILENT_LUFS", "Loudness", "LoudnessMeter", "between_peaks", "decibels", "most_between"]

SILENT_LUFS = -70.0
"""The absolute gate of BS.1770: what is quieter all along counts as silence."""
KERNEL_HALF = 12
"""Samples on each side that decide what lies between two samples."""
_PHASES = 4
_GRAPH_SAMPLES = 4800


class Loudness(msgspec.Struct, frozen=True):
    """Integrated loudness in LUFS and true peak in dBTP, both -inf for silence; loudness range in LU."""

    integrated_lufs: float
    true_peak_db: float
    range_lu: float


def decibels(amplitude: float) -> float:
    """An amplitude (1.0 is full scale) in dB; -inf for nothing."""
    return 20.0 * float(np.log10(amplitude)) if amplitude > 0 else -np.inf


@cache
def _kernels() -> tuple[npt.NDArray[np.float32], ...]:
    """What lies a quarter, a half and three quarters between two samples: a sinc under a Kaiser window.

    BS.1770-4 Annex 2 asks for four times oversampling; twice its length keeps the error below 0.1 dB up to 20 kHz.
    """
    places = np.arange(2 * KERNEL_HALF) - (KERNEL_HALF - 1)
    found = []
    for phase in range(1, _PHASES):
        away = places - phase / _PHASES
        window = np.i0(5.0 * np.sqrt(np.maximum(0.0, 1.0 - (away / KERNEL_HALF) ** 2))) / np.i0(5.0)
        taps = np.sinc(away) * window
        found.append((taps / taps.sum()).astype(np.float32))
    return tuple(found)


def between_peaks(channel: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(N,) of one channel with `KERNEL_HALF` samples of context on each side: for each of the N - 2 * KERNEL_HALF
    samples within, the largest amplitude at it and on the way to the next."""
    inner = len(channel) - 2 * KERNEL_HALF
    largest = np.abs(channel[KERNEL_HALF : KERNEL_HALF + inner])
    row = channel[np.newaxis]
    for taps in _kernels():
        # A filter of one row takes a sixth of the time numpy's correlation does. Its output n, like that one's, stands
        # for the place after sample n + KERNEL_HALF - 1.
        found = cv2.filter2D(row, cv2.CV_32F, taps[np.newaxis], anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
        np.maximum(largest, np.abs(found[0, 1 : inner + 1]), out=largest)
    return largest


class LoudnessMeter:
    """Measures stereo sound at 48 kHz as it comes, in pieces of any length and without keeping it."""

    def __init__(self) -> None:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=SAMPLE_RATE, format="flt", layout="stereo", time_base=Fraction(1, SAMPLE_RATE)
        )
        meter = graph.add("ebur128", "metadata=1:framelog=quiet")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        self._graph = graph
        self._count = 0
        self._integrated = SILENT_LUFS
        self._range = 0.0
        self._peak = 0.0
        self._context = np.zeros((2 * KERNEL_HALF, 2), dtype=np.float32)

    def add(self, samples: Samples) -> None:
        """Go on with `samples`, (N, 2) float32 at 48 kHz."""
        for begin in range(0, len(samples), _GRAPH_SAMPLES):
            self._push(samples[begin : begin + _GRAPH_SAMPLES])
        self._peak, self._context = self._peak_with(samples)

    def result(self) -> Loudness:
        """How loud all of it was; more may be added afterwards."""
        peak, _ = self._peak_with(np.zeros((2 * KERNEL_HALF, 2), dtype=np.float32))
        audible = self._integrated > SILENT_LUFS
        return Loudness(self._integrated if audible else -np.inf, decibels(peak), self._range if audible else 0.0)

    def _push(self, samples: Samples) -> None:
        flat = np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1)
        frame = AudioFrame.from_ndarray(flat, format="flt", layout="stereo")
        frame.sample_rate, frame.time_base, frame.pts = SAMPLE_RATE, Fraction(1, SAMPLE_RATE), self._count
        self._count += len(samples)
        self._graph.push(frame)
        while True:
            try:
                told = self._graph.pull()
            except (NothingYet, NothingMore):
                return
            facts = told.metadata
            self._integrated = float(facts.get("lavfi.r128.I", self._integrated))
            self._range = float(facts.get("lavfi.r128.LRA", self._range))

    def _peak_with(self, samples: Samples) -> tuple[float, npt.NDArray[np.float32]]:
        """The true peak when `samples` follow, and the context for what comes after them."""
        sound = np.concatenate([self._context, samples]).astype(np.float32, copy=False)
        rest = sound[len(sound) - 2 * KERNEL_HALF :].copy()
        peak = self._peak
        for channel in sound.T:
            # Nothing between samples rises higher than their largest times the kernel's sum.
            if len(sound) > 2 * KERNEL_HALF and np.abs(channel).max() * most_between() > peak:
                peak = max(peak, float(between_peaks(np.ascontiguousarray(channel)).max()))
        return peak, rest


@cache
def most_between() -> float:
    """Nothing between samples rises higher than the largest of them times this."""
    return max(float(np.abs(taps).sum()) for taps in _kernels())
