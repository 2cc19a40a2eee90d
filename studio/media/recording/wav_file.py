"""A WAV file that grows while somebody speaks, and is whole whenever the program ends.

Its header is written anew every second; what came after the last time is found by the file's own length (`mend_wav`).
It must never hold sound back: what was written is with the system at once.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np

from studio.effect import Samples
from studio.model import SAMPLE_RATE

__all__ = ["BYTES_A_SECOND", "GrowingWav", "mend_wav", "wav_samples"]

_BYTES = 3
"""24 bits: a quiet voice can be raised without hiss."""
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_FULL = 8_388_607.0
_MOST = 0xFFFFFFFF - 64
BYTES_A_SECOND = SAMPLE_RATE * _BYTES


def _header(data: int) -> bytes:
    """RIFF, WAVE, fmt (PCM, one channel), data: the 44 bytes of Microsoft's Multimedia Programming Interface 1.0."""
    data = min(data, _MOST)
    return _HEADER.pack(
        b"RIFF", data + 36, b"WAVE", b"fmt ", 16, 1, 1, SAMPLE_RATE, BYTES_A_SECOND, _BYTES, 8 * _BYTES, b"data", data
    )


class GrowingWav:
    """One channel at 48 kHz in 24 bits. Raises `OSError` as files do."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb", buffering=0)
        self._file.write(_header(0))
        self._told = 0
        self.count = 0
        """How many samples were written."""

    def write(self, samples: Samples) -> None:
        """Append (N,) float32; what is louder than full scale is cut off."""
        whole = np.rint(np.clip(samples, -1.0, 1.0) * _FULL).astype("<i4")
        left = memoryview(np.ascontiguousarray(whole.view(np.uint8).reshape(-1, 4)[:, :_BYTES]).tobytes())
        while left:
            left = left[self._file.write(left) or 0 :]
        self.count += len(samples)
        if self.count - self._told >= SAMPLE_RATE:
            self._tell()

    def _tell(self) -> None:
        self._file.seek(0)
        self._file.write(_header(self.count * _BYTES))
        self._file.seek(0, os.SEEK_END)
        self._told = self.count

    def close(self) -> None:
        """Write the last header, and have it all on the disk."""
        if not self._file.closed:
            try:
                self._tell()
                os.fsync(self._file.fileno())
            finally:
                self._file.close()


def wav_samples(path: Path) -> int:
    """How many samples a file of `GrowingWav` holds by its length, whatever its header says."""
    return max(0, path.stat().st_size - _HEADER.size) // _BYTES


def mend_wav(path: Path) -> bool:
    """Let the header of a file of `GrowingWav` say what is there; whether it had to. Raises `OSError`."""
    with path.open("r+b", buffering=0) as file:
        found = file.read(_HEADER.size)
        right = _header(wav_samples(path) * _BYTES)
        if found == right or len(found) < _HEADER.size or found[36:40] != b"data":
            return False
        file.seek(0)
        file.write(right)
        os.fsync(file.fileno())
    return True
