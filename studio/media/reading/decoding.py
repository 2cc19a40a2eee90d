"""One run of decoded pictures: an open film and its decoder, standing somewhere, giving picture after picture.

A run begins at the start of the film, at a key frame known for certain, or wherever the demuxer finds one. It
notices damage the moment the decoder does. It must never convert a picture or choose which one is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from time import monotonic

import av
import av.codec
import msgspec
from av.container import InputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from studio.media.open import limit_decoder, open_media, refuse_damaged
from studio.media.reading.streams import file_start, keep_only, pixel_aspect, video_stream
from studio.media.reading.turning import Turn

__all__ = ["Decoding", "Key"]

_DAMAGE_ALLOWED = 500
_PACKETS_PASSED = 5000
_FRUITLESS_S = 20.0
# Demuxers that know no key frames: they are sent to a place in the file, not to a time.
_BY_PLACE = ("mpegts", "mpeg")
# Errors that late come from pictures before the key frame: a decoder with two threads tells them that much later.
_LATE = 4


class Key(msgspec.Struct, frozen=True):
    """A packet at which decoding may start: its times in ticks (`pts` is the picture's) and its place in the file."""

    pts: int
    dts: int | None
    place: int


class Decoding:
    """A film that is read from a start onwards. Not for several threads. Raises `MediaRefused` without a picture.

    With `careful`, one thread alone decodes: what several make of damaged pictures differs from time to time.
    """

    def __init__(self, path: str | Path, *, threads: int = 2, careful: bool = False) -> None:
        self._path = Path(path)
        self._threads = threads
        self.careful = careful
        self.damaged = False
        self._frames: Iterator[av.VideoFrame]
        self._packets_from_start: Iterator[av.Packet[VideoStream] | None]
        self._open()

    def _open(self) -> None:
        container = open_media(self._path)
        stream = video_stream(container)
        if stream is None or stream.time_base is None:
            container.close()
            raise refuse_damaged(self._path)
        keep_only(container, stream)
        self.container: InputContainer = container
        self.stream: VideoStream = stream
        self.time_base: Fraction = stream.time_base
        self.offset = file_start(container)
        self.aspect = pixel_aspect(stream)
        self.turn: Turn | None = None
        """How the pictures stand, where the file says it once for all; otherwise each picture says it."""
        self._decoder = _decoder_for(stream, self._threads, careful=self.careful)
        self._begin(self._packets(), None)

    def close(self) -> None:
        """Give back the file and the decoder."""
        # Without the ring through these the decoder's memory goes with the last who holds it, not at some later time.
        self._frames, self._packets_from_start = iter(()), iter(())
        self.container.close()

    # -- where to begin

    def rewind(self, *, careful: bool | None = None) -> None:
        """Begin at the start of the film, as if it had just been opened."""
        self.container.close()
        if careful is not None:
            self.careful = careful
        self._open()

    def start_at(self, key: Key) -> bool:
        """Begin exactly at `key`: pictures shown before it are passed over. False when it was not found."""
        try:
            if self.container.format.name.startswith(_BY_PLACE) and key.place >= 0:
                self.container.seek(key.place, stream=self.stream, unsupported_byte_offset=True)
            else:
                self.container.seek(key.pts, stream=self.stream, backward=True)
        except av.error.FFmpegError:
            return False
        self._decoder.flush_buffers()
        packets = self._packets()
        first = _passed_to(key, packets)
        if first is None:
            return False
        self._packets_from_start = _with_first(first, packets)
        self._begin(self._packets_from_start, key.pts)
        return True

    def only(self, key: Key | None, shown: int) -> av.VideoFrame | None:
        """The picture that is shown from `shown` on, by itself, decoded from `key` on, or from the film's start (None).

        A decoder of a run gives a picture only after several; on the way to this one only what others need is decoded.

        None when it was not found. The run ends here: whoever wants to read on begins one anew.
        """
        if key is None:
            self.rewind()
            packets = self._packets()
        elif self.start_at(key):
            packets = self._packets_from_start
        else:
            return None
        self._begin(iter(()), None)
        try:
            found = list(self._decoded_to(shown, packets))
        except av.error.FFmpegError:
            return None
        finally:
            self._decoder.skip_frame = "DEFAULT"
            self._decoder.flush_buffers()
        if any(frame.is_corrupt for frame in found):
            return None
        if key is not None and shown == key.pts and len(found) == 1 and found[0].pts is None:
            found[0].pts = key.pts
        return next((frame for frame in found if frame.pts == shown), None)

    def _decoded_to(self, wanted: int, packets: Iterator[av.Packet[VideoStream] | None]) -> Iterator[av.VideoFrame]:
        """The picture of time `wanted` and those it needs, from the first of `packets` on."""
        for count, packet in enumerate(packets):
            if packet is None or count > _PACKETS_PASSED or (packet.dts is not None and packet.dts > wanted):
                break
            reached = packet.pts in (wanted, None)
            self._decoder.skip_frame = "DEFAULT" if reached else "NONREF"
            yield from self._decoder.decode(packet)
            if reached:
                break
        yield from self._decoder.decode(None)

    def start_near(self, goal: int) -> bool:
        """Begin where the demuxer finds a key frame at or before `goal` (ticks); False when it finds none."""
        try:
            self.container.seek(goal, stream=self.stream, backward=True)
        except av.error.FFmpegError:
            return False
        self._decoder.flush_buffers()
        packets = self._packets()
        for packet in packets:
            if packet is None:
                return False
            if packet.is_keyframe:
                pts = packet.pts if packet.pts is not None else packet.dts
                self._begin(_with_first(packet, packets), pts)
                return True
        return False

    def key_time_before(self, ticks: int) -> int | None:
        """When the last key frame before `ticks` is, as far as the demuxer knows by now."""
        entries = self.stream.index_entries
        at = entries.search_timestamp(ticks, backward=True) if len(entries) else -1
        return entries[at].timestamp if at >= 0 else None

    def _begin(self, packets: Iterator[av.Packet[VideoStream] | None], key: int | None) -> None:
        self.damaged = False
        self._frames = self._decoded(packets, key)

    # -- reading on

    def take(self) -> av.VideoFrame | None:
        """The next picture in the order shown; None at the end. Its `pts` is always a number."""
        return next(self._frames, None)

    def _decoded(self, packets: Iterator[av.Packet[VideoStream] | None], key: int | None) -> Iterator[av.VideoFrame]:
        """Every picture from here to the end; damaged packets are passed over, and so is what lies before `key`."""
        errors, leading = 0, -1
        last: int | None = None
        since = monotonic()
        for count, packet in enumerate(packets):
            if key is not None and packet is not None and packet.pts is not None and packet.pts < key:
                leading = count + _LATE
            try:
                for frame in self._decoder.decode(packet):
                    if frame.pts is None:
                        frame.pts = last + 1 if last is not None else (key or 0)
                    if key is not None and frame.pts < key:
                        continue
                    last = frame.pts
                    self.damaged = self.damaged or frame.is_corrupt
                    yield frame
                    since = monotonic()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                errors += 1
                self.damaged = self.damaged or key is None or count > leading
                if errors > _DAMAGE_ALLOWED:
                    return
            if monotonic() - since > _FRUITLESS_S:
                # Packets without end and no picture: whoever made that wants us to wait.
                self.damaged = True
                return

    def _packets(self) -> Iterator[av.Packet[VideoStream] | None]:
        try:
            for packet in self.container.demux(self.stream):
                if packet.size:
                    yield packet
        except av.error.FFmpegError:
            pass  # a file cut short: what was read before counts
        yield None


def _passed_to(key: Key, packets: Iterator[av.Packet[VideoStream] | None]) -> av.Packet[VideoStream] | None:
    """The packet of `key`, after what the demuxer gives before it."""
    for count, packet in enumerate(packets):
        if packet is None or count > _PACKETS_PASSED:
            return None
        if packet.pos == key.place and packet.pts in (key.pts, None):
            return packet
        if key.dts is not None and packet.dts is not None and packet.dts > key.dts:
            return None
    return None


def _with_first(
    first: av.Packet[VideoStream], rest: Iterator[av.Packet[VideoStream] | None]
) -> Iterator[av.Packet[VideoStream] | None]:
    yield first
    yield from rest


def _decoder_for(stream: VideoStream, threads: int, *, careful: bool) -> VideoCodecContext:
    """The decoder for a stream; the one that reads the alpha plane where a WebM says it has one."""
    if stream.metadata.get("alpha_mode") == "1" and stream.codec_context.name in ("vp8", "vp9"):
        decoder = av.codec.CodecContext.create("libvpx-vp9" if stream.codec_context.name == "vp9" else "libvpx", "r")
        assert isinstance(decoder, VideoCodecContext)
        limit_decoder(decoder)
        return decoder
    if careful:
        stream.thread_type = "NONE"
        stream.thread_count = 1
        return stream.codec_context
    stream.thread_type = "AUTO"
    stream.thread_count = threads
    # The decoder says so when it meets damage, instead of mending it in silence.
    stream.codec_context.options = {**stream.codec_context.options, "err_detect": "explode"}
    return stream.codec_context
