"""What an export can make besides a film: sound alone, an animation, single pictures, one still. Values only.

It must never write anything itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from studio.media.writing.export_settings import ExportSettings
from studio.model import Rate, Time

__all__ = ["Animation", "PictureSequence", "SoundFile", "Still", "Work", "work_from", "work_out"]


class SoundFile(msgspec.Struct, frozen=True, kw_only=True, tag="sound"):
    """The sound alone. `bit_rate` counts for m4a, mp3 and opus; `loudness_lufs` None leaves the level alone."""

    format: Literal["m4a", "mp3", "wav", "flac", "opus"] = "m4a"
    bit_rate: int = 192_000
    loudness_lufs: float | None = None
    true_peak_db: float = -1.5
    tags: tuple[tuple[str, str], ...] = ()


class Animation(msgspec.Struct, frozen=True, kw_only=True, tag="animation"):
    """Moving pictures without sound that go on by themselves: a GIF or an animated WebP of `quality` 0 to 100."""

    format: Literal["gif", "webp"] = "gif"
    width: int
    height: int
    rate: Rate = Fraction(15)
    quality: int = 80


class PictureSequence(msgspec.Struct, frozen=True, kw_only=True, tag="pictures"):
    """Every frame as a PNG, in a folder that is whole or not there."""

    width: int
    height: int
    rate: Rate = Fraction(30)


class Still(msgspec.Struct, frozen=True, kw_only=True, tag="still"):
    """One moment as a picture of `width` times `height` pixels.

    The canvas is cut to that shape: what is kept of it lies at `place`, 0 (left or top) to 1 (right or bottom), None
    for the middle or as little beside it as keeps words whole. `max_bytes` lowers the quality until the file fits.
    """

    moment: Time
    width: int
    height: int
    format: Literal["png", "jpg", "webp"] = "png"
    quality: int = 92
    place: float | None = None
    max_bytes: int | None = None


Work = ExportSettings | SoundFile | Animation | PictureSequence | Still
"""All that an export can be asked for."""


def work_out(work: Work) -> dict[str, object]:
    """The work as plain values, for another process."""
    plain: dict[str, object] = msgspec.to_builtins(work, enc_hook=str)
    return plain


def work_from(plain: object) -> Work:
    """The work that `work_out` gave."""
    made: Work = msgspec.convert(plain, Work, dec_hook=lambda kind, value: kind(value))
    return made
