"""What an H.264 stream says of itself: parameter sets, and which of them each picture uses.

Only what deciding about a copy needs is read (ITU-T H.264, sections 7.3 and Annex E). It must never decode a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

__all__ = [
    "IDR",
    "PARAMETER_SETS",
    "Headers",
    "SequenceSet",
    "annex_b",
    "headers",
    "joined",
    "kind",
    "picture_set",
    "units",
]

SLICE, IDR = 1, 5
PARAMETER_SETS = frozenset({7, 8, 13, 15})
_SLICES = frozenset({1, 2, 3, 4, 5})
_CHROMA_SAID = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
_EXTENDED_ASPECT = 255
_START = b"\0\0\0\1"


class SequenceSet(msgspec.Struct, frozen=True, kw_only=True):
    """One sequence parameter set. Colours are code points of ITU-T H.273, 2 where nothing is said."""

    number: int
    profile: int
    level: int
    chroma: int
    depth: int
    width: int
    height: int
    whole_frames: bool
    gaps: bool
    aspect: tuple[int, int] = (1, 1)
    full_range: bool = False
    primaries: int = 2
    transfer: int = 2
    matrix: int = 2
    reorder: int | None = None


class Headers(msgspec.Struct, frozen=True):
    """The parameter sets before the film: the units as they lie there, and what they say."""

    length_bytes: int
    sequences: tuple[bytes, ...]
    pictures: tuple[bytes, ...]
    said: tuple[SequenceSet, ...]
    picture_numbers: tuple[tuple[int, int], ...]
    """For each picture parameter set its number, and that of its sequence parameter set."""


class _Bits:
    """A unit's bits, without the bytes that only keep start codes apart."""

    def __init__(self, unit: bytes) -> None:
        data = unit.replace(b"\0\0\3", b"\0\0")
        self._value = int.from_bytes(data, "big")
        self._left = 8 * len(data)

    def number(self, bits: int) -> int:
        """The next `bits` bits. Raises `ValueError` at the end."""
        if bits > self._left:
            raise ValueError("the unit is too short")
        self._left -= bits
        return self._value >> self._left & ((1 << bits) - 1)

    def flag(self) -> bool:
        """The next bit."""
        return bool(self.number(1))

    def golomb(self) -> int:
        """ue(v), section 9.1."""
        zeros = 0
        while not self.flag():
            zeros += 1
            if zeros > 32:
                raise ValueError("no number is that long")
        return (1 << zeros) - 1 + self.number(zeros)

    def signed(self) -> int:
        """se(v), section 9.1.1."""
        coded = self.golomb()
        return (coded + 1) // 2 if coded % 2 else -(coded // 2)


def headers(extradata: bytes) -> Headers | None:
    """The parameter sets of an `avcC` box (ISO 14496-15, 5.3.3.1); None where it is something else or damaged."""
    if len(extradata) < 7 or extradata[0] != 1:
        return None
    try:
        position, groups = 5, []
        for mask in (0x1F, 0xFF):
            count, position, found = extradata[position] & mask, position + 1, []
            for _ in range(count):
                size = int.from_bytes(extradata[position : position + 2], "big")
                found.append(extradata[position + 2 : position + 2 + size])
                position += 2 + size
            groups.append(tuple(found))
        sequences, pictures = groups
        said = tuple(_sequence(unit) for unit in sequences)
        numbers = tuple(_picture_numbers(unit) for unit in pictures)
    except (IndexError, ValueError):
        return None
    return Headers((extradata[4] & 3) + 1, sequences, pictures, said, numbers)


def units(data: bytes, length_bytes: int) -> Iterator[bytes]:
    """The units of a packet in which each is led by its length. Raises `ValueError` where lengths do not add up."""
    position = 0
    while position < len(data):
        size = int.from_bytes(data[position : position + length_bytes], "big")
        position += length_bytes
        if size == 0 or position + size > len(data):
            raise ValueError("a unit does not fit")
        yield data[position : position + size]
        position += size


def annex_b(parts: Iterator[bytes] | tuple[bytes, ...]) -> bytes:
    """Units led by start codes, as encoders write them."""
    return b"".join(_START + unit for unit in parts)


