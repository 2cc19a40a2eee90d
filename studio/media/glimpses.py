"""Pictures of a project for whoever looks at it quickly: of heavy films only key frames, the others as they are.

What is looked at is a picture the film really shows, a little earlier than asked for. It must never serve a preview or
an export.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise
from typing import Self

from studio.effect import Samples
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.reading.decoding import Decoding
from studio.model import Asset, Project, Time, used_assets
from studio.render import Frame

__all__ = ["Glimpses", "key_times"]

_HEAVY = 12_000_000
"""Pixels a second from which decoding every picture takes too long."""
_WIDEST = Fraction(5, 2)
"""Key frames further apart than this show too little."""


def key_times(asset: Asset) -> tuple[Time, ...]:
    """When the film's key frames are, in its source time. Raises `MediaRefused` where it cannot be opened."""
    reading = Decoding(asset.path, threads=1)
    try:
        ticks = sorted(
            packet.pts
            for packet in reading.container.demux(reading.stream)
            if packet.size and packet.is_keyframe and packet.pts is not None
        )
        return tuple(tick * reading.time_base - reading.offset for tick in ticks)
    finally:
        reading.close()


class Glimpses:
    """Implements `studio.render.sources.Sources`. While `snapping`, heavy films show key frames alone.

    One thread may ask for pictures and another for samples.
    """

    def __init__(self) -> None:
        self._exact = MediaSources(kept_bytes=48_000_000)
        self._sparse = MediaSources(kept_bytes=24_000_000, sparse=True)
        self._sound = MediaSources(kept_bytes=1_000_000)
        self._keys: dict[str, tuple[Time, ...]] = {}
        self.snapping = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back every file and decoder."""
        self._exact.close()
        self._sparse.close()
        self._sound.close()

    def spacing(self, project: Project) -> Time | None:
        """How far apart glimpses of the project's heavy films are; None where all is light, or none can be had."""
        widest = None
        used = used_assets(project)
        for asset in project.assets:
            if asset.id not in used or asset.kind != "video" or asset.width * asset.height * asset.rate < _HEAVY:
                continue
            try:
                keys = self._keys.setdefault(asset.id, key_times(asset))
            except (MediaRefused, OSError):
                return None
            gap = max((later - sooner for sooner, later in pairwise((*keys, asset.duration))), default=asset.duration)
            if not keys or gap > _WIDEST:
                return None
            widest = max(widest or gap, gap)
        return widest

    def picture(self, asset: Asset, at: Time, box: tuple[int, int]) -> Frame | None:
        """The picture at `at`, or the last key frame before it of a heavy film while `snapping`."""
        keys = self._keys.get(asset.id) if self.snapping else None
        if not keys:
            return self._exact.picture(asset, at, box)
        return self._sparse.picture(asset, keys[max(0, bisect_right(keys, at) - 1)], box)

    def samples(self, asset: Asset, first: int, count: int, track: int = 0) -> Samples | None:
        """Samples, as they are."""
        return self._sound.samples(asset, first, count, track)
