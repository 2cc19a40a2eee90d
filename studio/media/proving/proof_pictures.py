"""Whether the pictures in a finished film are those of its plan: decoded, drawn again, and compared.

What encoding does to a picture is forgiven, another picture is not. It must never look at the encoder's own numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from threading import Lock

import av
import cv2
import msgspec
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.video.stream import VideoStream

from studio.media.open import MediaRefused, open_media
from studio.media.read import MediaSources
from studio.media.reading.streams import file_start, video_stream
from studio.media.writing.wanted import Wanted
from studio.model import Asset, Time
from studio.render import Artist, Plan
from studio.render.plan import Shot, drawn_in

__all__ = ["Likeness", "PictureProver", "SourceKeys", "shots"]

_GRID = 34
"""Pictures are compared when their short side is at least this long: grain is averaged away, a line of words is not."""
_DRAWN_SIDE = 270
"""The plan is drawn again about this large: most of what drawing costs grows with the pixels."""
_FAR_LARGER = 8
_TILES = 6
_MEAN_FORGIVEN = 4.0
_TILE_FORGIVEN = 14.0
_CANDIDATE_STEP = 3
_KEPT_BYTES = 100_000_000

Planes = npt.NDArray[np.uint8]


class Likeness(msgspec.Struct, frozen=True):
    """How far two pictures are apart, in levels of 255: on average, and in the worst of 36 tiles."""

    mean: float
    tile: float

    @property
    def same(self) -> bool:
        """Whether encoding alone explains it."""
        return self.mean <= _MEAN_FORGIVEN and self.tile <= _TILE_FORGIVEN


def likeness(one: Planes, other: Planes) -> Likeness:
    """Compares two (H*3/2, W) uint8 pictures of one shape and perhaps two sizes, made small so that grain counts for
    little."""
    size = _grid(other)
    apart = np.abs(_small(one, size) - _small(other, size))
    rows, columns = apart.shape[:2]
    down, across = min(_TILES, rows), min(_TILES, columns)
    tiles = cv2.resize(apart.max(axis=2), (across, down), interpolation=cv2.INTER_AREA)
    return Likeness(float(apart.mean()), float(tiles.max()))


def _grid(planes: Planes) -> tuple[int, int]:
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    shrink = max(1, min(width, height) // _GRID)
    return max(1, width // shrink), max(1, height // shrink)


def _small(planes: Planes, size: tuple[int, int]) -> npt.NDArray[np.float32]:
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    flat = planes.reshape(-1)
    quarter = width * height // 4
    parts = [planes[:height]] + [
        flat[begin : begin + quarter].reshape(height // 2, width // 2)
        for begin in (width * height, width * height + quarter)
    ]
    shrunk = [_shrunk(part, size) for part in parts]
    return np.stack(shrunk, axis=2).astype(np.float32)


def _shrunk(plane: npt.NDArray[np.uint8], size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """A plane at a size by area: halved while it is far larger, which takes a fraction of the time."""
    while min(plane.shape[1] / size[0], plane.shape[0] / size[1]) >= _FAR_LARGER:
        plane = np.asarray(
            cv2.resize(plane, (plane.shape[1] // 2, plane.shape[0] // 2), interpolation=cv2.INTER_AREA), np.uint8
        )
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)


class SourceKeys:
    """When the sources can be entered, each file asked once. For several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, list[Time]] = {}

    def of(self, asset: Asset) -> list[Time]:
        """The times of the film's pictures that stand alone, as far as the file tells; none where it does not."""
        with self._lock:
            if asset.path not in self._known:
                self._known[asset.path] = _key_times(asset)
            return self._known[asset.path]


