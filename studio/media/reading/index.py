"""When every picture of a film is shown, and where decoding may start: measured once, kept on disk by content.

The times come from the packets; where the film is short enough they come from decoding all of it, and each key frame
is tried: what a jump to it gives must be what reading from the start gave. It must never believe a label that
it could test, and never run on the main thread for a long film.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from time import monotonic

import av
import msgspec
import numpy as np
import numpy.typing as npt
from av.video.stream import VideoStream

from studio.media.fingerprints import FileState, fingerprint, state_of
from studio.media.kept_files import KeptFiles
from studio.media.open import MediaRefused, open_media
from studio.media.reading.animated_picture import animation_lengths
from studio.media.reading.beat import Beat, beat_of
from studio.media.reading.decoding import Decoding, Key
from studio.media.reading.packet_scan import is_shown
from studio.media.reading.picture_digest import picture_digest
from studio.media.reading.streams import file_start, keep_only, video_stream
from studio.model import FLICKS_PER_SECOND, Time

__all__ = ["INDEX_VERSION", "QUICK_PIXELS", "FileIndex", "build_index", "index_of", "kept_index"]

INDEX_VERSION = 1
_QUICK_BYTES = 48_000_000
QUICK_PIXELS = 60_000_000
"""So many pixels a film may have in all its pictures to be decoded for its index at once."""
_QUICK_S = 5
_CHECKED_PIXELS = 20_000_000_000
_KEPT_BYTES = 64_000_000
_MOST_PICTURES = 6_000_000
"""A day of 60 pictures a second, with room; what claims more does so to fill the memory."""

Ticks = npt.NDArray[np.int64]


class FileIndex(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The pictures of one film, in ticks of `time_base` (seconds); tick 0 of the file may lie before `start`.

    `checked`: all was decoded once, and every key frame tried. `damaged`: the decoder met errors on the way.
    """

    version: int
    time_base: tuple[int, int]
    start: tuple[int, int]
    packed_times: bytes
    packed_keys: bytes
    checked: bool = False
    damaged: bool = False

    @cached_property
    def times(self) -> Ticks:
        """When each picture is shown first, ascending."""
        return _unpacked(self.packed_times)

    @cached_property
    def _keys(self) -> Ticks:
        return _unpacked(self.packed_keys).reshape(3, -1)

    @property
    def count(self) -> int:
        """How many pictures are shown."""
        return len(self.times)

    @property
    def key_count(self) -> int:
        """At how many of them decoding may start."""
        return int(self._keys.shape[1])

    def number_at(self, ticks: int) -> int:
        """The number of the picture shown at `ticks`: the first before all, the last after all."""
        return max(0, int(np.searchsorted(self.times, ticks, side="right")) - 1)

    def key_before(self, ticks: int) -> Key | None:
        """The last key frame shown at or before `ticks`; None when decoding must start where the film does."""
        at = int(np.searchsorted(self._keys[0], ticks, side="right")) - 1
        if at < 0:
            return None
        pts, dts, place = (int(number) for number in self._keys[:, at])
        return Key(pts, None if dts == _NO_TIME else dts, place)

    def time_of(self, number: int) -> Time:
        """When picture `number` is shown first, counted from the start of the file."""
        return int(self.times[number]) * Fraction(*self.time_base) - Fraction(*self.start)

    @cached_property
    def beat(self) -> Beat:
        """How regularly the pictures come."""
        return beat_of(self.times, Fraction(*self.time_base))


_NO_TIME = -(2**62)


def index_of(path: str | Path, folder: Path | None = None) -> FileIndex | None:
    """The index of a film: the one kept in `folder`, or made at once for a short film; None for a long one."""
    with suppress(OSError):
        known = kept_index(path, folder) if folder is not None else None
        return known if known is not None else _quick(state_of(path))
    return None


def kept_index(path: str | Path, folder: Path) -> FileIndex | None:
    """What `build_index` kept for this content; None when there is nothing, or of another version."""
    kept, key = _kept(folder), fingerprint(path)
    with suppress(OSError, msgspec.DecodeError):
        found = _index.decode(kept.path(key).read_bytes())
        kept.use(key)
        return found if found.version == INDEX_VERSION else None
    return None


def build_index(path: str | Path, folder: Path | None = None, *, seconds: float = 600) -> FileIndex:
    """The index of a film, measured as well as `seconds` allow, kept in `folder`. Takes up to two decodes.

    Raises `MediaRefused` when the file cannot be opened.
    """
    path = Path(path)
    known = kept_index(path, folder) if folder is not None else None
    if known is not None:
        return known
    found = _scanned(path)
    if not found.checked and found.count * _pixels(path) <= _CHECKED_PIXELS:
        found = _checked(path, monotonic() + seconds) or found
    if folder is not None:
        kept = _kept(folder)
        # A disk that does not want it is no trouble.
        kept.put(fingerprint(path), [msgspec.msgpack.encode(found)])
        kept.tidy()
    return found


@lru_cache(maxsize=64)
def _quick(file: FileState) -> FileIndex | None:
    if file.size > _QUICK_BYTES:
        return None
    try:
        found = _scanned(file.path)
        if not found.checked and found.count * _pixels(file.path) <= QUICK_PIXELS:
            found = _checked(file.path, monotonic() + _QUICK_S) or found
    except MediaRefused:
        return None
    return found


def _kept(folder: Path) -> KeptFiles:
    return KeptFiles(folder, f".index{INDEX_VERSION}", _KEPT_BYTES)


