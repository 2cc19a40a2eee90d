"""Tables of colours as `.cube` files hold them (Adobe's Cube LUT 1.0, and Resolve's with a shaper before the cube).

Pure: bytes to a value, and colours through it. It must never open a file, and trusts nothing that stands in one.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from studio.effect import Colours
from studio.sentences import Refused, Sentence, say

__all__ = ["LARGEST_CUBE_BYTES", "Cube", "CubeRefused", "Line", "Lut", "looked_up", "lut_of", "parse_cube"]

LARGEST_CUBE_BYTES = 96_000_000
"""More than any table of 129 steps needs."""
_MOST_LINE = 65_536
_MOST_CUBE = 129
_LARGEST_NUMBER = 65_504.0
"""The largest number of a half float: scene light of ACES tables goes to a few hundred."""
_HEAD = re.compile(r"^[A-Z][A-Z0-9_]*")

Table = npt.NDArray[np.float32]
Range = tuple[tuple[float, ...], tuple[float, ...]]


class CubeRefused(Refused):
    """What is no `.cube` file, or one that cannot be used; the sentence says why."""


class Line(msgspec.Struct, frozen=True):
    """A table for each channel by itself: (n, 3) between `low` and `high` of the input."""

    table: Table
    low: tuple[float, ...]
    high: tuple[float, ...]


class Cube(msgspec.Struct, frozen=True):
    """A table of all three channels: (n³, 3), red running fastest, between `low` and `high` of the input."""

    table: Table
    size: int
    low: tuple[float, ...]
    high: tuple[float, ...]


class Lut(msgspec.Struct, frozen=True):
    """What a file says: a line, a cube, or a line and then a cube."""

    line: Line | None
    cube: Cube | None


def parse_cube(content: bytes) -> Lut:
    """The table that a `.cube` file holds. Raises `CubeRefused`."""
    if len(content) > LARGEST_CUBE_BYTES:
        raise CubeRefused(say("This LUT is larger than {size} MB.", size=LARGEST_CUBE_BYTES // 1_000_000))
    if b"\0" in content[:4096]:
        raise CubeRefused(say("This is no LUT: a .cube file is text."))
    heads: dict[str, str] = {}
    rows: list[str] = []
    for raw in content.decode("utf-8-sig", "replace").splitlines():
        text = raw.split("#", 1)[0].strip() if not raw.lstrip().startswith("TITLE") else ""
        if not text:
            continue
        head = _HEAD.match(text)
        if head and head[0] not in ("NAN", "INF"):
            if head[0] in heads:
                raise CubeRefused(say("This LUT says {word} twice.", word=head[0]))
            heads[head[0]] = text[head.end() :].strip()
        else:
            rows.append(text)
    return _lut(heads, rows)


def _lut(heads: dict[str, str], rows: list[str]) -> Lut:
    long, wide = _size(heads, "LUT_1D_SIZE", _MOST_LINE), _size(heads, "LUT_3D_SIZE", _MOST_CUBE)
    if not long and not wide:
        raise CubeRefused(say("This is no LUT: it says neither LUT_1D_SIZE nor LUT_3D_SIZE."))
    wanted = long + wide**3
    if len(rows) != wanted:
        raise CubeRefused(say("This LUT has {count} rows of numbers; it should have {wanted}.",
                              count=len(rows), wanted=wanted))  # fmt: skip
    table = _numbers(rows)
    domain = _domain(heads)
    line = cube = None
    if long:
        line = Line(table[:long], *(_range(heads, "LUT_1D_INPUT_RANGE") or domain))
    if wide:
        # Behind a shaper the cube takes what that gives, 0 to 1.
        cube = Cube(table[long:], wide, *(_range(heads, "LUT_3D_INPUT_RANGE") or (_UNIT if long else domain)))
    return Lut(line, cube)


_UNIT: Range = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def _size(heads: dict[str, str], word: str, most: int) -> int:
    if word not in heads:
        return 0
    try:
        size = int(heads[word])
    except ValueError:
        size = 0
    if not 2 <= size <= most:
        raise CubeRefused(say("The size of this LUT is “{size}”; it may be 2 to {most}.",
                              size=heads[word][:20], most=most))  # fmt: skip
    return size


def _numbers(rows: list[str]) -> Table:
    parts = " ".join(rows).split()
    if len(parts) != 3 * len(rows):
        raise CubeRefused(say("Not every row of this LUT has three numbers."))
    try:
        table = np.array(parts, np.float64).reshape(-1, 3)
    except ValueError:
        raise CubeRefused(say("There is something in this LUT that is no number.")) from None
    return np.asarray(_checked(table), np.float32)


def _checked(numbers: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    # Written so that what is no number fails too.
    if not (np.abs(numbers) <= _LARGEST_NUMBER).all():
        raise CubeRefused(_TOO_LARGE)
    return numbers


_TOO_LARGE: Sentence = say("There is a number in this LUT that is endless or far too large.")


def _domain(heads: dict[str, str]) -> Range:
    low, high = (
        _triple(heads[word]) if word in heads else (end,) * 3
        for word, end in (("DOMAIN_MIN", 0.0), ("DOMAIN_MAX", 1.0))
    )
    return _ordered(low, high)


def _range(heads: dict[str, str], word: str) -> Range | None:
    if word not in heads:
        return None
    low, high = _few(heads[word], 2)
    return _ordered((low,) * 3, (high,) * 3)


def _triple(text: str) -> tuple[float, ...]:
    return _few(text, 3)


def _few(text: str, count: int) -> tuple[float, ...]:
    try:
        numbers = np.array(text.split(), np.float64)
    except ValueError:
        numbers = np.zeros(0)
    if len(numbers) != count:
        raise CubeRefused(say("The range of this LUT cannot be read: “{text}”.", text=text[:40]))
    return tuple(map(float, _checked(numbers)))


def _ordered(low: tuple[float, ...], high: tuple[float, ...]) -> Range:
    if any(upper - lower < 1e-6 for lower, upper in zip(low, high, strict=True)):
        raise CubeRefused(say("The range of this LUT ends before it begins."))
    return low, high


@lru_cache(maxsize=4)
def lut_of(content: bytes) -> Lut | None:
    """The table in a file's content, parsed once; None where there is none or it cannot be used."""
    try:
        return parse_cube(content) if content else None
    except CubeRefused:
        return None


