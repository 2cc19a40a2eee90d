"""Encoders of graphics cards: tried with real pictures, in a child process, before anything is trusted to them.

An encoder that is listed may still lack its driver, its card, or give rubbish: ten pictures are encoded, decoded and
compared. What was found holds for as long as the program runs. It must never take the program down with a driver.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from types import MappingProxyType

import av
import av.codec
import numpy as np
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext

from studio.media.child import child_command
from studio.media.writing.export_settings import SOFTWARE, Codec, ExportSettings
from studio.media.writing.picture_encoder import PictureEncoder

__all__ = ["CANDIDATES", "encoder_words", "fast_encoder", "try_encoder_main", "works"]

CANDIDATES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "h264": ("h264_nvenc", "h264_videotoolbox", "h264_qsv", "h264_amf", "h264_mf"),
        "hevc": ("hevc_nvenc", "hevc_videotoolbox", "hevc_qsv", "hevc_amf", "hevc_mf"),
        "av1": ("av1_nvenc", "av1_qsv", "av1_amf"),
    }
)
"""FFmpeg's names, best first. VAAPI is not among them: PyAV cannot hand it pictures."""

_WORDS = MappingProxyType(
    {
        "nvenc": "NVENC",
        "videotoolbox": "VideoToolbox",
        "qsv": "Quick Sync",
        "amf": "AMF",
        "mf": "Media Foundation",
        "libx264": "x264",
        "libx265": "x265",
        "libsvtav1": "SVT-AV1",
        "libvpx-vp9": "libvpx",
        "prores_ks": "FFmpeg",
    }
)
_COMMAND = "_try-encoder"
_PATIENCE_S = 15.0
_PICTURES = 10
_WIDTH, _HEIGHT = 320, 256
_FARTHEST_LEVELS = 12.0


def encoder_words(encoder: str) -> str:
    """What people call an encoder."""
    return _WORDS.get(encoder) or _WORDS.get(encoder.rpartition("_")[2], encoder)


def fast_encoder(codec: Codec) -> str | None:
    """The graphics card's encoder for `codec` that works here, or None. Takes a second or two the first time."""
    return next((name for name in CANDIDATES.get(codec, ()) if name in av.codecs_available and works(name)), None)


@cache
def works(encoder: str) -> bool:
    """Whether the encoder gives pictures that are what went in, tried in a child process."""
    try:
        done = subprocess.run(
            [*child_command(_COMMAND), encoder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def try_encoder_main(names: Sequence[str]) -> int:
    """In the child: 0 when the one encoder named gives back what it is given."""
    if len(names) != 1:
        return 2
    try:
        return 0 if _gives_back(names[0]) else 1
    except (FFmpegError, ValueError, OSError):
        return 1


def _gives_back(encoder: str) -> bool:
    codec = next((codec for codec, names in CANDIDATES.items() if encoder in names or SOFTWARE[codec] == encoder), None)
    if codec is None:
        return False
    settings = ExportSettings(
        width=_WIDTH,
        height=_HEIGHT,
        rate=Fraction(30),
        codec=codec,  # type: ignore[arg-type]
        encoder=encoder,
        gop_frames=5,
    )
    pictures = [_picture(number) for number in range(_PICTURES)]
    made = PictureEncoder(settings)
    for picture in pictures:
        made.add(picture)
    piece = made.finish()
    if not piece.packets or not piece.packets[0].key:
        return False
    decoder = av.codec.CodecContext.create({"av1": "libdav1d"}.get(codec, codec), "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata = piece.extradata
    frames = [frame for coded in piece.packets for frame in decoder.decode(av.Packet(coded.data))]
    frames += decoder.decode(None)
    if len(frames) != _PICTURES:
        return False
    apart = [
        float(np.abs(frame.reformat(format="yuv420p").to_ndarray().astype(np.int16) - picture).mean())
        for frame, picture in zip(frames, pictures, strict=True)
    ]
    return max(apart) <= _FARTHEST_LEVELS


def _picture(number: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Planes with edges, slopes and movement, each unlike the others."""
    rows, columns = np.mgrid[0 : _HEIGHT * 3 // 2, 0:_WIDTH]
    slopes = 64 + (rows // 4 + columns // 3 + 2 * number) % 128
    square = (np.abs(rows - 100) < 40) & (np.abs(columns - 60 - 6 * number) < 30)
    return np.where(square, 220, slopes).astype(np.uint8)
