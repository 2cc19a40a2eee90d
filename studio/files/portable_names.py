"""Names for files that every system can take: no signs that one of them forbids, not too long, none twice.

It must never look at the disk.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

__all__ = ["PortableNames", "portable_name"]

_FORBIDDEN = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])")
_MOST_BYTES = 150
_LONGEST_ENDING = 12


def portable_name(name: str) -> str:
    """`name` as Windows, macOS and Linux can all hold it, as near to itself as that goes; never empty."""
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    ending = PurePosixPath(name).suffix
    if len(ending.encode()) > _LONGEST_ENDING:
        ending = ""
    stem = name.removesuffix(ending).strip(" .") or "media"
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return _cut(stem, _MOST_BYTES - len(ending.encode())) + ending


def _cut(text: str, most: int) -> str:
    """The beginning of `text` in `most` bytes at most, no letter torn apart."""
    return text.encode()[:most].decode(errors="ignore").strip(" .")


class PortableNames:
    """Portable names of one folder: no two that some system holds for the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, name: str) -> str:
        """A name like `name` that nothing in the folder has yet."""
        wanted = portable_name(name)
        ending = PurePosixPath(wanted).suffix
        stem, number, given = wanted.removesuffix(ending), 1, wanted
        while given.casefold() in self._taken:
            number += 1
            given = f"{stem} ({number}){ending}"
        self._taken.add(given.casefold())
        return given
