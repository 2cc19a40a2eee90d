"""A proxy on disk: every picture of a film, small, upright, in BT.709, each decodable by itself, at its very own time.

The pictures lie one after the other as H.264, each a whole in itself; an index with their times stands at the end,
so that a file cut short is no proxy. It must never give another picture than the film shows at that time.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import IO

import av
import av.codec
import msgspec
import numpy as np
import numpy.typing as npt
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from studio.media.reading.frame import Shape
from studio.media.reading.kept_frames import KeptFrames
from studio.model import Time

__all__ = ["LONG_SIDE", "ProxyPictures", "ProxyWriter", "proxy_size"]

LONG_SIDE = 960
"""Pixels of a proxy's longer side: what a preview shows of a film on a screen of usual size."""

FORMAT_VERSION = 1
_MAGIC = b"decollage proxy\n"
_BT709, _LIMITED = 1, 1
# Measured on footage at 960x540 against MJPEG, MPEG-2 and MPEG-4: half the bytes, and the quickest to decode.
_ENCODER = {"preset": "superfast", "tune": "fastdecode,zerolatency", "crf": "18"}
_TAIL = 8 + 16


class _Index(msgspec.Struct, frozen=True):
    """What the end of the file says. `ticks` and `ends` are 64-bit numbers, one of each per picture: when it begins,
    in ticks after `begins`, and where its bytes end."""

    version: int
    width: int
    height: int
    begins: tuple[int, int]
    tick: tuple[int, int]
    header: bytes
    ticks: bytes
    ends: bytes


def proxy_size(shown: tuple[int, int]) -> tuple[int, int]:
    """The size of the proxy of a film shown at `shown`: even sides, the longer one `LONG_SIDE` at most."""
    factor = min(1.0, LONG_SIDE / max(shown))
    width, height = (max(2, round(side * factor / 2) * 2) for side in shown)
    return width, height


class ProxyWriter:
    """Writes a proxy into `file`: `add` every picture in order, then `finish`. `tick` measures the film's times."""

    def __init__(self, file: IO[bytes], size: tuple[int, int], tick: Fraction) -> None:
        self._file, self._size, self._tick = file, size, tick
        self._encoder = _encoder(size)
        self._begins: Time | None = None
        self._ticks, self._ends = array("q"), array("q")
        self._written = 0
        self._write(_MAGIC)

    @property
    def bytes_written(self) -> int:
        """How large the file is by now."""
        return self._written

    def add(self, begins: Time, planes: npt.NDArray[np.uint8]) -> None:
        """The next picture, shown from `begins` on: limited-range BT.709 planes as `MediaFrame.i420` gives them."""
        if self._begins is None:
            self._begins = begins
        tick = round((begins - self._begins) / self._tick)
        # A picture that begins before the one ahead of it is shown after it all the same.
        self._ticks.append(max(tick, self._ticks[-1]) if self._ticks else tick)
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = len(self._ticks), Fraction(1, 30)
        frame.pict_type = PictureType.I
        frame.colorspace, frame.color_range = _BT709, _LIMITED
        self._packed(self._encoder.encode(frame))

    def _packed(self, packets: list[av.Packet[av.VideoStream]]) -> None:
        for packet in packets:
            self._write(bytes(packet))
            self._ends.append(self._written)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._written += len(data)

    def finish(self) -> None:
        """Write the index. Raises `ValueError` when there was no picture, or not one for each time."""
        self._packed(self._encoder.encode(None))
        if self._begins is None or len(self._ends) != len(self._ticks):
            raise ValueError("a proxy needs one picture for each time")
        index = msgspec.msgpack.encode(
            _Index(
                FORMAT_VERSION,
                *self._size,
                self._begins.as_integer_ratio(),
                self._tick.as_integer_ratio(),
                bytes(self._encoder.extradata or b""),
                _packed_numbers(self._ticks),
                _packed_numbers(self._ends),
            )
        )
        self._write(index)
        self._write(len(index).to_bytes(8, "little") + hashlib.blake2b(index, digest_size=16).digest())


