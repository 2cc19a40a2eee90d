"""Sound in, packets out: AAC, Opus or plain PCM in one piece, each sample at its place.

It must never change the level: what comes in is what is encoded.
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable, Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import av
import av.codec
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.codec.context import Flags

from studio.effect import Samples
from studio.media.reading.plain_sound import PlainSound
from studio.media.writing.export_settings import ExportSettings
from studio.model import SAMPLE_RATE

__all__ = [
    "ENCODERS",
    "PRIMING",
    "EncodedSound",
    "SoundPacket",
    "decoded_sound",
    "encode_sound",
    "set_up_sound",
    "sound_frame",
]

PRIMING = 1024
"""Samples FFmpeg's AAC encoder puts before the first it is given."""
_PCM_FRAME = 1024
_IN_MEMORY = 32 << 20

SOUND_VERSION = 2
"""Rises when the same samples and settings give other packets: part of the name of every stored sound."""
ENCODERS = MappingProxyType({"aac": "aac", "opus": "libopus", "pcm": "pcm_s24le"})
"""FFmpeg's encoder for each kind of sound in a film."""
_FORMATS = MappingProxyType({"aac": "fltp", "libopus": "flt", "pcm_s24le": "s32"})
_AMPLE_BITS = 192_000
"""From here on FFmpeg's quicker search for AAC's scale factors takes half the time and loses nothing: on music, speech
and guitar, noise in the bands of hearing was mostly lower, and inaudible. Below this rate the slow search is better."""
_DECODERS = MappingProxyType({"aac": "aac", "opus": "libopus"})


class SoundPacket(NamedTuple):
    """One packet: its first sample, counted from the film's start, how many it is heard for, and its bytes."""

    first: int
    length: int
    data: bytes


class EncodedSound:
    """The packets of a film's sound, in order; more than fits well in memory lies in a file nobody else sees."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        self.extradata = b""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (lives as long as this does)
        weakref.finalize(self, self._file.close)
        self._places: list[tuple[int, int, int, int]] = []
        self._end = 0

    def append(self, packet: SoundPacket) -> None:
        """Add the next packet."""
        self._file.write(packet.data)
        self._places.append((self._end, len(packet.data), packet.first, packet.length))
        self._end += len(packet.data)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> SoundPacket:
        begin, size, first, count = self._places[number]
        self._file.seek(begin)
        return SoundPacket(first, count, self._file.read(size))

    def __iter__(self) -> Iterator[SoundPacket]:
        return (self[number] for number in range(len(self)))


def set_up_sound(context: AudioCodecContext, settings: ExportSettings) -> None:
    """Tell an encoder what the settings ask for."""
    context.sample_rate, context.layout = SAMPLE_RATE, "stereo"
    context.format = _FORMATS[ENCODERS[settings.sound_codec]]
    context.time_base = Fraction(1, SAMPLE_RATE)
    if settings.sound_codec != "pcm":
        context.bit_rate = settings.audio_bit_rate
    if settings.sound_codec == "aac" and settings.audio_bit_rate >= _AMPLE_BITS:
        context.options = {**context.options, "aac_coder": "fast"}


def encode_sound(chunks: Iterable[Samples], settings: ExportSettings) -> EncodedSound:
    """Packets that, decoded one after the other, give sample n of `chunks` as sample n.

    AAC has no room for its own lead-in without an edit list: the first 1024 samples (21 ms) come out as silence.
    """
    context = av.codec.CodecContext.create(ENCODERS[settings.sound_codec], "w")
    assert isinstance(context, AudioCodecContext)
    context.flags |= Flags.global_header
    set_up_sound(context, settings)
    context.open()
    encoded = EncodedSound(settings.sound_codec)
    size = context.frame_size or _PCM_FRAME
    aac = settings.sound_codec == "aac"
    count = 0
    for samples in _frames_of(chunks, size, skip=PRIMING if aac else 0):
        _take(encoded, context, sound_frame(samples, context.format.name, count), size)
        count += len(samples)
    _take(encoded, context, None, size)
    encoded.extradata = bytes(context.extradata or b"")
    return encoded


def _take(encoded: EncodedSound, context: AudioCodecContext, frame: AudioFrame | None, size: int) -> None:
    # What AAC puts before its first sample takes the place of what was left out, so its times begin at 0.
    moved = PRIMING if encoded.codec == "aac" else 0
    for packet in context.encode(frame):
        encoded.append(SoundPacket((packet.pts or 0) + moved, packet.duration or size, bytes(packet)))


def sound_frame(samples: Samples, kind: str, first: int) -> AudioFrame:
    """`samples`, (N, 2) float32, as an encoder of sample format `kind` takes them, beginning at sample `first`."""
    if kind == "fltp":
        data = np.ascontiguousarray(samples.T, dtype=np.float32)
    elif kind == "flt":
        data = np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1)
    else:
        bits, whole = (31, np.int32) if kind.startswith("s32") else (15, np.int16)
        scaled = np.rint(np.clip(samples, -1.0, 1.0).astype(np.float64) * (2**bits - 1)).astype(whole)
        data = np.ascontiguousarray(scaled.T if kind.endswith("p") else scaled.reshape(1, -1))
    frame = AudioFrame.from_ndarray(data, format=kind, layout="stereo")
    frame.sample_rate, frame.time_base, frame.pts = SAMPLE_RATE, Fraction(1, SAMPLE_RATE), first
    return frame


def _frames_of(chunks: Iterable[Samples], size: int, skip: int) -> Iterator[Samples]:
    """The samples after the first `skip`, in frames of `size`; the last may be shorter."""
    waiting = np.zeros((0, 2), dtype=np.float32)
    for chunk in chunks:
        left_out = min(skip, len(chunk))
        skip -= left_out
        waiting = np.concatenate([waiting, chunk[left_out:]])
        whole = len(waiting) // size * size
        for begin in range(0, whole, size):
            yield waiting[begin : begin + size]
        waiting = waiting[whole:]
    if len(waiting):
        yield waiting


def decoded_sound(encoded: EncodedSound) -> Iterator[Samples]:
    """What a player makes of it, in pieces: to measure what the encoder did. Not for PCM, which is what it was."""
    context = av.codec.CodecContext.create(_DECODERS[encoded.codec], "r")
    assert isinstance(context, AudioCodecContext)
    context.extradata = encoded.extradata
    plain = PlainSound()
    for packet in encoded:
        for frame in context.decode(av.Packet(packet.data)):
            yield from plain.take(frame)