def looked_up(colours: Colours, lut: Lut) -> Colours:
    """Colours through the table: straight lines along a line, tetrahedra in a cube, as FFmpeg and OpenColorIO do.

    What lies beyond the input's range counts as its end.
    """
    if lut.line is not None:
        colours = _along(colours, lut.line)
    return _within(colours, lut.cube) if lut.cube is not None else colours


def _places(
    colours: Colours, low: tuple[float, ...], high: tuple[float, ...], steps: int
) -> tuple[npt.NDArray[np.int32], Colours]:
    """(N, 3) number of the step each colour lies in, and how far into it."""
    first = np.array(low, np.float32)
    place = (colours - first) * (np.float32(steps) / (np.array(high, np.float32) - first))
    np.clip(place, np.float32(0), np.float32(steps), out=place)
    number = np.minimum(place, np.float32(steps - 1)).astype(np.int32)
    place -= number
    return number, place


def _along(colours: Colours, line: Line) -> Colours:
    number, part = _places(colours, line.low, line.high, len(line.table) - 1)
    result = np.empty_like(part)
    for channel in range(3):
        column, at = line.table[:, channel], number[:, channel]
        here = column.take(at)
        result[:, channel] = here + part[:, channel] * (column.take(at + 1) - here)
    return result


def _within(colours: Colours, cube: Cube) -> Colours:
    number, part = _places(colours, cube.low, cube.high, cube.size - 1)
    steps = 1, cube.size, cube.size * cube.size
    base = number[:, 0] + number[:, 1] * np.int32(steps[1]) + number[:, 2] * np.int32(steps[2])
    red, green, blue = (np.ascontiguousarray(part[:, channel]) for channel in range(3))
    most, least = np.maximum(np.maximum(red, green), blue), np.minimum(np.minimum(red, green), blue)
    middle = red + green + blue - most - least
    # The way from the corner below to the one above goes along the largest part first, the smallest last.
    first = np.where(red >= most, *_int(steps[0], np.where(green >= most, *_int(steps[1], steps[2]))))
    last = np.where(blue <= least, *_int(steps[2], np.where(green <= least, *_int(steps[1], steps[0]))))
    table = cube.table
    result = table.take(base, axis=0) * (1 - most)[:, None]
    result += table.take(base + first, axis=0) * (most - middle)[:, None]
    result += table.take(base + (sum(steps) - last), axis=0) * (middle - least)[:, None]
    result += table.take(base + np.int32(sum(steps)), axis=0) * least[:, None]
    return np.asarray(result, np.float32)


def _int(one: int, other: int | npt.NDArray[np.int32]) -> tuple[np.int32, npt.NDArray[np.int32]]:
    return np.int32(one), np.asarray(other, np.int32)