def _encoder(size: tuple[int, int]) -> VideoCodecContext:
    context = av.codec.CodecContext.create("libx264", "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    context.framerate, context.time_base = Fraction(30), Fraction(1, 30)
    context.gop_size, context.max_b_frames, context.thread_count = 1, 0, 1
    context.colorspace = context.color_primaries = context.color_trc = _BT709
    context.color_range = _LIMITED
    context.flags |= av.codec.context.Flags.global_header
    context.options = dict(_ENCODER)
    return context


def _packed_numbers(numbers: array[int]) -> bytes:
    return np.asarray(numbers, "<i8").tobytes()


class ProxyPictures:
    """The pictures of a whole proxy. For one thread. Raises `ValueError` or `OSError` when `path` holds none."""

    def __init__(self, path: Path, *, kept: KeptFrames | None = None) -> None:
        self._kept = kept if kept is not None else KeptFrames()
        self._file = path.open("rb")
        try:
            index = self._read_index()
        except BaseException:
            self._file.close()
            raise
        self.shape = Shape(index.width, index.height)
        self._begins, self._tick = Fraction(*index.begins), Fraction(*index.tick)
        self._ticks = np.frombuffer(index.ticks, "<i8")
        self._ends = np.frombuffer(index.ends, "<i8")
        self._header = index.header
        self._decoder = self._new_decoder()

    def __len__(self) -> int:
        """How many pictures there are."""
        return len(self._ticks)

    @property
    def moments(self) -> Iterator[Time]:
        """When each picture begins, from the start of the film."""
        return (self._begins + int(tick) * self._tick for tick in self._ticks)

    def close(self) -> None:
        """Give back the file."""
        self._kept.forget(self)
        self._file.close()

    def frame_at(self, at: Time) -> av.VideoFrame:
        """The frame the film shows at `at`, counted from its start."""
        target = floor((at - self._begins) / self._tick)
        number = max(0, bisect_right(self._ticks, target) - 1)
        kept = self._kept.find(self, number)
        if kept is None:
            kept = self._decoded(number)
            self._kept.add(self, number, number + 1, kept)
        return kept

    def _decoded(self, number: int) -> av.VideoFrame:
        begin = int(self._ends[number - 1]) if number else len(_MAGIC)
        self._file.seek(begin)
        packet = av.Packet(self._file.read(int(self._ends[number]) - begin))
        packet.pts = packet.dts = number
        packet.time_base = Fraction(1, 30)
        frames = self._decoder.decode(packet)
        if not frames:
            # A decoder that wants to see more is told that there is none, and begins anew with the next.
            frames = self._decoder.decode(None)
            self._decoder = self._new_decoder()
        if not frames:
            raise ValueError("a picture of the proxy is damaged")
        return frames[-1]

    def _new_decoder(self) -> VideoCodecContext:
        decoder = av.codec.CodecContext.create("h264", "r")
        assert isinstance(decoder, VideoCodecContext)
        decoder.extradata = self._header
        # One thread: with more the decoder would hold pictures back.
        decoder.thread_count = 1
        decoder.flags |= av.codec.context.Flags.low_delay
        return decoder

    def _read_index(self) -> _Index:
        size = os.fstat(self._file.fileno()).st_size
        if self._file.read(len(_MAGIC)) != _MAGIC or size < len(_MAGIC) + _TAIL:
            raise ValueError("no proxy")
        self._file.seek(size - _TAIL)
        tail = self._file.read(_TAIL)
        length = int.from_bytes(tail[:8], "little")
        if not 0 < length <= size - len(_MAGIC) - _TAIL:
            raise ValueError("no whole proxy")
        self._file.seek(size - _TAIL - length)
        data = self._file.read(length)
        if hashlib.blake2b(data, digest_size=16).digest() != tail[8:]:
            raise ValueError("no whole proxy")
        index = _index.decode(data)
        if index.version != FORMAT_VERSION or len(index.ticks) != len(index.ends) or not index.ticks:
            raise ValueError("a proxy of another kind")
        return index


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_index = msgspec.msgpack.Decoder(_Index)
