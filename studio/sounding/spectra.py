"""What works on frequencies: taking noise away, and a voice at one pitch like a robot's.

Frames overlap by three quarters under a root of Hann's window, so that what nothing was done to comes out as it was.
It must never look further ahead than one frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.effect import Samples, Settings
from studio.sounding.blocks import in_blocks

__all__ = ["FRAME", "denoised", "robotic"]

FRAME = 2048
"""Samples of a frame; also how late what works in frames is."""
_HOP = FRAME // 4
_WINDOW = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME))
_PARTS = 9
_PART = 16
"""The quietest is looked for in so many parts of so many frames each: 1.5 s, and whole parts fit into a round."""
_YOUNG = FRAME // _HOP
_SMOOTH = 0.9
_RISE = 0.97
"""How much of what a frame knew about speech the next one believes (Ephraim and Malah, 1984)."""
_BIAS = 2.8
"""The lowest of many measurements of noise lies so far below its mean (Martin, 2001)."""

Spectra = npt.NDArray[np.complex128]
Change = Callable[[Spectra, Any], tuple[Spectra, Any]]


def _in_frames(samples: Samples, state: Any, change: Change) -> tuple[Samples, Any]:
    """`change` on the spectra (frames, frequencies, channels); late by `FRAME`."""

    def work(some: Samples, memory: Any) -> tuple[Samples, Any]:
        channels = some.shape[1]
        if memory is None:
            memory = (np.zeros((FRAME - _HOP, channels), np.float32), np.zeros((FRAME - _HOP, channels)), None)
        early, over, inner = memory
        joined = np.concatenate([early, some])
        frames = np.lib.stride_tricks.sliding_window_view(joined, FRAME, axis=0)[::_HOP].transpose(0, 2, 1)
        spectra, inner = change(np.fft.rfft(frames * _WINDOW[:, None], axis=1), inner)
        back = np.fft.irfft(spectra, FRAME, axis=1) * (_WINDOW[:, None] / 2)
        total = np.concatenate([over, np.zeros((len(some), channels))])
        for number, frame in enumerate(back):
            total[number * _HOP : number * _HOP + FRAME] += frame
        return total[: len(some)].astype(np.float32), (joined[len(some) :], total[len(some) :], inner)

    return in_blocks(samples, state, _HOP, work)


def denoised(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Steady noise down by `amount` % of 30 dB. What noise is, the quietest moments of the last 1.5 s tell.

    Wiener's rule with a decision-directed estimate of what is no noise (Ephraim and Malah, 1984).
    """
    amount = settings["amount"] / 100
    least = 10 ** (-30 * amount / 20)

    def change(spectra: Spectra, memory: Any) -> tuple[Spectra, Any]:
        powers = np.abs(spectra).mean(axis=2) ** 2
        if memory is None:
            unknown = np.full((_PARTS, powers.shape[1]), np.inf)
            memory = (powers[0], unknown, 0, np.zeros_like(powers[0]), 0)
        smooth, lows, count, believed, age = memory
        gains = np.empty_like(powers)
        for number, power in enumerate(powers):
            # The first frames reach back to before the beginning, where there is nothing.
            smooth = _SMOOTH * smooth + (1 - _SMOOTH) * power if age > _YOUNG else power
            if count == 0:
                lows = np.concatenate([lows[1:], np.full_like(lows[:1], np.inf)])
            if age >= _YOUNG:
                lows = np.concatenate([lows[:-1], np.minimum(lows[-1:], smooth)])
            count, age = (count + 1) % _PART, min(age + 1, _YOUNG + 1)
            if age <= _YOUNG:
                gains[number] = 1
                continue
            noise = lows.min(axis=0) * _BIAS + 1e-12
            likely = _RISE * believed / noise + (1 - _RISE) * np.maximum(power / noise - 1, 0)
            gain = likely / (1 + likely)
            believed = gain**2 * power
            gains[number] = least + (1 - least) * gain
        return spectra * gains[:, :, None], (smooth, lows, count, believed, age)

    return _in_frames(samples, state, change if amount > 0 else _same)


def _same(spectra: Spectra, memory: Any) -> tuple[Spectra, Any]:
    return spectra, memory


def robotic(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Every frame with all its frequencies in step: a voice without a melody, at 94 Hz, `amount` % of it."""
    amount = settings["amount"] / 100

    def change(spectra: Spectra, memory: Any) -> tuple[Spectra, Any]:
        flat = np.abs(spectra).astype(np.complex128)
        # In the middle of the frame, where its window is open.
        flat[:, 1::2] *= -1
        return spectra * (1 - amount) + flat * amount, memory

    return _in_frames(samples, state, change if amount > 0 else _same)
