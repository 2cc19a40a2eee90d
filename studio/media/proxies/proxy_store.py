"""Proxies of heavy films: where they are kept, which films want one, and how one is made.

A proxy shows at every time the picture that the film shows, at preview size. It must never be used for what leaves the
program: exports, stills and receipts are made from the films themselves.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import IO

import av
import msgspec
from av.video.reformatter import VideoReformatter

from studio.media.kept_files import KeptFiles
from studio.media.looking.probe import fingerprint as fingerprint_of
from studio.media.open import open_media
from studio.media.proxies.proxy_file import LONG_SIDE, ProxyPictures, ProxyWriter, proxy_size
from studio.media.reading.frame import MediaFrame, has_alpha
from studio.media.reading.hdr import CURVE_VERSION
from studio.media.reading.kept_frames import KeptFrames
from studio.media.reading.picture_reader import PictureReader
from studio.media.reading.streams import keep_only, video_stream
from studio.model import Asset, Time

__all__ = ["DecodeCost", "ProxyStore", "decode_cost", "make_proxy"]

PROXIES_VERSION = 1
"""Another number makes all proxies anew."""
STORE_BYTES = 8 << 30
"""An hour and a half of noisy phone footage."""
_ROOM_LEFT_BYTES = 2 << 30
_PLAYS_AT = 0.3
_JUMPS_AT_S = 0.15
_LOOK_PICTURES, _LOOK_S = 48, 1.0
_LOOK_PACKETS = 2000
_COSTS_BYTES = 1 << 20
_WARM_PICTURES = 4
_PROGRESS_EVERY = 15


class DecodeCost(msgspec.Struct, frozen=True, kw_only=True):
    """What it takes to decode a film: processor seconds for a picture, pictures a second, seconds between key frames,
    and whether it has holes one can see through."""

    picture_s: float
    rate: float
    keys_apart_s: float
    holes: bool = False

    @property
    def playing(self) -> float:
        """Processor seconds for each second of film."""
        return self.picture_s * self.rate

    @property
    def jump_s(self) -> float:
        """Processor seconds that a jump to somewhere takes, on average."""
        return self.keys_apart_s / 2 * self.rate * self.picture_s

    @property
    def heavy(self) -> bool:
        """Whether a proxy is worth its time and room: two such films could not be played, or jumping in one is felt."""
        return not self.holes and (self.playing > _PLAYS_AT or self.jump_s > _JUMPS_AT_S)


class ProxyStore:
    """The proxies on disk, by the fingerprint of their films. Safe to share between threads and processes.

    `enabled` is the person's wish; `version` changes whenever one more was made or the wish changed.
    """

    def __init__(self, folder: str | Path, limit_bytes: int = STORE_BYTES) -> None:
        self._files = KeptFiles(folder, ".proxy", limit_bytes)
        self._costs = KeptFiles(folder, ".cost", _COSTS_BYTES)
        self.folder = Path(folder)
        self.limit_bytes = limit_bytes
        self._enabled = True
        self.version = 0

    @property
    def enabled(self) -> bool:
        """Whether proxies are to be used."""
        return self._enabled

    def enable(self, on: bool) -> None:
        """Use proxies from now on, or the films alone."""
        self._enabled = on
        self.renew()

    def renew(self) -> None:
        """Something changed: whoever looked in vain looks again."""
        self.version += 1

    def has(self, fingerprint: str) -> bool:
        """Whether the film has its proxy."""
        return bool(fingerprint) and self._files.path(_key(fingerprint)).is_file()

    def open(self, asset: Asset, kept: KeptFrames) -> ProxyPictures | None:
        """The proxy of a film that still is the one it was made of; None where there is none."""
        if not self._enabled or not self.has(asset.fingerprint):
            return None
        key = _key(asset.fingerprint)
        try:
            if fingerprint_of(asset.path) != asset.fingerprint:
                return None
            found = ProxyPictures(self._files.path(key), kept=kept)
        except OSError:
            return None
        except (ValueError, msgspec.DecodeError, av.error.FFmpegError):
            self._files.drop(key)
            return None
        self._files.use(key)
        return found

    def drop(self, fingerprint: str) -> None:
        """Forget the proxy of a film: it turned out to be damaged."""
        self._files.drop(_key(fingerprint))
        self.renew()

    def cost(self, fingerprint: str) -> DecodeCost | None:
        """What the film was found to take to decode, if it was measured."""
        with suppress(OSError, msgspec.DecodeError):
            return _cost.decode(self._costs.path(_key(fingerprint)).read_bytes())
        return None

    def keep_cost(self, fingerprint: str, cost: DecodeCost) -> None:
        """Remember what a film takes."""
        self._costs.put(_key(fingerprint), (msgspec.json.encode(cost),))

    def writing(self, fingerprint: str) -> AbstractContextManager[IO[bytes]]:
        """A file that becomes the proxy when the block ends well."""
        return self._files.writing(_key(fingerprint))

    def clear_up(self, fingerprint: str) -> None:
        """Delete what is left of a proxy whose maker was killed."""
        self._files.clear_up(_key(fingerprint))

    def check_room(self, written: int) -> None:
        """Raises `OSError` when `written` bytes are too much for one film, or the disk is nearly full."""
        if written > self.limit_bytes // 2 or shutil.disk_usage(self.folder).free < _ROOM_LEFT_BYTES:
            raise OSError(errno.ENOSPC, "no room for a proxy")

    def tidy(self) -> None:
        """Keep to the limit: what was used longest ago goes."""
        self._files.tidy()
        self._costs.tidy()


def _key(fingerprint: str) -> str:
    parts = (fingerprint, PROXIES_VERSION, CURVE_VERSION, LONG_SIDE)
    return hashlib.blake2b(repr(parts).encode(), digest_size=20).hexdigest()


def decode_cost(path: str | Path, *, threads: int = 2) -> DecodeCost:
    """What the film at `path` takes to decode, measured on its first pictures. Raises `MediaRefused`."""
    reader = PictureReader(path, threads=threads, kept=KeptFrames(0))
    try:
        pictures = reader.pictures()
        first, frame = next(pictures)
        count, last = 0, first
        begun = ahead = time.process_time()
        for number, (moment, _) in enumerate(pictures, 1):
            if number == _WARM_PICTURES:
                ahead, first = time.process_time(), moment
            count, last = number, moment
            if number >= _LOOK_PICTURES or time.process_time() - begun > _LOOK_S:
                break
        counted = max(1, count - _WARM_PICTURES)
        passed = float(last - first)
        return DecodeCost(
            picture_s=(time.process_time() - ahead) / counted,
            rate=counted / passed if passed > 0 else 30.0,
            keys_apart_s=_keys_apart(path),
            holes=has_alpha(frame),
        )
    finally:
        reader.close()


def make_proxy(
    path: str | Path,
    store: ProxyStore,
    fingerprint: str,
    *,
    on_progress: Callable[[Time], None] | None = None,
    wait: Callable[[], None] | None = None,
    threads: int = 2,
) -> None:
    """Make the proxy of the film at `path` and keep it under `fingerprint`.

    `on_progress` hears how far into the film it is; `wait` is called before every picture and may block or raise.
    Raises `MediaRefused` for a film that cannot be read, `OSError` for trouble with the disk.
    """
    reader = PictureReader(path, threads=threads, kept=KeptFrames(0))
    try:
        size, scaler = proxy_size(reader.shape.shown), VideoReformatter()
        with store.writing(fingerprint) as file:
            writer = ProxyWriter(file, size, reader.tick)
            for number, (moment, frame) in enumerate(reader.pictures()):
                if wait is not None:
                    wait()
                if number % _PROGRESS_EVERY == 0:
                    store.check_room(writer.bytes_written)
                    if on_progress is not None:
                        on_progress(moment)
                planes = MediaFrame(frame, reader.shape, size, scaler).i420()
                if planes is None:
                    raise OSError("a film with holes has no proxy")
                writer.add(moment, planes)
            writer.finish()
    finally:
        reader.close()
    store.tidy()


def _keys_apart(path: str | Path) -> float:
    """Seconds from one key frame to the next, on average, as far as the first packets tell."""
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None or stream.time_base is None:
            return 0.0
        keep_only(container, stream)
        keys = 0
        times: list[int] = []
        with suppress(av.error.FFmpegError):
            for packet in container.demux(stream):
                if packet.pts is None or not packet.size:
                    continue
                keys += packet.is_keyframe
                times.append(packet.pts)
                if len(times) >= _LOOK_PACKETS:
                    break
        seen = float((max(times) - min(times)) * stream.time_base) if times else 0.0
        return seen / max(1, keys)


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_cost = msgspec.json.Decoder(DecodeCost)