def _pixels(path: Path) -> int:
    with open_media(path) as container:
        stream = video_stream(container)
        return stream.width * stream.height if stream is not None else 0


# -- from the packets


def _scanned(path: Path) -> FileIndex:
    """Times and key frames as the packets, or an animated picture's own structure, tell them."""
    lengths = animation_lengths(path)
    if lengths:
        ends = accumulate(lengths)
        begins = [0, *(round(end * FLICKS_PER_SECOND) for end in ends)][: len(lengths)]
        return _made(Fraction(1, FLICKS_PER_SECOND), Fraction(0), begins, [], checked=True)
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None or stream.time_base is None:
            return _made(Fraction(1), Fraction(0), [], [])
        start = file_start(container)
        keep_only(container, stream)
        times: list[int] = []
        keys: list[Key] = []
        with suppress(av.error.FFmpegError):
            for packet in container.demux(stream):
                pts = packet.pts if packet.pts is not None else packet.dts
                if not packet.size or pts is None:
                    continue
                if len(times) >= _MOST_PICTURES:
                    break
                if packet.is_keyframe:
                    keys.append(_key(packet, pts))
                if not packet.is_discard and is_shown(packet):
                    times.append(pts)
        return _made(stream.time_base, start, times, keys)


def _key(packet: av.Packet[VideoStream], pts: int) -> Key:
    return Key(pts, packet.dts, packet.pos if packet.pos is not None else -1)


# -- from the pictures


def _checked(path: Path, deadline: float) -> FileIndex | None:
    """Times and key frames as decoding gives them; None when there is no time for that."""
    decoding = Decoding(path)
    try:
        run = _read(decoding, deadline)
        if decoding.damaged:
            decoding.rewind(careful=True)
            run = _read(decoding, deadline)
        if run is None:
            return None
        times, digests, keys = run
        damaged = decoding.careful
        packets = _candidates(path, keys)
        sure = _tried(decoding, packets, times, digests, deadline)
        if sure is None:
            return None
        return _made(decoding.time_base, decoding.offset, times, sure, checked=True, damaged=damaged)
    finally:
        decoding.close()


def _read(decoding: Decoding, deadline: float) -> tuple[list[int], list[int], set[int]] | None:
    """All pictures: when they are shown, digests of what they show, and when those that look like key frames are."""
    times: list[int] = []
    digests: list[int] = []
    keys: set[int] = set()
    while (frame := decoding.take()) is not None:
        if monotonic() > deadline:
            return None
        pts = frame.pts or 0
        times.append(pts)
        digests.append(picture_digest(frame))
        if frame.key_frame or frame.pict_type == av.video.frame.PictureType.I:
            keys.add(pts)
    return times, digests, keys


def _candidates(path: Path, shown_keys: set[int]) -> list[Key]:
    """The packets that are labelled as key frames, and those whose picture is one."""
    found: list[Key] = []
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None:
            return []
        keep_only(container, stream)
        with suppress(av.error.FFmpegError):
            for packet in container.demux(stream):
                pts = packet.pts if packet.pts is not None else packet.dts
                if packet.size and pts is not None and (packet.is_keyframe or pts in shown_keys):
                    found.append(_key(packet, pts))
    return sorted(found, key=lambda key: key.pts)


def _tried(
    decoding: Decoding, keys: list[Key], times: list[int], digests: list[int], deadline: float
) -> list[Key] | None:
    """The keys from which decoding gives, up to the next, exactly the pictures that reading from the start gave."""
    numbers = {time: number for number, time in enumerate(times)}
    sure: list[Key] = []
    for place, key in enumerate(keys):
        first = numbers.get(key.pts)
        if first is None or first == 0:
            continue
        if monotonic() > deadline:
            return None
        following = keys[place + 1].pts if place + 1 < len(keys) else times[-1] + 1
        wanted = [(time, digests[first + more]) for more, time in enumerate(times[first:]) if time < following]
        if decoding.start_at(key) and _same(decoding, wanted):
            sure.append(key)
    return sure


def _same(decoding: Decoding, wanted: Iterable[tuple[int, int]]) -> bool:
    for time, digest in wanted:
        frame = decoding.take()
        if frame is None or frame.pts != time or picture_digest(frame) != digest:
            return False
    return True


# -- packing and keeping


def _made(
    time_base: Fraction, start: Time, times: list[int], keys: list[Key], *, checked: bool = False, damaged: bool = False
) -> FileIndex:
    shown = np.unique(np.array(times, dtype=np.int64))
    if len(shown):
        keys = [key for key in keys if key.pts > shown[0]]
    ordered = sorted(keys, key=lambda key: key.pts)
    rows = [
        [key.pts for key in ordered],
        [key.dts if key.dts is not None else _NO_TIME for key in ordered],
        [key.place for key in ordered],
    ]
    return FileIndex(
        version=INDEX_VERSION,
        time_base=(time_base.numerator, time_base.denominator),
        start=(start.numerator, start.denominator),
        packed_times=_packed(shown),
        packed_keys=_packed(np.array(rows, dtype=np.int64).reshape(-1)),
        checked=checked,
        damaged=damaged,
    )


def _packed(numbers: Ticks) -> bytes:
    """Steps instead of sums pack into little."""
    return zlib.compress(np.diff(numbers, prepend=np.int64(0)).tobytes(), 6)


def _unpacked(data: bytes) -> Ticks:
    steps = np.frombuffer(zlib.decompress(data), dtype=np.int64)
    return np.cumsum(steps, dtype=np.int64)


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_index = msgspec.msgpack.Decoder(FileIndex)
