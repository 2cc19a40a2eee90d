"""Encoding and the MP4 file: H.264 in closed groups, AAC in one piece, joined at packet level.

The file has no edit list and its index comes first, yet picture and sound start together: B-frames get
negative offsets, and the first 1024 samples of sound are dropped because the AAC encoder puts as many
of its own before them. It must never leave a half-written file under the target's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import av.codec
import cv2
import msgspec
import numpy as np
import numpy.typing as npt
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from studio.effect import Samples
from studio.model import SAMPLE_RATE, Rate

__all__ = ["PRIMING", "Coded", "ExportSettings", "FilmWriter", "PictureEncoder", "Piece", "encode_sound"]

PRIMING = 1024
"""Samples FFmpeg's AAC encoder puts before the first it is given."""
_FRAME = 1024
# x264's AVX-512 code for its look ahead (mbtree) reads memory nobody wrote: the same pictures gave other bytes from run
# to run. Without it they never did, at the same speed (measured), and machines with and without it agree.
_CV_AVX2, _CV_AVX_512F = 11, 13
_INSTRUCTIONS = ":asm=avx2" if cv2.checkHardwareSupport(_CV_AVX_512F) and cv2.checkHardwareSupport(_CV_AVX2) else ""
_BT709 = 1
_LIMITED = 1


class ExportSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a film is written.

    `crf` is x264's constant quality (lower is better); `max_bit_rate` and `buffer_s` cap it, in bits per second over
    that many seconds. `gop_frames` is the longest distance of key frames. Equal settings give equal bytes.
    """

    width: int = 1080
    height: int = 1920
    rate: Rate = Fraction(30)
    crf: float = 20.0
    max_bit_rate: int = 9_500_000
    buffer_s: float = 1.0
    preset: str = "veryfast"
    gop_frames: int = 15
    b_frames: int = 2
    threads: int = 2
    audio_bit_rate: int = 128_000
    container: str = "mp4"


class Coded(msgspec.Struct, frozen=True, array_like=True):
    """One packet: when it is shown, in frames from the start of its piece, and whether it stands alone."""

    shown: int
    key: bool
    data: bytes


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of film encoded by itself: the parameter sets and the packets in coding order."""

    extradata: bytes
    packets: tuple[Coded, ...]


class PictureEncoder:
    """One run of x264 over one piece."""

    def __init__(self, settings: ExportSettings) -> None:
        context = av.codec.CodecContext.create("libx264", "w")
        _set_up_x264(context, settings)
        # The parameter sets are kept apart from the packets, as MP4 wants them.
        context.flags |= Flags.global_header
        self._context = context
        self._size = (settings.width, settings.height)
        self._count = 0
        self._packets: list[Coded] = []

    def add(self, planes: npt.NDArray[np.uint8]) -> None:
        """Encode one picture, (H*3/2, W) uint8, BT.709 limited."""
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts = self._count
        frame.time_base = self._context.time_base
        self._count += 1
        self._take(self._context.encode(frame))

    def finish(self) -> Piece:
        """The piece, after the last picture."""
        self._take(self._context.encode(None))
        return Piece(bytes(self._context.extradata or b""), tuple(self._packets))

    def _take(self, packets: Iterable[av.Packet[VideoStream]]) -> None:
        self._packets += [Coded(packet.pts or 0, packet.is_keyframe, bytes(packet)) for packet in packets]


def _set_up_x264(context: VideoCodecContext, settings: ExportSettings) -> None:
    context.width, context.height = settings.width, settings.height
    context.pix_fmt = "yuv420p"
    context.framerate = settings.rate
    context.time_base = 1 / settings.rate
    context.gop_size = settings.gop_frames
    context.max_b_frames = settings.b_frames
    context.thread_count = settings.threads
    context.profile = "High"
    context.colorspace = context.color_primaries = context.color_trc = _BT709
    context.color_range = _LIMITED
    context.flags |= Flags.closed_gop
    context.options = {
        "preset": settings.preset,
        "crf": f"{settings.crf:g}",
        "maxrate": str(settings.max_bit_rate),
        "bufsize": str(round(settings.max_bit_rate * settings.buffer_s)),
        # Each piece starts with a half full buffer, so that pieces put together keep to the cap.
        "x264-params": f"vbv-init=0.5{_INSTRUCTIONS}",
    }


def _set_up_aac(context: AudioCodecContext, settings: ExportSettings) -> None:
    context.bit_rate = settings.audio_bit_rate


