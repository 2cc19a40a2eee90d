"""Where in the boxes of MP4, MOV, HEIC and AVIF files it is told where they were taken.

Boxes are those of ISO/IEC 14496-12; `©xyz`, `loci` and the keys `com.apple.quicktime.location.*` are what phones write.
It must never read media itself, nor believe a box that is larger than what holds it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Literal, NamedTuple

__all__ = ["Place", "box_places"]

_HOLDERS = (b"moov", b"trak", b"udta", b"mdia", b"minf", b"meta", b"ilst")
_TELLING = (b"\xa9xyz", b"loci")
_XMP_ID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MOST_META, _DEEPEST, _MOST_BOXES = 16 << 20, 8, 20_000


class Place(NamedTuple):
    """A stretch of the file: `free` is the name of a box to become a free one, `blank` what nobody needs, `exif` and
    `xmp` hold such."""

    kind: Literal["free", "blank", "exif", "xmp"]
    offset: int
    size: int


class _Box(NamedTuple):
    kind: bytes
    at: int
    begin: int
    end: int


def box_places(file: IO[bytes]) -> Iterator[Place]:
    """All such places of the file."""
    size = file.seek(0, os.SEEK_END)
    yield from _within(file, 0, size, 0)


def _boxes(file: IO[bytes], at: int, end: int) -> Iterator[_Box]:
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        file.seek(at)
        head = file.read(16)
        length, kind, begin = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if length == 1:
            length, begin = int.from_bytes(head[8:16], "big"), at + 16
        elif length == 0:
            length = end - at
        if length < begin - at or at + length > end:
            return
        yield _Box(kind, at, begin, at + length)
        at += length


def _within(file: IO[bytes], at: int, end: int, depth: int) -> Iterator[Place]:
    for box in _boxes(file, at, end):
        if box.kind in _TELLING:
            yield Place("blank", box.begin, box.end - box.begin)
            yield Place("free", box.at + 4, 4)
        elif box.kind == b"XMP_":
            yield Place("xmp", box.begin, box.end - box.begin)
        elif box.kind == b"uuid":
            file.seek(box.begin)
            if file.read(16) == _XMP_ID:
                yield Place("xmp", box.begin + 16, box.end - box.begin - 16)
        elif box.kind == b"meta":
            begin = _after_version(file, box)
            yield from _keyed(file, begin, box.end)
            yield from _items(file, begin, box.end)
            yield from _within(file, begin, box.end, depth + 1)
        elif box.kind in _HOLDERS and depth < _DEEPEST:
            yield from _within(file, box.begin, box.end, depth + 1)


def _after_version(file: IO[bytes], box: _Box) -> int:
    """Where the boxes in a `meta` begin: MP4 has a version before them, MOV has none."""
    file.seek(box.begin + 4)
    return box.begin if file.read(4) in (b"hdlr", b"keys", b"ilst") else box.begin + 4


def _keyed(file: IO[bytes], at: int, end: int) -> Iterator[Place]:
    """The values of Apple's keys that tell a location."""
    boxes = {box.kind: box for box in _boxes(file, at, end)}
    keys, values = boxes.get(b"keys"), boxes.get(b"ilst")
    if keys is None or values is None:
        return
    file.seek(keys.begin)
    held = file.read(min(keys.end - keys.begin, _MOST_META))
    telling, place = set[int](), 8
    for number in range(1, int.from_bytes(held[4:8], "big") + 1):
        length = int.from_bytes(held[place : place + 4], "big")
        if length < 8:
            break
        if b"location" in held[place + 8 : place + length].lower():
            telling.add(number)
        place += length
    for item in _boxes(file, values.begin, values.end):
        if int.from_bytes(item.kind, "big") in telling:
            # A `data` box: head, type, language, then the words.
            for data in _boxes(file, item.begin, item.end):
                yield Place("blank", data.begin + 8, max(0, data.end - data.begin - 8))


def _items(file: IO[bytes], at: int, end: int) -> Iterator[Place]:
    """The Exif and XMP of a still that is kept in boxes: found by their kind, placed by `iloc`."""
    boxes = {box.kind: box for box in _boxes(file, at, end)}
    infos, places = boxes.get(b"iinf"), boxes.get(b"iloc")
    if infos is None or places is None:
        return
    wanted: dict[int, Literal["exif", "xmp"]] = {}
    file.seek(infos.begin)
    first = infos.begin + (6 if file.read(1) == b"\0" else 8)
    for info in _boxes(file, first, infos.end):
        file.seek(info.begin)
        held = file.read(min(info.end - info.begin, 4096))
        wide = held[:1] == b"\x03"
        item = int.from_bytes(held[4 : 8 if wide else 6], "big")
        kind = held[10:14] if wide else held[8:12]
        if kind == b"Exif":
            wanted[item] = "exif"
        elif kind == b"mime" and b"application/rdf+xml" in held:
            wanted[item] = "xmp"
    file.seek(places.begin)
    for item, offset, size in _extents(file.read(min(places.end - places.begin, _MOST_META))):
        if item in wanted:
            yield Place(wanted[item], offset, size)


def _extents(held: bytes) -> Iterator[tuple[int, int, int]]:
    """Item, offset in the file and size of what `iloc` places in the file itself, one extent each."""
    version, at = held[0], 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(held[at - size : at], "big")

    sizes = held[4] >> 4, held[4] & 15, held[5] >> 4, held[5] & 15 if version else 0
    for _ in range(min(number(4 if version == 2 else 2), 65_536)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        base, count = number(sizes[2]), number(2)
        found = []
        for _extent in range(count):
            number(sizes[3])
            offset, length = number(sizes[0]), number(sizes[1])
            found.append((item, base + offset, length))
        if method == 0 and len(found) == 1:
            yield found[0]
