"""What platforms are: limits, the size to export at, safe zones, what their screen lays over the picture.

All of it is data in `assets/platforms`, one TOML file each; every number there says where it comes from, when
that was looked up, and how far it can be trusted. It must never hold a number itself, nor a guess about how a
platform weighs anything (that is a policy).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

import msgspec

from studio.sentences import Refused, say

__all__ = [
    "SCREEN",
    "AiLabel",
    "Confidence",
    "Cover",
    "Fact",
    "FileRules",
    "Limits",
    "Overlay",
    "Platform",
    "Preset",
    "Rules",
    "Screen",
    "Sound",
    "TextLimits",
    "Zone",
    "box_inside",
    "platform_named",
    "platforms",
]

Confidence = Literal["A", "B+", "B", "C", "K", "M", "J"]
"""A: official page, read. B: first-party text seen second-hand (B+: in two independent copies). C: third party.
K: general knowledge. M: measured by us. J: our judgement."""

SCREEN = (1080, 1920)
"""Zones and overlays are in pixels of a screen this wide and high."""

T = TypeVar("T")


class Fact(msgspec.Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """A value, where it comes from, the day that was looked up (ISO), and how far it can be trusted."""

    value: T
    source: str
    date: str
    confidence: Confidence


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a platform takes. None where nothing is published.

    Sides are in pixels, lengths of time in seconds, rates in frames or bits a second, `max_bytes` of the whole file.
    """

    min_duration_s: Fact[int] | None = None
    max_duration_s: Fact[int] | None = None
    min_side: Fact[int] | None = None
    max_side: Fact[int] | None = None
    min_rate: Fact[int] | None = None
    max_rate: Fact[int] | None = None
    min_bit_rate: Fact[int] | None = None
    max_bit_rate: Fact[int] | None = None
    max_bytes: Fact[int] | None = None


class TextLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much may be written, in the platform's own count: `utf16` units, `letters` as Unicode counts them, or
    `words`, where a word of Latin letters is one. `title_shown` is how much of a title people see,
    `hashtag_letters` the length of all hashtags together."""

    counting: Fact[Literal["utf16", "letters", "words"]]
    min_title_length: Fact[int] | None = None
    title_length: Fact[int] | None = None
    title_shown: Fact[int] | None = None
    caption_length: Fact[int] | None = None
    min_hashtags: Fact[int] | None = None
    hashtags: Fact[int] | None = None
    hashtag_letters: Fact[int] | None = None
    mentions: Fact[int] | None = None


class Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sound to export and what to tell: `rate` in samples, `max_bit_rate` in bits a second, the loudness to
    aim for and its bounds in LUFS, the highest true peak in dBTP."""

    channels: Fact[int]
    rate: Fact[int]
    loudness_lufs: Fact[float]
    quietest_lufs: Fact[float]
    loudest_lufs: Fact[float]
    true_peak_db: Fact[float]
    max_bit_rate: Fact[int] | None = None


class FileRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the file must be laid out: whether it may have edit lists, whether its index must come first (`moov_first`),
    and how far apart key frames may be. None where nothing is published."""

    edit_lists: Fact[bool] | None = None
    moov_first: Fact[bool] | None = None
    key_frame_every_s: Fact[int] | None = None


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other rules: how old a creator must be for the feed, from how many seconds on somebody else's sound blocks a
    video, whether the platform asks for AI content to be declared, the shape its profile grid crops covers to."""

    feed_age: Fact[int] | None = None
    claimed_sound_s: Fact[int] | None = None
    asks_ai_label: Fact[bool] | None = None
    grid_ratio: Fact[str] | None = None


class AiLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The visible label AI content must carry: its height as a share of the picture's shorter side, and for how many
    seconds of the opening it must be seen."""

    height_share: Fact[float]
    shown_s: Fact[int]


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to export for a platform: `short_side` in pixels, `crf` of x264, `max_bit_rate` and
    `audio_bit_rate` in bits a second, a key frame every `key_frame_every_ms`."""

    short_side: Fact[int]
    max_rate: Fact[int]
    crf: Fact[int]
    max_bit_rate: Fact[int]
    audio_bit_rate: Fact[int]
    key_frame_every_ms: Fact[int]


class Zone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of the screen nothing is laid over, as a polygon of upright and level sides; words belong inside.
    `mirrors` says that it is mirrored for languages written from right to left."""

    polygon: Fact[tuple[tuple[int, int], ...]]
    mirrors: Fact[bool] | None = None


class Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the platform draws over the picture: left, top, width, height."""

    name: str
    box: Fact[tuple[int, int, int, int]]


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phone's screen 1080 pixels wide, and where the video lies on it: left, top, width, height."""

    name: str
    size: Fact[tuple[int, int]]
    video: Fact[tuple[int, int, int, int]]


class Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cover the platform shows: its shape as `width:height`, the best and the least size in pixels, the most bytes
    and the formats it takes."""

    shape: str
    size: Fact[tuple[int, int]]
    formats: Fact[tuple[str, ...]]
    least: Fact[tuple[int, int]] | None = None
    max_bytes: Fact[int] | None = None


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One platform. `id` is for files and scripts, `name` for people; `ratios` are widths to heights it shows well.

    Words outside `hard_zone` are covered in every app people looked at; `safe_zone` is the stricter part that is
    published for advertisements, where nothing is ever covered. Text sizes are in pixels of `SCREEN`.
    """

    id: str
    name: str
    preset: Preset
    smallest_text: Fact[int]
    advised_text: Fact[int]
    containers: Fact[tuple[str, ...]]
    codecs: Fact[tuple[str, ...]]
    ratios: Fact[tuple[str, ...]]
    sound: Sound
    limits: Limits = Limits()
    text: TextLimits | None = None
    file: FileRules = FileRules()
    rules: Rules = Rules()
    ai_label: AiLabel | None = None
    hard_zone: Zone | None = None
    safe_zone: Zone | None = None
    screens: tuple[Screen, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    covers: tuple[Cover, ...] = ()


@cache
def platforms() -> Mapping[str, Platform]:
    """Every platform we know by id: `master` first, then as people look for them."""
    folder = resources.files("assets").joinpath("platforms")
    found = [
        msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Platform)
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    order = ("master", "tiktok", "reels", "shorts", "douyin", "kuaishou", "channels", "bilibili", "xiaohongshu")
    found.sort(key=lambda platform: order.index(platform.id) if platform.id in order else len(order))
    return MappingProxyType({platform.id: platform for platform in found})


def platform_named(name: str) -> Platform:
    """The platform with that id, in any case. Raises `Refused` with the ids there are."""
    known = platforms()
    platform = known.get(name.strip().lower())
    if platform is None:
        raise Refused(say("No platform is called “{name}”. There are: {names}.", name=name, names=", ".join(known)))
    return platform


def box_inside(zone: Zone, box: tuple[float, float, float, float]) -> bool:
    """Whether a box (left, top, width, height, in pixels of `SCREEN`) lies wholly in the zone.

    Between two neighbouring levels of its corners a polygon of upright and level sides is a row of upright stripes;
    the box must lie within one of them on every level it reaches.
    """
    left, top, wide, high = box
    right, bottom, polygon = left + wide, top + high, zone.polygon.value
    levels = sorted({y for _, y in polygon})
    if top < levels[0] or bottom > levels[-1]:
        return False
    sides = list(zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    for upper, lower in pairwise(levels):
        if bottom <= upper or top >= lower:
            continue
        walls = sorted(a[0] for a, b in sides if a[0] == b[0] and min(a[1], b[1]) <= upper and max(a[1], b[1]) >= lower)
        if not any(a <= left and right <= b for a, b in zip(walls[::2], walls[1::2], strict=True)):
            return False
    return True
