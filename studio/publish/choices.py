"""What a person chose to export, in their words, and the works it comes to: films, sound, animations, pictures, covers.

It must never choose what makes a file a platform refuses: numbers come from the platform where it has some.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import msgspec

from studio.model import Project, Rate, Span, Time, duration
from studio.platforms import Platform
from studio.publish.covers import WantedCover, covers
from studio.publish.presets import even_size, export_settings, shown_rate, shown_size
from studio.sentences import Sentence, say

if TYPE_CHECKING:
    from studio.media import ExportSettings, Work

__all__ = [
    "CODEC_NAMES",
    "FORMATS",
    "QUALITIES",
    "Choice",
    "Format",
    "Quality",
    "cover_works",
    "expected_bytes",
    "grouped",
    "most_bytes",
    "work_for",
]

Quality = Literal["small", "good", "fine", "finest"]
Format = Literal["h264", "hevc", "av1", "vp9", "prores", "gif", "webp", "png", "m4a", "mp3", "wav", "flac", "opus"]

QUALITIES: MappingProxyType[Quality, Sentence] = MappingProxyType(
    {"small": say("Smaller file"), "good": say("Good"), "fine": say("Fine"), "finest": say("Finest")}
)
_FINER = MappingProxyType({"small": 5.0, "good": 0.0, "fine": -3.0, "finest": -6.0})
"""What a quality adds to x264's CRF; six is about twice the bytes (x264's own scale)."""
_ROOMIER = MappingProxyType({"small": 0.5, "good": 1.0, "fine": 2.0, "finest": 4.0})
"""What a quality multiplies the cap with, where the platform sets no lower one."""

CODEC_NAMES = MappingProxyType({"h264": "H.264", "hevc": "HEVC", "av1": "AV1", "vp9": "VP9", "prores": "ProRes 422 HQ"})

FORMATS: MappingProxyType[Format, tuple[str, Sentence]] = MappingProxyType(
    {
        "h264": ("mp4", say("Video, plays everywhere (H.264)")),
        "hevc": ("mp4", say("Video, smaller (HEVC)")),
        "av1": ("mp4", say("Video, smallest (AV1)")),
        "vp9": ("webm", say("Video for the web (VP9)")),
        "prores": ("mov", say("Video to edit further (ProRes)")),
        "gif": ("gif", say("GIF")),
        "webp": ("webp", say("Animated WebP")),
        "png": ("", say("Every frame as PNG")),
        "m4a": ("m4a", say("Sound alone (M4A)")),
        "mp3": ("mp3", say("Sound alone (MP3)")),
        "wav": ("wav", say("Sound alone (WAV)")),
        "flac": ("flac", say("Sound alone (FLAC)")),
        "opus": ("opus", say("Sound alone (Opus)")),
    }
)
"""Ending and words of everything that can be made; a sequence of pictures is a folder."""

_CODECS = ("h264", "hevc", "av1", "vp9", "prores")
_SOUNDS = ("m4a", "mp3", "wav", "flac", "opus")
# What looks like x264's CRF 20: measured on real footage by `python -m tests.bench formats`.
_CRF_MORE = MappingProxyType({"h264": 0.0, "hevc": 2.0, "av1": 7.0, "vp9": 10.0, "prores": 0.0})
_CAP_SHARE = MappingProxyType({"h264": 1.0, "hevc": 0.75, "av1": 0.7, "vp9": 0.8, "prores": 1.0})
_ANIMATION_SIDE = 480
_ANIMATION_RATE = Fraction(15)
_PRORES_BITS_A_PIXEL = 3.6
"""ProRes 422 HQ: Apple's white paper gives 220 Mbit/s for 1920 x 1080 at 29.97."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen. None leaves it to the platform; `loudness` "" takes the platform's, "as is" the mix's own.

    `copy` lets untouched stretches keep the source's own pictures, where the platform sets no caps. `encoder` names the
    graphics card's, where the caller found one to work; `container` a film's that is not the usual.
    """

    format: Format = "h264"
    quality: Quality = "good"
    short_side: int | None = None
    rate: Rate | None = None
    container: str = ""
    loudness: Literal["", "as is"] = ""
    encoder: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    copy: bool = True


def work_for(project: Project, platform: Platform, choice: Choice) -> Work:
    """What is to be made of the project for the platform, chosen so."""
    from studio.media import Animation, PictureSequence, SoundFile

    level = platform.sound.loudness_lufs.value if choice.loudness != "as is" else None
    if choice.format in _SOUNDS:
        return SoundFile(
            format=choice.format,  # type: ignore[arg-type]
            loudness_lufs=level,
            true_peak_db=platform.sound.true_peak_db.value,
            tags=choice.tags,
        )
    if choice.format in ("gif", "webp"):
        width, height = _size(project, platform, choice.short_side or _ANIMATION_SIDE)
        rate = min(choice.rate or _ANIMATION_RATE, project.rate)
        return Animation(format=choice.format, width=width, height=height, rate=rate)
    if choice.format == "png":
        width, height = _size(project, platform, choice.short_side)
        return PictureSequence(width=width, height=height, rate=choice.rate or shown_rate(project, platform))
    return _film(project, platform, choice, level)


def _film(project: Project, platform: Platform, choice: Choice, level: float | None) -> ExportSettings:
    from studio.media import film_settings

    base = export_settings(project, platform)
    width, height = _size(project, platform, choice.short_side)
    rate = choice.rate or base.rate
    codec = choice.format
    tight = base.max_bit_rate < platform.preset.max_bit_rate.value
    # A film so long that the platform's size of a file sets the cap gets no more, however fine.
    roomier = min(1.0, _ROOMIER[choice.quality]) if tight else _ROOMIER[choice.quality]
    cap = base.max_bit_rate * roomier * _CAP_SHARE[codec]
    if platform.limits.max_bit_rate is not None:
        cap = min(cap, platform.limits.max_bit_rate.value)
    made = film_settings(base, codec)  # type: ignore[arg-type]
    return msgspec.structs.replace(
        made,
        width=width,
        height=height,
        rate=rate,
        crf=base.crf + _CRF_MORE[codec] + _FINER[choice.quality],
        max_bit_rate=round(cap),
        gop_frames=max(1, round(base.gop_frames * rate / base.rate)),
        encoder=choice.encoder or made.encoder,
        container=choice.container or made.container,
        sound_codec="opus" if choice.container == "webm" else made.sound_codec,
        loudness_lufs=level,
        tags=choice.tags,
        copy=base.copy and choice.copy and choice.quality != "small",
    )


def _size(project: Project, platform: Platform, short_side: int | None) -> tuple[int, int]:
    """The platform's size, or the canvas with that short side; never larger than the canvas."""
    if short_side is None:
        return shown_size(project, platform)
    return even_size(project, min(Fraction(1), Fraction(short_side, project.canvas.short_side)))