def joined(one: bytes, other: bytes) -> bytes:
    """Two groups of parameter sets with start codes as one. The demanding one leads: what a file says of itself
    (profile and level) is taken from the first, and a player must be able to do both."""
    first, second = sorted((one, other), key=_demand, reverse=True)
    return first + second


def _demand(group: bytes) -> tuple[int, int]:
    """Profile and level of the first sequence parameter set."""
    return group[5], group[7]


def kind(unit: bytes) -> int:
    """`nal_unit_type`."""
    return unit[0] & 0x1F


def picture_set(unit: bytes) -> int | None:
    """The picture parameter set a slice uses; None for what is no slice."""
    if kind(unit) not in _SLICES:
        return None
    # First macroblock, kind of slice and the number never take more than this.
    bits = _Bits(unit[1:16])
    bits.golomb()
    bits.golomb()
    return bits.golomb()


def _picture_numbers(unit: bytes) -> tuple[int, int]:
    bits = _Bits(unit[1:])
    return bits.golomb(), bits.golomb()


def _sequence(unit: bytes) -> SequenceSet:
    bits = _Bits(unit[1:])
    profile, _, level = bits.number(8), bits.number(8), bits.number(8)
    number = bits.golomb()
    chroma, depth = 1, 8
    if profile in _CHROMA_SAID:
        chroma, depth = _chroma(bits)
    bits.golomb()
    _skip_order(bits)
    bits.golomb()
    gaps = bits.flag()
    across, down = bits.golomb() + 1, bits.golomb() + 1
    whole_frames = bits.flag()
    if not whole_frames:
        bits.flag()
    bits.flag()
    left, right, top, bottom = (bits.golomb() for _ in range(4)) if bits.flag() else (0, 0, 0, 0)
    # What is cropped is counted in chroma samples; only 4:2:0 is of use here (table 6-1).
    width = 16 * across - 2 * (left + right)
    height = (2 - whole_frames) * (16 * down - 2 * (top + bottom))
    said = _shown(bits) if bits.flag() else {}
    return SequenceSet(
        number=number, profile=profile, level=level, chroma=chroma, depth=depth, width=width, height=height,
        whole_frames=whole_frames, gaps=gaps, **said,
    )  # fmt: skip


def _chroma(bits: _Bits) -> tuple[int, int]:
    chroma = bits.golomb()
    if chroma == 3:
        bits.flag()
    depth = 8 + max(bits.golomb(), bits.golomb())
    bits.flag()
    if bits.flag():
        for number in range(8 if chroma != 3 else 12):
            if bits.flag():
                _skip_scaling(bits, 16 if number < 6 else 64)
    return chroma, depth


def _skip_scaling(bits: _Bits, size: int) -> None:
    """`scaling_list`, section 7.3.2.1.1.1."""
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _skip_order(bits: _Bits) -> None:
    """What says in which order pictures are shown."""
    order = bits.golomb()
    if order == 0:
        bits.golomb()
    elif order == 1:
        bits.flag()
        bits.signed()
        bits.signed()
        for _ in range(bits.golomb()):
            bits.signed()


def _shown(bits: _Bits) -> dict[str, Any]:
    """`vui_parameters`, section E.1.1."""
    said: dict[str, Any] = {}
    if bits.flag() and (aspect := bits.number(8)):
        said["aspect"] = (bits.number(16), bits.number(16)) if aspect == _EXTENDED_ASPECT else (1, aspect)
    if bits.flag():
        bits.flag()
    if bits.flag():
        bits.number(3)
        said["full_range"] = bits.flag()
        if bits.flag():
            said["primaries"], said["transfer"], said["matrix"] = bits.number(8), bits.number(8), bits.number(8)
    if bits.flag():
        bits.golomb()
        bits.golomb()
    if bits.flag():
        bits.number(65)
    rates = 0
    for _ in range(2):
        if bits.flag():
            rates += 1
            _skip_rate(bits)
    if rates:
        bits.flag()
    bits.flag()
    if bits.flag():
        bits.flag()
        for _ in range(4):
            bits.golomb()
        said["reorder"] = bits.golomb()
    return said


def _skip_rate(bits: _Bits) -> None:
    """`hrd_parameters`, section E.1.2."""
    count = bits.golomb() + 1
    bits.number(8)
    for _ in range(count):
        bits.golomb()
        bits.golomb()
        bits.flag()
    bits.number(20)
