"""Where a photo or film was taken, found in its bytes and blanked: same length, pictures and sound untouched.

Knows Exif (JPEG, PNG, WebP, TIFF, HEIC, AVIF), XMP, and the atoms that phones write into MP4 and MOV. A file is only
read here; what comes out is a list of patches. It must never change a length, nor a byte that it is not sure of.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Self

from studio.files.location_boxes import box_places

__all__ = ["LocationFree", "Patch", "location_patches"]

_GPS_TAG = 0x8825
_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_ENTRIES, _MOST_META = 4096, 64 << 20
_XMP = re.compile(
    rb"(?:exif:GPS\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|drone-dji:(?:Gps|GPS)\w+)"
    rb"(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)')|>([^<]*)<)"
)
_XMP_SIGN = b"http://ns.adobe.com/xap/1.0/\0"
_BOXED = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")


class Patch(NamedTuple):
    """Bytes to stand at `offset` of a file instead of those that are there."""

    offset: int
    data: bytes


def location_patches(path: Path) -> tuple[Patch, ...]:
    """What to put into a copy of the file so that it does not tell where it was taken; empty where it does not anyway.

    Raises `OSError` when the file cannot be read. A damaged one has no patches beyond the damage.
    """
    with path.open("rb") as file:
        head = file.read(12)
        patches: list[Patch] = []
        try:
            patches += _found(file, head)
        except (struct.error, IndexError, ValueError, OverflowError, zlib.error):
            return tuple(patches)
    return tuple(sorted(patches))


def _found(file: IO[bytes], head: bytes) -> Iterator[Patch]:
    if head.startswith(b"\xff\xd8"):
        yield from _jpeg(file)
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(file)
    elif head[:4] == b"RIFF" and head[8:] == b"WEBP":
        yield from _webp(file)
    elif head[:4] in (b"II*\0", b"MM\0*"):
        file.seek(0)
        yield from _tiff(file.read(_MOST_META), 0)
    elif head[4:8] in _BOXED:
        for place in box_places(file):
            file.seek(place.offset)
            held = file.read(min(place.size, _MOST_META))
            match place.kind:
                case "exif":
                    # Four bytes tell where in the item the TIFF header stands.
                    begin = 4 + int.from_bytes(held[:4], "big")
                    yield from _tiff(held[begin:], place.offset + begin)
                case "xmp":
                    yield from _xmp(held, place.offset)
                case "blank":
                    if held.strip(b"\0"):
                        yield Patch(place.offset, bytes(len(held)))
                case "free":
                    yield Patch(place.offset, b"free")


def _jpeg(file: IO[bytes]) -> Iterator[Patch]:
    at = 2
    while True:
        file.seek(at)
        mark = file.read(4)
        if len(mark) < 4 or mark[0] != 0xFF or mark[1] == 0xDA:
            return
        length = int.from_bytes(mark[2:], "big")
        if mark[1] == 0xE1:
            held = file.read(length - 2)
            if held.startswith(b"Exif\0"):
                yield from _tiff(held[6:], at + 10)
            elif held.startswith(_XMP_SIGN):
                yield from _xmp(held, at + 4)
        at += 2 + length


def _png(file: IO[bytes]) -> Iterator[Patch]:
    at = 8
    while True:
        file.seek(at)
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind in (b"eXIf", b"iTXt", b"tEXt", b"zTXt") and length <= _MOST_META:
            held = file.read(length)
            changed = _png_text(kind, held)
            if changed is not None and changed != held:
                yield Patch(at + 8, changed + zlib.crc32(kind + changed).to_bytes(4, "big"))
        at += 12 + length


def _png_text(kind: bytes, held: bytes) -> bytes | None:
    """The chunk's bytes without what they tell, as many as before; None where they are no such thing."""
    if kind == b"eXIf":
        return _patched(held, _tiff(held, 0))
    keyword, _, rest = held.partition(b"\0")
    if keyword == b"XML:com.adobe.xmp" and kind == b"iTXt":
        packed, body = rest[:1] == b"\1", rest.find(b"\0", 2)
        body = rest.find(b"\0", body + 1) + 1
        words = zlib.decompress(rest[body:]) if packed else rest[body:]
        head, changed = held[: len(keyword) + 1 + body], _patched(words, _xmp(words, 0))
    elif keyword.startswith(b"Raw profile type") and kind in (b"zTXt", b"tEXt"):
        packed = kind == b"zTXt"
        words = zlib.decompress(rest[1:]) if packed else rest
        head, changed = held[: len(keyword) + 1 + packed], _without_place_in_digits(words)
    else:
        return None
    if changed == words:
        return held
    made = head + (zlib.compress(changed, 9) if packed else changed)
    # What lies behind the end of packed words is not read; where they are longer now, they go altogether.
    return (
        made.ljust(len(held), b"\0") if len(made) <= len(held) else (head + zlib.compress(b"")).ljust(len(held), b"\0")
    )


