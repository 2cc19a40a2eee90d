"""The exact picture of a film at a time: the last frame that begins at or before it.

Reading on is decoding on; jumping is a seek to the key frame before and decoding forward, checked by
the times that come out, never trusted. It must never convert a picture: it gives decoded frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path

import av
import av.codec
from av.container import InputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from studio.media.frame import Shape, shape_of
from studio.media.kept_frames import KeptFrames
from studio.media.open import limit_decoder, open_media, refuse_damaged
from studio.media.streams import file_start, keep_only, pixel_aspect, turn_of_frame, video_stream
from studio.model import Time

__all__ = ["PictureReader"]

_BACK_OFF_S = (0, 1, 4, 16)
_FORWARD_S = 2.0
_DAMAGE_ALLOWED = 500


class PictureReader:
    """One decoder on one film. Not for several threads. Raises `MediaRefused` when the file gives no picture."""

    def __init__(self, path: str | Path, *, threads: int = 2, kept: KeptFrames | None = None) -> None:
        self._path = Path(path)
        self._threads = threads
        self._kept = kept if kept is not None else KeptFrames()
        self._open()
        self._first = self._take()
        if self._first is None:
            self.close()
            raise refuse_damaged(self._path)
        self.shape: Shape = shape_of(self._first, pixel_aspect(self._stream), turn_of_frame(self._first))
        self._start_at(self._first)

    def _open(self) -> None:
        container = open_media(self._path)
        stream = video_stream(container)
        if stream is None or stream.time_base is None:
            container.close()
            raise refuse_damaged(self._path)
        keep_only(container, stream)
        self._container: InputContainer = container
        self._stream: VideoStream = stream
        self._time_base: Fraction = stream.time_base
        self._offset = file_start(container)
        self._decoder = _decoder_for(stream, self._threads)
        self._frames = self._decoded()

    def close(self) -> None:
        """Give back the file and the decoder."""
        self._kept.forget(self)
        self._container.close()

    def cost(self, at: Time) -> float:
        """Roughly how many seconds of film must be decoded to answer `at`."""
        ahead = float((self._ticks(at) - self._current_pts) * self._time_base)
        return ahead if 0 <= ahead < _FORWARD_S else _FORWARD_S + abs(ahead)

    def frame_at(self, at: Time) -> av.VideoFrame:
        """The frame shown at source time `at`, counted from the start of the file."""
        target = self._ticks(at)
        kept = self._kept.find(self, target)
        if kept is not None:
            return kept
        if not self._can_read_on(target):
            self._seek(target)
        while self._next is not None and self._pts(self._next) <= target:
            self._step()
        return self._current

    @property
    def tick(self) -> Fraction:
        """The unit that the film's times are counted in, in seconds."""
        return self._time_base

    def pictures(self) -> Iterator[tuple[Time, av.VideoFrame]]:
        """Every picture from the one that is shown now to the last, with the moment it begins, in the order shown."""
        while True:
            yield self._current_pts * self._time_base - self._offset, self._current
            if self._next is None:
                return
            self._step()

    def _ticks(self, at: Time) -> int:
        return floor((at + self._offset) / self._time_base)

    def _pts(self, frame: av.VideoFrame) -> int:
        return frame.pts if frame.pts is not None else self._current_pts + 1

    # -- one step forward

    def _start_at(self, frame: av.VideoFrame) -> None:
        self._current = frame
        self._current_pts = frame.pts or 0
        self._next = self._take()

    def _step(self) -> None:
        """Make the next frame the current one, remembering what was shown until then."""
        following = self._next
        if following is None:
            return
        pts = self._pts(following)
        if pts > self._current_pts:
            self._kept.add(self, self._current_pts, pts, self._current)
        self._current, self._current_pts = following, max(pts, self._current_pts)
        self._next = self._take()

    def _take(self) -> av.VideoFrame | None:
        return next(self._frames, None)

    def _decoded(self) -> Iterator[av.VideoFrame]:
        """Every frame from here to the end, in the order shown; damaged packets are passed over."""
        damaged = 0
        for packet in self._packets():
            try:
                yield from self._decoder.decode(packet)
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                damaged += 1
                if damaged > _DAMAGE_ALLOWED:
                    return

    def _packets(self) -> Iterator[av.Packet[VideoStream] | None]:
        try:
            for packet in self._container.demux(self._stream):
                if packet.size:
                    yield packet
        except av.error.FFmpegError:
            pass  # a file cut short: what was read before counts
        yield None

    # -- jumping

    def _can_read_on(self, target: int) -> bool:
        """Whether decoding on from here is the shortest way to `target`."""
        if target < self._current_pts:
            return False
        if self._next is None or target < self._pts(self._next):
            return True
        key = self._key_before(target)
        if key is not None:
            return (key - self._current_pts) * self._time_base < Fraction(1, 4)
        return (target - self._current_pts) * self._time_base <= _FORWARD_S

    def _key_before(self, target: int) -> int | None:
        entries = self._stream.index_entries
        at = entries.search_timestamp(target, backward=True) if len(entries) else -1
        return entries[at].timestamp if at >= 0 else None

    def _seek(self, target: int) -> None:
        """Stand on a frame at or before `target`: on the first of the film when there is none."""
        for back_off in _BACK_OFF_S:
            goal = target - int(back_off / self._time_base)
            if self._try_seek(goal) and self._current_pts <= target:
                return
        self._container.close()
        self._open()
        frame = self._take()
        if frame is None:
            raise refuse_damaged(self._path)
        self._start_at(frame)

    def _try_seek(self, goal: int) -> bool:
        try:
            self._container.seek(goal, stream=self._stream, backward=True)
        except av.error.FFmpegError:
            return False
        self._decoder.flush_buffers()
        self._frames = self._decoded()
        frame = self._take()
        # After a jump into an open group of pictures the decoder may give frames whose references it never saw.
        while frame is not None and (frame.is_corrupt or frame.pts is None):
            frame = self._take()
        if frame is None:
            return False
        self._start_at(frame)
        return True


def _decoder_for(stream: VideoStream, threads: int) -> VideoCodecContext:
    """The decoder for a stream; the one that reads the alpha plane where a WebM says it has one."""
    if stream.metadata.get("alpha_mode") == "1" and stream.codec_context.name in ("vp8", "vp9"):
        decoder = av.codec.CodecContext.create("libvpx-vp9" if stream.codec_context.name == "vp9" else "libvpx", "r")
        assert isinstance(decoder, VideoCodecContext)
        limit_decoder(decoder)
        return decoder
    stream.thread_type = "AUTO"
    stream.thread_count = threads
    return stream.codec_context