def encode_sound(chunks: Iterable[Samples], settings: ExportSettings) -> tuple[bytes, ...]:
    """AAC packets of 1024 samples each; decoded one after the other, sample n is sample n of `chunks`.

    Only the first 1024 samples (21 ms) come out as silence, for the encoder's own lie there.
    """
    context = av.codec.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout, context.format = SAMPLE_RATE, "stereo", "fltp"
    context.time_base = Fraction(1, SAMPLE_RATE)
    context.flags |= Flags.global_header
    _set_up_aac(context, settings)
    packets: list[bytes] = []
    for number, samples in enumerate(_frames_of(chunks)):
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = number * _FRAME
        packets += [bytes(packet) for packet in context.encode(frame)]
    packets += [bytes(packet) for packet in context.encode(None)]
    return tuple(packets)


def _frames_of(chunks: Iterable[Samples]) -> Iterator[Samples]:
    """The samples after the first 1024, in frames of 1024; the last may be shorter."""
    waiting = np.zeros((0, 2), dtype=np.float32)
    skip = PRIMING
    for chunk in chunks:
        left_out = min(skip, len(chunk))
        skip -= left_out
        waiting = np.concatenate([waiting, chunk[left_out:]])
        whole = len(waiting) // _FRAME * _FRAME
        for begin in range(0, whole, _FRAME):
            yield waiting[begin : begin + _FRAME]
        waiting = waiting[whole:]
    if len(waiting):
        yield waiting


class FilmWriter:
    """An MP4 file in the making. `close` finishes it; leave without `close` and it is worthless."""

    def __init__(self, path: Path, settings: ExportSettings, sound: tuple[bytes, ...], sample_count: int) -> None:
        self._rate = settings.rate
        options = {"movflags": "+faststart+negative_cts_offsets", "use_editlist": "0"}
        self._container: OutputContainer = av.open(
            f"file:{path}", "w", format=settings.container, container_options=options
        )
        picture = self._container.add_stream("libx264", rate=settings.rate)
        assert isinstance(picture, VideoStream)
        _set_up_x264(picture.codec_context, settings)
        self._picture = picture
        self._picture.time_base = 1 / settings.rate
        heard = self._container.add_stream("aac", rate=SAMPLE_RATE) if sound else None
        assert heard is None or isinstance(heard, AudioStream)
        if heard is not None:
            heard.codec_context.layout = "stereo"
            _set_up_aac(heard.codec_context, settings)
            heard.time_base = Fraction(1, SAMPLE_RATE)
        self._heard = heard
        self._delay = 2 if settings.b_frames else 0
        self._sound = sound
        self._sample_count = sample_count
        self._sound_written = 0
        self._frames_written = 0
        self._container.start_encoding()

    def add(self, piece: Piece, frames: int) -> None:
        """Append a piece of `frames` pictures, and the sound that goes with it."""
        if piece.extradata != bytes(self._picture.codec_context.extradata or b""):
            raise ValueError("a piece was encoded with other settings than the file")
        if len(piece.packets) != frames:
            raise ValueError("a piece does not hold the pictures it should")
        for number, coded in enumerate(piece.packets):
            packet = av.Packet(coded.data)
            packet.stream = self._picture
            packet.time_base = 1 / self._rate
            packet.pts = self._frames_written + coded.shown
            # Decoding times run evenly through all pieces, two frames early as x264 needs for its B-frames.
            packet.dts = self._frames_written + number - self._delay
            packet.duration = 1
            packet.is_keyframe = coded.key
            self._container.mux(packet)
            self._add_sound(until=(self._frames_written + number) / self._rate)
        self._frames_written += frames

    @property
    def frames(self) -> int:
        """How many pictures were written."""
        return self._frames_written

    def _add_sound(self, until: Fraction | None) -> None:
        while self._heard is not None and self._sound_written < len(self._sound):
            begin = self._sound_written * _FRAME
            if until is not None and begin > until * SAMPLE_RATE:
                return
            packet = av.Packet(self._sound[self._sound_written])
            packet.stream = self._heard
            packet.time_base = Fraction(1, SAMPLE_RATE)
            packet.pts = packet.dts = begin
            packet.duration = max(1, min(_FRAME, self._sample_count - begin))
            packet.is_keyframe = True
            self._container.mux(packet)
            self._sound_written += 1

    def close(self) -> None:
        """Write what remains and the index."""
        self._add_sound(until=None)
        self._container.close()

    def abandon(self) -> None:
        """Let go of the file without caring what is in it."""
        try:
            self._container.close()
        except (av.error.FFmpegError, OSError):
            return
