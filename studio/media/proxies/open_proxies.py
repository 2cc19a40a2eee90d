"""The proxies one thread has open: the picture of a film from its proxy, when there is one that will do.

It must never give a picture of a film that is gone or has become another: then the film itself is asked.
"""

from __future__ import annotations

import os
from collections import OrderedDict

import av
import msgspec

from studio.media.proxies.proxy_file import ProxyPictures
from studio.media.proxies.proxy_store import ProxyStore
from studio.media.reading.frame import Shape
from studio.media.reading.kept_frames import KeptFrames
from studio.model import Asset, Time

__all__ = ["OpenProxies", "covers", "file_state"]

_MOST_OPEN = 16
_KEPT_BYTES = 24_000_000
_SLACK = 2
"""Boxes are rounded up, proxies to even sides: so many pixels of difference nobody sees."""


class _Open(msgspec.Struct):
    """What was found for a film when it was looked for: the proxy or none, the store's version and the film's state."""

    pictures: ProxyPictures | None
    version: int
    state: tuple[int, int] | None


class OpenProxies:
    """Proxies of `store` by film. For one thread; call `close` when done."""

    def __init__(self, store: ProxyStore) -> None:
        self._store = store
        self._kept = KeptFrames(_KEPT_BYTES)
        self._open: OrderedDict[tuple[str, str], _Open] = OrderedDict()

    @property
    def bytes_held(self) -> int:
        """How much the pictures take that are kept for looking back."""
        return self._kept.bytes_held

    def close(self) -> None:
        """Give back the files; what is asked for is opened anew."""
        for found in self._open.values():
            _give_back(found)
        self._open.clear()

    def frame(
        self, asset: Asset, at: Time, box: tuple[int, int], *, any_box: bool
    ) -> tuple[av.VideoFrame, Shape] | None:
        """What `asset` shows at `at`, and its shape; None where there is no proxy, or it is smaller than `box` and
        not `any_box` will do."""
        pictures = self._pictures(asset)
        if pictures is None or not (any_box or covers(pictures.shape, box)):
            return None
        try:
            return pictures.frame_at(at), pictures.shape
        except (OSError, ValueError, av.error.FFmpegError):
            self._forget((asset.fingerprint, asset.path))
            self._store.drop(asset.fingerprint)
            return None

    def _pictures(self, asset: Asset) -> ProxyPictures | None:
        if not self._store.enabled or not asset.fingerprint:
            return None
        key = (asset.fingerprint, asset.path)
        known = self._open.get(key)
        state = file_state(asset.path)
        if known is None or known.version != self._store.version or known.state != state:
            self._forget(key)
            found = self._store.open(asset, self._kept) if state is not None else None
            known = self._open[key] = _Open(found, self._store.version, state)
            while len(self._open) > _MOST_OPEN:
                _give_back(self._open.popitem(last=False)[1])
        self._open.move_to_end(key)
        return known.pictures

    def _forget(self, key: tuple[str, str]) -> None:
        found = self._open.pop(key, None)
        if found is not None:
            _give_back(found)


def covers(shape: Shape, box: tuple[int, int]) -> bool:
    """Whether a proxy of `shape` is as good as its film in `box`."""
    return box[0] <= shape.width + _SLACK and box[1] <= shape.height + _SLACK


def _give_back(found: _Open) -> None:
    if found.pictures is not None:
        found.pictures.close()


def file_state(path: str) -> tuple[int, int] | None:
    """What tells a file from its later self: size and time of change; None where there is no file."""
    try:
        status = os.stat(path)  # noqa: PTH116  (a Path for every frame would cost more than the question)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
