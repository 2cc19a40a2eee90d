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
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

import msgspec

from studio.sentences import Refused, say

__all__ = [
    "SCREEN",
    "Confidence",
    "Fact",
    "Limits",
    "Overlay",
    "Platform",
    "Preset",
    "Zone",
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

    Sides are in pixels, lengths of time in seconds, rates in frames or bits a second, `max_bytes` of the whole
    file; captions and titles in the platform's own count of letters.
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
    title_length: Fact[int] | None = None
    caption_length: Fact[int] | None = None
    hashtags: Fact[int] | None = None


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
    """The part of the screen nothing is laid over, as a polygon; words belong inside. `mirrors` says that it is
    mirrored for languages written from right to left."""

    polygon: Fact[tuple[tuple[int, int], ...]]
    mirrors: bool = False


class Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the platform draws over the picture: left, top, width, height."""

    name: str
    box: Fact[tuple[int, int, int, int]]


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One platform. `id` is for files and scripts, `name` for people; `ratios` are widths to heights it shows well."""

    id: str
    name: str
    preset: Preset
    smallest_text: Fact[int]
    limits: Limits = Limits()
    safe_zone: Zone | None = None
    containers: tuple[str, ...] = ("mp4",)
    codecs: tuple[str, ...] = ("h264",)
    ratios: tuple[str, ...] = ()
    overlays: tuple[Overlay, ...] = ()


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
