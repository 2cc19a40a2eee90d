"""Small moving pictures that can be made again, kept by their content as one strip of JPEG each.

It must never decide what is drawn, and never fail: what cannot be read is made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from studio.media.kept_files import KeptFiles

__all__ = ["KeptPreviews"]

Frame = npt.NDArray[np.uint8]

_LIMIT_BYTES = 100_000_000
_QUALITY = 82
_TIDY_AFTER = 64


class KeptPreviews:
    """The moving pictures in a folder of the store. May be used from any thread, one at a time."""

    def __init__(self, folder: str | Path) -> None:
        self._files = KeptFiles(folder, ".jpg", _LIMIT_BYTES)
        self._written = 0

    def get(self, key: str, count: int) -> list[Frame] | None:
        """The `count` pictures kept under `key`, each (H, W, 4) RGBA; None where they are not there."""
        try:
            data = np.frombuffer(self._files.path(key).read_bytes(), np.uint8)
            strip = cv2.imdecode(data, cv2.IMREAD_COLOR)
        except (OSError, cv2.error):
            return None
        if strip is None or strip.shape[0] % count:
            return None
        self._files.use(key)
        rgba = np.asarray(cv2.cvtColor(strip, cv2.COLOR_BGR2RGBA), np.uint8)
        return list(rgba.reshape(count, -1, *rgba.shape[1:]))

    def put(self, key: str, frames: Sequence[Frame]) -> None:
        """Keep pictures of one size under `key`; where the disk refuses, they are made again the next time."""
        strip = cv2.cvtColor(np.concatenate(list(frames)), cv2.COLOR_RGBA2BGR)
        done, data = cv2.imencode(".jpg", strip, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        if not done:
            return
        with suppress(OSError), self._files.writing(key) as file:
            file.write(data.tobytes())
        self._written += 1
        if self._written % _TIDY_AFTER == 1:
            self._files.tidy()
