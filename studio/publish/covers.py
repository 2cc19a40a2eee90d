"""Which covers platforms want, as data: shapes, sizes, formats. It must never draw one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from studio.platforms import Platform

__all__ = ["WantedCover", "covers"]


class WantedCover(NamedTuple):
    """One picture that serves every platform in `platforms` (names for people): its shape as `width:height`, its size
    in pixels, the formats all of them take, the most bytes any of them takes (None: nobody says)."""

    shape: str
    width: int
    height: int
    formats: tuple[str, ...]
    max_bytes: int | None
    platforms: tuple[str, ...]


def covers(platforms: Iterable[Platform]) -> tuple[WantedCover, ...]:
    """The covers for these platforms, one for each shape, as large as the largest wants it."""
    found: dict[str, WantedCover] = {}
    for platform in platforms:
        for cover in platform.covers:
            width, height = cover.size.value
            most = cover.max_bytes.value if cover.max_bytes else None
            known = found.get(cover.shape)
            if known is None:
                found[cover.shape] = WantedCover(
                    cover.shape, width, height, cover.formats.value, most, (platform.name,)
                )
                continue
            found[cover.shape] = WantedCover(
                cover.shape,
                max(known.width, width),
                max(known.height, height),
                tuple(name for name in known.formats if name in cover.formats.value),
                min(filter(None, (known.max_bytes, most)), default=None),
                (*known.platforms, platform.name),
            )
    return tuple(found.values())
