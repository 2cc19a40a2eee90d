"""A camera take in the making: pictures at the very times they were taken, and the sound spoken with them.

Both are counted by the sound's clock, so that they stay in step however long it lasts. The file grows in fragments
that a killed program leaves readable; `finish_film` makes an ordinary film of it. It must never slow the camera down:
pictures that cannot be encoded in time are left out and counted.
"""

from __future__ import annotations

import os
import queue
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from studio.effect import Samples
from studio.media.open import MediaRefused
from studio.media.recording.camera_frame import CameraFrame
from studio.media.recording.listening import Listening
from studio.model import SAMPLE_RATE, Time
from studio.sentences import say

__all__ = ["FILM_BYTES_A_SECOND", "FilmTake", "finish_film", "unfinished_film"]

FILM_BYTES_A_SECOND = 2_500_000
_TICKS = 90_000
_WAITING = 24
_BT601, _BT709, _LIMITED = 6, 1, 1
_UNFINISHED = ".part"


class _Sound(NamedTuple):
    first: int
    samples: Samples


_Order = CameraFrame | _Sound | None


def unfinished_film(path: Path) -> Path:
    """Where the film that becomes `path` grows."""
    return path.with_name(f"{path.name}{_UNFINISHED}")


class FilmTake:
    """Records pictures given to `add` and what `listening` hears (None: no sound) for the film `path`.

    Nothing is recorded before `begin`. `dropped` counts pictures left out, `frames` those recorded. Raises `OSError`
    or FFmpeg's errors, from `end`.
    """

    def __init__(self, path: Path, listening: Listening | None) -> None:
        self.path = path
        self.frames = self.dropped = 0
        self.failed: Exception | None = None
        self._listening = listening
        self._orders: queue.Queue[_Order] = queue.Queue()
        self._recording = False
        self._waiting = 0
        self._file: _File | None = None
        self._early: list[_Sound] = []
        self._begun = 0.0
        self._thread = Thread(target=self._work, name="camera-take", daemon=True)
        self._thread.start()

    @property
    def recording(self) -> bool:
        """Whether it takes what comes; not while it pauses."""
        return self._recording

    @property
    def length(self) -> Time:
        """How much was recorded."""
        return self._file.length if self._file is not None else Fraction(0)

    def begin(self) -> None:
        """Record from this moment on; after a pause, right after what there is."""
        self._begun = self._listening.now() if self._listening is not None else 0.0
        if self._listening is not None:
            self._listening.add_sink(self._hear, since=self._begun)
        self._recording = True

    def add(self, frame: CameraFrame) -> None:
        """A picture came from the camera. Any thread."""
        if not self._recording or frame.moment < self._begun:
            return
        if self._waiting >= _WAITING:
            self.dropped += 1
            return
        self._waiting += 1
        self._orders.put(frame)

    def pause(self) -> None:
        """Take nothing until `begin`."""
        self._recording = False
        if self._listening is not None:
            self._listening.remove_sink(self._hear)
        self._orders.put(_Sound(-1, np.zeros(0, np.float32)))

    def end(self) -> Path:
        """Finish the film; where it lies. What went wrong on the way is raised now."""
        self.pause()
        self._orders.put(None)
        self._thread.join()
        if self.failed is not None:
            raise self.failed
        if not self.frames:
            unfinished_film(self.path).unlink(missing_ok=True)
            raise MediaRefused(say("The camera gave no picture, so nothing was recorded."))
        return finish_film(self.path)

    def _hear(self, first: int, samples: Samples) -> None:
        self._orders.put(_Sound(first, samples))

    def _work(self) -> None:
        try:
            while (order := self._orders.get()) is not None:
                if isinstance(order, CameraFrame):
                    self._waiting -= 1
                if self.failed is None:
                    try:
                        self._carry_out(order)
                    except (OSError, ValueError, av.error.FFmpegError) as error:
                        self.failed = error
        finally:
            if self._file is not None:
                with suppress(OSError, av.error.FFmpegError):
                    self._file.close()

    def _carry_out(self, order: CameraFrame | _Sound) -> None:
        if isinstance(order, CameraFrame):
            listening = self._listening
            if listening is not None and not listening.ready:
                return  # before the first sound nobody can say where the picture belongs
            if self._file is None:
                self._file = _File(unfinished_film(self.path), order, with_sound=listening is not None)
            sample = listening.sample_at(order.moment) if listening is not None else order.moment * SAMPLE_RATE
            for early in self._early:
                self._file.add_sound(early, begin=sample)
            self._early.clear()
            self._file.add_picture(order, sample)
            self.frames += 1
        elif order.first < 0:
            self._early.clear()
            if self._file is not None:
                self._file.pause()
        elif self._file is None or not self._file.running:
            self._early.append(order)
        else:
            self._file.add_sound(order)


