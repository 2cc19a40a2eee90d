"""How a film is written, as one value; equal settings give equal bytes.

It must never know a platform, nor a person's words for quality: both are turned into numbers elsewhere.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import msgspec

from studio.model import Rate

__all__ = ["SOFTWARE", "Codec", "ExportSettings", "SoundCodec", "film_settings"]

Codec = Literal["h264", "hevc", "av1", "vp9", "prores"]
SoundCodec = Literal["aac", "opus", "pcm"]

SOFTWARE = MappingProxyType(
    {"h264": "libx264", "hevc": "libx265", "av1": "libsvtav1", "vp9": "libvpx-vp9", "prores": "prores_ks"}
)
"""The encoder that is always there, for each codec."""

_HOME: MappingProxyType[str, tuple[str, SoundCodec]] = MappingProxyType(
    {
        "h264": ("mp4", "aac"),
        "hevc": ("mp4", "aac"),
        "av1": ("mp4", "aac"),
        "vp9": ("webm", "opus"),
        "prores": ("mov", "pcm"),
    }
)
"""The container each codec is usually found in, and the sound that goes with it."""


class ExportSettings(msgspec.Struct, frozen=True, kw_only=True, tag="film"):
    """How a film is written.

    `crf` is the encoder's own constant quality (lower is better; ProRes has none); `max_bit_rate` and `buffer_s` cap
    it, in bits per second over that many seconds. `gop_frames` is the longest distance of key frames. `encoder` is
    FFmpeg's name of what really encodes. `loudness_lufs` None leaves the level alone; `true_peak_db` counts only with
    it. `tags` are (key, value) lines about the film. `copy` takes over from the source stretches that nobody touched,
    with the quality and bit rate they have there. Equal settings give equal bytes.
    """

    width: int = 1080
    height: int = 1920
    rate: Rate = Fraction(30)
    codec: Codec = "h264"
    encoder: str = "libx264"
    container: str = "mp4"
    crf: float = 20.0
    max_bit_rate: int = 9_500_000
    buffer_s: float = 1.0
    preset: str = "veryfast"
    gop_frames: int = 15
    b_frames: int = 2
    threads: int = 2
    sound_codec: SoundCodec = "aac"
    audio_bit_rate: int = 128_000
    loudness_lufs: float | None = None
    true_peak_db: float = -1.5
    tags: tuple[tuple[str, str], ...] = ()
    copy: bool = False

    def picture_part(self) -> tuple[object, ...]:
        """What decides the bytes of the pictures, and nothing else: for the names of pieces."""
        return (
            *(self.width, self.height, self.rate, self.codec, self.encoder, self.crf, self.max_bit_rate),
            *(self.buffer_s, self.preset, self.gop_frames, self.b_frames, self.threads),
        )

    def sound_part(self) -> tuple[object, ...]:
        """What decides the bytes of the sound."""
        return (self.sound_codec, self.audio_bit_rate, self.loudness_lufs, self.true_peak_db)

    @property
    def planar(self) -> bool:
        """Whether the encoder takes I420 planes; otherwise it is given RGBA and halves no colour before it must."""
        return self.codec != "prores"


def film_settings(settings: ExportSettings, codec: Codec) -> ExportSettings:
    """The same film in another codec, in its usual container, with the software encoder."""
    container, sound = _HOME[codec]
    return msgspec.structs.replace(
        settings, codec=codec, encoder=SOFTWARE[codec], container=container, sound_codec=sound
    )