class PictureProver:
    """Compares pictures of the film open in `container` with those that the plan draws. Call `close`.

    `key_frames` are the numbers of the film's pictures that stand alone, in order; `source_keys` may be shared.
    """

    def __init__(
        self,
        container: InputContainer,
        stream: VideoStream,
        wanted: Wanted,
        key_frames: Sequence[int],
        artist: Artist,
        source_keys: SourceKeys,
    ) -> None:
        self._container, self._stream, self._wanted, self._key_frames = container, stream, wanted, key_frames
        # One thread: what several decode ahead would be thrown away with each jump.
        self._sources = MediaSources(threads=1, sparse=True, kept_bytes=_KEPT_BYTES)
        self._artist = artist
        self._source_keys = source_keys

    def close(self) -> None:
        """Give back the sources."""
        self._sources.close()

    def likeness_at(self, frame: int) -> Likeness | None:
        """How far picture number `frame` of the film is from the plan's; None when the film does not give it."""
        shown = self._shown(frame)
        if shown is None:
            return None
        return likeness(shown, self._artist.draw_i420(self._wanted.plan(frame), self._sources, self._drawn_size()))

    def _drawn_size(self) -> tuple[int, int]:
        """The film's size divided by a whole number that leaves enough and keeps both sides even."""
        width, height = self._wanted.settings.width, self._wanted.settings.height
        for shrink in range(min(width, height) // _DRAWN_SIDE, 1, -1):
            if width % (2 * shrink) == 0 and height % (2 * shrink) == 0:
                return width // shrink, height // shrink
        return width, height

    def cheapest(self, frames: range) -> int:
        """The picture among `frames` that takes the least decoding, in the film and in its sources together."""
        candidates: list[int] = [*frames[::_CANDIDATE_STEP], *self._key_frames_in(frames)]
        return min(candidates, key=self._cost)

    def _key_frames_in(self, frames: range) -> Sequence[int]:
        begin = bisect_right(self._key_frames, frames.start - 1)
        return self._key_frames[begin : bisect_right(self._key_frames, frames.stop - 1)]

    def _cost(self, frame: int) -> float:
        """Roughly how many pictures must be decoded."""
        before = bisect_right(self._key_frames, frame) - 1
        own = frame - self._key_frames[before] if before >= 0 else frame
        return own + sum(self._source_cost(asset, at) for asset, at in shots(self._wanted.plan(frame)))

    def _source_cost(self, asset: Asset, at: Time) -> float:
        keys = self._source_keys.of(asset)
        before = bisect_right(keys, at) - 1
        return float((at - keys[before]) * self._wanted.settings.rate) if before >= 0 else 0.0

    def _shown(self, frame: int) -> Planes | None:
        """Picture number `frame` of the film as planes."""
        time_base = self._stream.time_base or Fraction(1)
        wanted = frame / self._wanted.settings.rate / time_base
        with suppress(av.error.FFmpegError):
            self._container.seek(round(wanted), stream=self._stream, backward=True)
            for decoded in self._decoded_until(wanted):
                if decoded.pts is not None and abs(decoded.pts - wanted) <= 1:
                    return np.asarray(decoded.reformat(format="yuv420p").to_ndarray(), np.uint8)
        return None

    def _decoded_until(self, wanted: Fraction) -> Iterator[av.VideoFrame]:
        """What is decoded from here until the packet of the time stamp, and no further; on the way only what other
        pictures need."""
        decoder = self._stream.codec_context
        decoder.flush_buffers()
        for packet in self._container.demux(self._stream):
            reached = packet.pts is None or abs(packet.pts - wanted) <= 1
            decoder.skip_frame = "DEFAULT" if reached else "NONREF"
            if packet.size:
                yield from decoder.decode(packet)
            if reached:
                break
        yield from decoder.decode(None)


def shots(moment: Plan) -> list[tuple[Asset, Time]]:
    """Every film a plan shows, and when."""
    shots = (drawn.shows for drawn in drawn_in(moment.layers) if isinstance(drawn.shows, Shot))
    return [(shot.asset, shot.at) for shot in shots if shot.asset.kind == "video"]


def _key_times(asset: Asset) -> list[Time]:
    """The times of a file's pictures that stand alone, as far as its index tells without reading on."""
    with suppress(MediaRefused, av.error.FFmpegError), open_media(asset.path) as container:
        stream = video_stream(container)
        if stream is not None and stream.time_base is not None:
            entries = [entry.timestamp for entry in stream.index_entries if entry.is_keyframe]
            # The index counts decoding times; the first picture tells how much later pictures are shown.
            later = (stream.start_time or 0) - entries[0] if entries else 0
            start = file_start(container)
            return sorted((entry + later) * stream.time_base - start for entry in entries)
    return []