class _File:
    """The film while it grows. Everything in it is counted in samples of the sound."""

    def __init__(self, path: Path, first: CameraFrame, *, with_sound: bool) -> None:
        flags = "+frag_keyframe+empty_moov+default_base_moof"
        # Each fragment goes to the system at once: that is what a killed program leaves.
        options = {"movflags": flags, "flush_packets": "1"}
        self._container = av.open(f"file:{path}", "w", format="mov", container_options=options)
        self._picture = _picture_stream(self._container.add_stream("libx264", rate=30), first)
        self._sound = _sound_stream(self._container.add_stream("pcm_s24le", rate=SAMPLE_RATE)) if with_sound else None
        self._base = 0
        self._begin: float | None = None
        self._end = 0
        self._last_tick = -1

    @property
    def running(self) -> bool:
        """Whether a picture came since the beginning, or the pause."""
        return self._begin is not None

    @property
    def length(self) -> Time:
        """How much there is."""
        return Fraction(self._end, SAMPLE_RATE)

    def add_picture(self, frame: CameraFrame, sample: float) -> None:
        """A picture taken when the sound's clock stood at `sample`."""
        if self._begin is None:
            self._begin = sample
        at = self._base + sample - self._begin
        tick = max(self._last_tick + 1, round(at * _TICKS / SAMPLE_RATE))
        self._last_tick, self._end = tick, max(self._end, round(at))
        made = VideoFrame.from_ndarray(frame.planes, format="yuv420p")
        made.pts, made.time_base = tick, Fraction(1, _TICKS)
        self._container.mux(self._picture.encode(made))

    def add_sound(self, sound: _Sound, *, begin: float | None = None) -> None:
        """Samples spoken from number `sound.first` on; what was spoken before the first picture is left out."""
        if self._begin is None:
            self._begin = begin
        if self._sound is None or self._begin is None:
            return
        first = sound.first - round(self._begin)
        samples = sound.samples[max(0, -first) :]
        if not len(samples):
            return
        whole = np.rint(np.clip(samples, -1.0, 1.0) * 2_147_483_520.0).astype(np.int32)
        made = AudioFrame.from_ndarray(whole[None, :], format="s32", layout="mono")
        made.sample_rate, made.time_base = SAMPLE_RATE, Fraction(1, SAMPLE_RATE)
        made.pts = self._base + max(0, first)
        self._end = max(self._end, made.pts + len(samples))
        self._container.mux(self._sound.encode(made))

    def pause(self) -> None:
        """What comes next follows right after what there is."""
        self._base, self._begin = self._end, None

    def close(self) -> None:
        """Write what the encoders still hold."""
        self._container.mux(self._picture.encode(None))
        if self._sound is not None:
            self._container.mux(self._sound.encode(None))
        self._container.close()


def _picture_stream(stream: VideoStream, first: CameraFrame) -> VideoStream:
    stream.width, stream.height = first.width, first.height
    stream.pix_fmt = "yuv420p"
    stream.options = {"preset": "superfast", "crf": "19"}
    stream.time_base = Fraction(1, _TICKS)
    context = stream.codec_context
    context.time_base = Fraction(1, _TICKS)
    context.gop_size, context.max_b_frames = 30, 0
    context.thread_count = max(1, (os.cpu_count() or 2) - 1)
    # OpenCV converts by BT.601; primaries and transfer of webcams are those of BT.709.
    context.colorspace, context.color_primaries, context.color_trc = _BT601, _BT709, _BT709
    context.color_range = _LIMITED
    return stream


def _sound_stream(stream: AudioStream) -> AudioStream:
    stream.codec_context.layout, stream.codec_context.format = "mono", "s32"
    stream.time_base = Fraction(1, SAMPLE_RATE)
    return stream


def finish_film(path: Path) -> Path:
    """Make the film `path` of what grew beside it, packet by packet; the path again.

    Also what a killed program left, up to its last whole fragment. Raises `OSError` or FFmpeg's errors; then what grew
    is still there.
    """
    part, beside = unfinished_film(path), path.with_name(f"{path.name}.new")
    with av.open(f"file:{part}") as source, av.open(
        f"file:{beside}", "w", format="mov", container_options={"movflags": "+faststart"}
    ) as target:  # fmt: skip
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            # The last packet of a killed program may be cut in the middle.
            if packet.dts is not None and not packet.is_corrupt:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
    beside.replace(path)
    part.unlink()
    return path
