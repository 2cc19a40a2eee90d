"""Whether a film tells where it was taken in a way that is not blanked: the tracks of action cameras, Matroska's tags.

A file is only read here. It must never say that a film tells nothing: it knows what it knows.
"""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["still_tells"]

_ENTRY = re.compile(rb"stsd.{8}(.{4})(gpmd|camm|mebx)", re.DOTALL)
"""A track's first sample entry (ISO/IEC 14496-12, 8.5.2): GoPro's, Android's, Apple's."""
_TAG = re.compile(rb"\x45\xa3[\x81-\xfe][^\x00]{0,80}?(?:LOCATION|LATITUDE|LONGITUDE)", re.IGNORECASE)
"""A Matroska TagName (RFC 9559) that tells a place."""
_MATROSKA = b"\x1a\x45\xdf\xa3"
_LOOKED_AT = 16 << 20


def still_tells(path: Path) -> bool:
    """Whether the film holds positions that `location_patches` leaves. Raises `OSError` when it cannot be read."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
        size = path.stat().st_size
        file.seek(max(len(head), size - _LOOKED_AT))
        ends = head, file.read(_LOOKED_AT)
    if head.startswith(_MATROSKA):
        return any(_TAG.search(part) for part in ends)
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip") and any(map(_has_track, ends))


def _has_track(part: bytes) -> bool:
    for found in _ENTRY.finditer(part):
        length = int.from_bytes(found[1], "big")
        # Apple's tracks hold much else; those of places name the key.
        if found[2] != b"mebx" or b"location" in part[found.start() : found.start() + length + 12].lower():
            return True
    return False
