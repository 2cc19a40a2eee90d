"""The order and names of the boxes of an MP4 or MOV file, read by their lengths (ISO 14496-12, section 4.2).

It must never load what it does not look at: a film of many gigabytes is walked in a few reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

__all__ = ["box_names"]

_HOLDING = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"mvex", b"moof", b"traf"})


def box_names(path: Path) -> list[str]:
    """The names of all boxes in the order they lie, those within others after them.

    Raises `ValueError` where the lengths do not add up, and `OSError`.
    """
    with path.open("rb") as file:
        return list(_boxes(file, 0, path.stat().st_size))


def _boxes(file: IO[bytes], begin: int, end: int) -> Iterator[str]:
    while begin < end:
        file.seek(begin)
        head = file.read(16)
        length, name, size = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, size = int.from_bytes(head[8:16], "big"), 16
        if not size <= length <= end - begin:
            raise ValueError(f"the box at {begin} does not fit")
        yield name.decode("latin-1")
        if name in _HOLDING:
            yield from _boxes(file, begin + size, begin + length)
        begin += length
