"""The boxes of an MP4 file, read strictly by their lengths (ISO 14496-12, section 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_HOLDING = {"moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "udta"}


def box_names(path: Path) -> list[str]:
    """The names of all boxes in the order they lie, those within others after them. The lengths must add up."""
    data = path.read_bytes()
    return list(_boxes(data, 0, len(data)))


def _boxes(data: bytes, begin: int, end: int) -> Iterator[str]:
    while begin < end:
        length, name = int.from_bytes(data[begin : begin + 4], "big"), data[begin + 4 : begin + 8].decode("latin-1")
        head = 8
        if length == 1:
            length, head = int.from_bytes(data[begin + 8 : begin + 16], "big"), 16
        assert head <= length <= end - begin, f"box {name} at {begin} does not fit"
        yield name
        if name in _HOLDING:
            yield from _boxes(data, begin + head, begin + length)
        begin += length
