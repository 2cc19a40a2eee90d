"""Sound in a file of its own: M4A, MP3, WAV, FLAC or Opus, whole and at its first sample.

It must never change the level: what comes in is what is encoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import av
import numpy as np
from av.audio.stream import AudioStream

from studio.effect import Samples
from studio.media.reading.plain_sound import PlainSound
from studio.media.writing.sound_encoder import sound_frame
from studio.media.writing.works import SoundFile
from studio.model import SAMPLE_RATE

__all__ = ["LOSSLESS", "played_file", "write_sound_file"]


class _Kind(NamedTuple):
    """FFmpeg's names: container, encoder, sample format; and how many samples a time at most."""

    container: str
    encoder: str
    samples: str


_KINDS = MappingProxyType(
    {
        "m4a": _Kind("ipod", "aac", "fltp"),
        "mp3": _Kind("mp3", "libmp3lame", "fltp"),
        "wav": _Kind("wav", "pcm_s16le", "s16"),
        "flac": _Kind("flac", "flac", "s32"),
        "opus": _Kind("ogg", "libopus", "flt"),
    }
)
LOSSLESS = frozenset({"wav", "flac"})
"""Formats that give back what they were given."""


def write_sound_file(chunks: Iterable[Samples], path: Path, work: SoundFile) -> Path:
    """Write (N, 2) float32 chunks at 48 kHz to `path`; the path again. FFmpeg's errors are the caller's."""
    kind = _KINDS[work.format]
    with av.open(f"file:{path}", "w", format=kind.container) as container:
        for key, value in work.tags:
            container.metadata[key] = value
        stream = container.add_stream(kind.encoder, rate=SAMPLE_RATE)
        assert isinstance(stream, AudioStream)
        context = stream.codec_context
        context.layout, context.format = "stereo", kind.samples
        if work.format not in LOSSLESS:
            context.bit_rate = work.bit_rate
        context.open()
        count = 0
        for samples in _frames_of(chunks, context.frame_size or 1024):
            container.mux(stream.encode(sound_frame(samples, kind.samples, count)))
            count += len(samples)
        container.mux(stream.encode(None))
    return path


def _frames_of(chunks: Iterable[Samples], size: int) -> Iterator[Samples]:
    waiting = np.zeros((0, 2), dtype=np.float32)
    for chunk in chunks:
        waiting = np.concatenate([waiting, chunk])
        whole = len(waiting) // size * size
        for begin in range(0, whole, size):
            yield waiting[begin : begin + size]
        waiting = waiting[whole:]
    if len(waiting):
        yield waiting


def played_file(path: Path) -> Iterator[Samples]:
    """What a player makes of the file, in pieces."""
    plain = PlainSound()
    with av.open(f"file:{path}") as container:
        for frame in container.decode(audio=0):
            yield from plain.take(frame)
