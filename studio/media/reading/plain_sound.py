"""Decoded sound as plain samples: 48 kHz stereo, without the resampler where the sound is that already.

It must never change the level.
"""

from __future__ import annotations

import av
import numpy as np
from av.audio.frame import AudioFrame

from studio.effect import Samples
from studio.model import SAMPLE_RATE

__all__ = ["PlainSound", "as_it_is"]

_CHANNELS = {"mono": 1, "stereo": 2}


def as_it_is(frame: AudioFrame) -> Samples | None:
    """(N, 2) float32 of a frame that is 48 kHz float in one or two channels, mono on both; None for any other.

    The resampler would give the same samples (mono by its own rule, 3 dB lower) and take three times as long.
    """
    channels = _CHANNELS.get(frame.layout.name)
    if channels is None or frame.sample_rate != SAMPLE_RATE or frame.format.name not in ("flt", "fltp"):
        return None
    array = frame.to_ndarray()
    data = array if frame.format.is_planar else array.reshape(-1, channels).T
    samples = np.empty((data.shape[1], 2), np.float32)
    samples[:, 0], samples[:, 1] = data[0], data[-1]
    return samples


class PlainSound:
    """Frames of one stereo stream in, (N, 2) float32 at 48 kHz out."""

    def __init__(self) -> None:
        self._resampler: av.AudioResampler | None = None

    def take(self, frame: AudioFrame | None) -> list[Samples]:
        """What the next frame gives; None at the end, for what is still held."""
        plain = as_it_is(frame) if frame is not None and self._resampler is None else None
        if plain is not None:
            return [plain]
        if self._resampler is None:
            if frame is None:
                return []
            self._resampler = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE)
        made = self._resampler.resample(frame)
        return [np.asarray(one.to_ndarray(), np.float32).reshape(-1, 2) for one in made]