def cover_works(
    platforms: Iterable[Platform], moment: Time, place: float | None = None
) -> tuple[tuple[str, Work], ...]:
    """A name for each cover the platforms show, such as `cover-3x4.jpg`, and what is to be made of that moment.

    `place` is where the canvas is cut, 0 (left or top) to 1; None for the middle, or where words stay whole.
    """
    return tuple(_cover(wanted, moment, place) for wanted in covers(platforms))


def _cover(wanted: WantedCover, moment: Time, place: float | None) -> tuple[str, Work]:
    from studio.media import Still

    kind: Literal["png", "jpg", "webp"] = "jpg" if "jpg" in wanted.formats or not wanted.formats else "png"
    still = Still(
        moment=moment, width=wanted.width, height=wanted.height, format=kind, max_bytes=wanted.max_bytes, place=place
    )
    return f"cover-{wanted.shape.replace(':', 'x')}.{kind}", still


def grouped(
    project: Project, platforms: Iterable[Platform], choice: Choice
) -> tuple[tuple[tuple[Platform, ...], Work], ...]:
    """The works that serve the platforms, as few as can be, with the platforms each serves: one file suits all that
    show the same size, rate and loudness, within the lowest cap of theirs."""
    found: list[tuple[list[Platform], Work]] = []
    for platform in platforms:
        work = work_for(project, platform, choice)
        for number, (served, known) in enumerate(found):
            both = _suits_both(known, work)
            if both is not None:
                found[number] = ([*served, platform], both)
                break
        else:
            found.append(([platform], work))
    return tuple((tuple(served), work) for served, work in found)


def _suits_both(one: Work, other: Work) -> Work | None:
    """The work that serves where either would, if there is one."""
    from studio.media import ExportSettings

    if not isinstance(one, ExportSettings) or not isinstance(other, ExportSettings):
        return one if one == other else None
    both = msgspec.structs.replace(
        one,
        crf=min(one.crf, other.crf),
        max_bit_rate=min(one.max_bit_rate, other.max_bit_rate),
        gop_frames=min(one.gop_frames, other.gop_frames),
        audio_bit_rate=min(one.audio_bit_rate, other.audio_bit_rate),
        true_peak_db=min(one.true_peak_db, other.true_peak_db),
        copy=one.copy and other.copy,
    )
    same = msgspec.structs.replace(
        other,
        crf=both.crf,
        max_bit_rate=both.max_bit_rate,
        gop_frames=both.gop_frames,
        audio_bit_rate=both.audio_bit_rate,
        true_peak_db=both.true_peak_db,
        copy=both.copy,
    )
    return both if both == same else None


def most_bytes(project: Project, work: Work, span: Span | None = None) -> int:
    """The most the file can come to."""
    return _bytes(project, work, span, share=1.0)


def expected_bytes(project: Project, work: Work, span: Span | None = None) -> int:
    """About what the file comes to: footage of phones needs a good half of the cap."""
    return _bytes(project, work, span, share=0.55)


def _bytes(project: Project, work: Work, span: Span | None, share: float) -> int:
    from studio.media import Animation, ExportSettings, PictureSequence, SoundFile

    length = float(span.length if span is not None else duration(project))
    if isinstance(work, ExportSettings):
        bits = work.max_bit_rate * share
        sound = 48_000 * 48 if work.sound_codec == "pcm" else work.audio_bit_rate
        if work.codec == "prores":
            bits = work.width * work.height * float(work.rate) * _PRORES_BITS_A_PIXEL * (0.5 + share / 2)
        return ceil(length * (bits + sound) / 8)
    if isinstance(work, SoundFile):
        rate = {"wav": 1_536_000, "flac": round(1_536_000 * (0.4 + 0.6 * share))}.get(work.format, work.bit_rate)
        return ceil(length * rate / 8)
    if isinstance(work, Animation):
        bytes_a_pixel = 0.7 if work.format == "gif" else 0.12
        return ceil(length * float(work.rate) * work.width * work.height * bytes_a_pixel * share)
    if isinstance(work, PictureSequence):
        return ceil(length * float(work.rate) * work.width * work.height * 3 * share)
    return 5_000_000
