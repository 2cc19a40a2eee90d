"""Film strips and waveforms for the timeline, made on workers, the visible ones first.

Painting asks and gets an answer at once: what is known, something near it, or nothing yet. What was not asked for
in the last painting is not made any more. It must never read a file on the main thread.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from studio.jobs import Jobs
from studio.model import ZERO, Asset, Time
from studio.render.sources import Sources
from studio.ui.timeline.paint_clips import Peaks

__all__ = ["TimelinePictures"]

MOST_BYTES = 96 << 20
"""How much memory the tiles may take."""
AT_ONCE = 2
"""How many tiles are made at the same time: other work must get its turn."""
PEAKS_PER_SECOND = 100
GATHER_MS = 40
"""What comes home within this time is painted together."""


class _Key(NamedTuple):
    """A tile: of which content, `number` steps of 2**`level` seconds in, how high."""

    content: str
    height: int
    level: int
    number: int

    @property
    def moment(self) -> Time:
        return Fraction(self.number) * Fraction(2) ** self.level


class TimelinePictures(QObject):
    """Tiles and peaks by content. `changed` says that there is more to paint.

    `sources` gives the open files of the calling worker thread; `peaks_of` gives the loudness of a file, a
    hundred times a second, between -1 and 1.
    """

    changed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        sources: Callable[[], Sources],
        *,
        peaks_of: Callable[[Asset, int], object] | None = None,
    ) -> None:
        super().__init__()
        self._jobs, self._sources, self._ratio = jobs, sources, 1.0
        self._peaks_of = peaks_of or _read_peaks
        self._tiles: OrderedDict[_Key, QImage | None] = OrderedDict()
        self._bytes = 0
        self._peaks: dict[tuple[str, int], Peaks | None] = {}
        self._there: dict[str, bool] = {}
        self._wanted: dict[_Key, Asset] = {}
        self._making: set[_Key] = set()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self.changed)
        self._closed = False

    def begin(self, ratio: float = 1.0) -> None:
        """A painting with `ratio` pixels to the point begins: what earlier ones asked for and is not being made is
        forgotten."""
        self._ratio = ratio
        self._wanted.clear()

    def end(self) -> None:
        """The painting is over: make what it asked for, from left to right."""
        self._make_more()

    def look_again(self) -> None:
        """Files may have come back or gone: look for them anew."""
        self._there.clear()

    def close(self) -> None:
        """Ask for nothing more, and let late results fall."""
        self._closed = True
        self._wanted.clear()
        self._gather.stop()

    # What painting asks.

    def tile(self, asset: Asset, seconds: float, step: float, height: int) -> QImage | None:
        """The picture at source time `seconds`, or the nearest one there is for now."""
        level = math.floor(math.log2(step)) if step > 0 else 0
        level = max(-6, min(12, level))
        key = _Key(_content(asset), round(height * self._ratio), level, max(0, math.floor(seconds / 2.0**level)))
        if key in self._tiles:
            self._tiles.move_to_end(key)
            return self._tiles[key]
        self._wanted[key] = asset
        return self._near(key, seconds)

    def peaks(self, asset: Asset, track: int = 0) -> Peaks | None:
        """How loud the file is in one of its tracks of sound, when known."""
        content = _content(asset), track
        if content not in self._peaks:
            self._peaks[content] = None
            if not self._closed and (asset.kind == "sound" or asset.has_sound):
                self._submit(self._measure, asset, track, done=lambda found: self._keep_peaks(content, found))
        return self._peaks[content]

    def missing(self, asset: Asset) -> bool:
        """Whether the file was looked for and is not there."""
        there = self._there.get(asset.path)
        if there is None:
            self._there[asset.path] = True
            self._submit(Path(asset.path).is_file, done=lambda found: self._keep_there(asset.path, found))
            return False
        return not there

    # Within.

    def _submit(self, function: Callable[..., object], *values: object, done: Callable[..., None]) -> None:
        if not self._closed:
            self._jobs.submit(function, *values, done=done, failed=lambda _error: done(None))

    def _near(self, key: _Key, seconds: float) -> QImage | None:
        """Another tile of the same content and height, of the levels around, so that zooming does not go grey."""
        for level in (key.level + 1, key.level - 1, key.level + 2, key.level - 2, key.level + 3):
            number = max(0, math.floor(seconds / 2.0**level))
            other = self._tiles.get(_Key(key.content, key.height, level, number))
            if other is not None:
                return other
        return None

    def _make_more(self) -> None:
        while not self._closed and self._wanted and len(self._making) < AT_ONCE:
            key = next(iter(self._wanted))
            asset = self._wanted.pop(key)
            if key in self._making or key in self._tiles:
                continue
            self._making.add(key)
            self._submit(self._decode, asset, key, done=lambda image, key=key: self._keep(key, image))

    def _decode(self, asset: Asset, key: _Key) -> QImage | None:
        from cv2 import INTER_AREA, resize

        high = key.height
        wide = max(1, round(high * asset.width / max(1, asset.height)))
        frame = self._sources().picture(asset, ZERO if asset.kind == "photo" else key.moment, (wide, high))
        if frame is None:
            return None
        pixels = frame.rgba()
        if pixels.shape[:2] != (high, wide):
            pixels = np.asarray(resize(pixels, (wide, high), interpolation=INTER_AREA), np.uint8)
        pixels = np.ascontiguousarray(pixels)
        image = QImage(pixels.tobytes(), wide, high, wide * 4, QImage.Format.Format_RGBA8888)
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)

    def _measure(self, asset: Asset, track: int) -> Peaks | None:
        levels = np.abs(np.asarray(self._peaks_of(asset, track), np.float32))
        levels = levels.reshape(len(levels), -1).max(axis=1) if len(levels) else levels
        return Peaks(np.ascontiguousarray(levels), PEAKS_PER_SECOND, float(levels.max())) if len(levels) else None

    def _keep(self, key: _Key, image: object) -> None:
        self._making.discard(key)
        if self._closed:
            return
        kept = image if isinstance(image, QImage) else None
        self._tiles[key] = kept
        self._bytes += kept.sizeInBytes() if kept is not None else 0
        while self._bytes > MOST_BYTES and len(self._tiles) > 1:
            _, oldest = self._tiles.popitem(last=False)
            self._bytes -= oldest.sizeInBytes() if oldest is not None else 0
        self._make_more()
        if not self._gather.isActive():
            self._gather.start()

    def _keep_peaks(self, content: tuple[str, int], found: object) -> None:
        if isinstance(found, Peaks) and not self._closed:
            self._peaks[content] = found
            self._gather.start()

    def _keep_there(self, path: str, found: object) -> None:
        self._there[path] = bool(found)
        if not found and not self._closed:
            self._gather.start()


def _content(asset: Asset) -> str:
    return asset.fingerprint or asset.path


def _read_peaks(asset: Asset, track: int) -> object:
    from studio.media import peaks

    return peaks(asset, PEAKS_PER_SECOND, track=track)