def _without_place_in_digits(words: bytes) -> bytes:
    """A profile as ImageMagick writes it into PNGs: its name, its length, and the bytes in hexadecimal digits."""
    lines = words.split(b"\n", 3)
    if len(lines) < 4:
        return words
    digits = re.sub(rb"\s", b"", lines[3])
    raw = bytes.fromhex(digits.decode("ascii"))
    begin = 6 if raw.startswith(b"Exif\0\0") else 0
    blank = iter(raw[:begin].hex() + _patched(raw[begin:], _tiff(raw[begin:], 0)).hex())
    changed = bytes(sign if sign in b" \r\n\t" else ord(next(blank)) for sign in lines[3])
    return b"\n".join((*lines[:3], changed))


def _webp(file: IO[bytes]) -> Iterator[Patch]:
    at = 12
    while True:
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if head[:4] in (b"EXIF", b"XMP ") and length <= _MOST_META:
            held = file.read(length)
            begin = 6 if held.startswith(b"Exif\0\0") else 0
            yield from _tiff(held[begin:], at + 8 + begin) if head[:4] == b"EXIF" else _xmp(held, at + 8)
        at += 8 + length + length % 2


def _xmp(held: bytes, offset: int) -> Iterator[Patch]:
    for found in _XMP.finditer(held):
        group = next((number for number in (1, 2, 3) if found.group(number)), 0)
        if group and found.group(group).strip():
            yield Patch(offset + found.start(group), b" " * len(found.group(group)))


def _tiff(held: bytes, offset: int) -> Iterator[Patch]:
    """Patches that empty the GPS directory of a TIFF structure that lies at `offset`, and its XMP."""
    if held[:4] not in (b"II*\0", b"MM\0*"):
        return
    order = "<" if held[:2] == b"II" else ">"
    at, seen = struct.unpack_from(order + "I", held, 4)[0], set[int]()
    while at and at not in seen and len(seen) < 64:
        seen.add(at)
        for tag, kind, count, value in _directory(held, at, order):
            if tag == _GPS_TAG:
                yield from _emptied(held, value, order, offset)
            elif tag == 700:
                length = count * _TYPE_SIZES.get(kind, 1)
                yield from _xmp(held[value : value + length], offset + value)
        count = struct.unpack_from(order + "H", held, at)[0]
        at = struct.unpack_from(order + "I", held, at + 2 + 12 * count)[0]


def _directory(held: bytes, at: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    """Each entry of a directory: tag, type, count, and the number in its last four bytes."""
    count = struct.unpack_from(order + "H", held, at)[0]
    for number in range(min(count, _MOST_ENTRIES)):
        place = at + 2 + 12 * number
        yield struct.unpack_from(order + "HHII", held, place)


def _emptied(held: bytes, at: int, order: str, offset: int) -> Iterator[Patch]:
    """The directory at `at` with no entries any more, and what they pointed to blank."""
    count = min(struct.unpack_from(order + "H", held, at)[0], _MOST_ENTRIES)
    if not count:
        return
    for _tag, kind, length, value in _directory(held, at, order):
        size = length * _TYPE_SIZES.get(kind, 1)
        if 4 < size <= len(held) - value:
            yield Patch(offset + value, bytes(size))
    yield Patch(offset + at, bytes(2 + 12 * count))


def _patched(held: bytes, patches: Iterator[Patch]) -> bytes:
    changed = bytearray(held)
    for patch in patches:
        changed[patch.offset : patch.offset + len(patch.data)] = patch.data
    return bytes(changed)


class LocationFree:
    """A file read as if the patches were in it: as many bytes, elsewhere the same. For a `with`."""

    def __init__(self, path: Path, patches: tuple[Patch, ...]) -> None:
        self._file, self._patches = path.open("rb"), patches

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def seek(self, offset: int) -> int:
        """Go there."""
        return self._file.seek(offset)

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`."""
        begin = self._file.tell()
        held = self._file.read(size)
        changed: bytearray | None = None
        for patch in self._patches:
            first = max(patch.offset, begin)
            last = min(patch.offset + len(patch.data), begin + len(held))
            if first < last:
                changed = changed if changed is not None else bytearray(held)
                changed[first - begin : last - begin] = patch.data[first - patch.offset : last - patch.offset]
        return bytes(changed) if changed is not None else held
