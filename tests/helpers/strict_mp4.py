"""A strict look at an MP4 file: boxes, sample tables and every picture of its H.264 track (ISO 14496-12 and -15).

`complaints(path)` lists what is wrong. Written apart from the program, so that both do not err alike.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path

_HOLDING = {"moov", "trak", "mdia", "minf", "stbl", "dinf", "udta"}


class _Box:
    """A box: its name, its content, and the boxes within."""

    def __init__(self, name: str, data: bytes, at: int) -> None:
        self.name, self.data, self.at = name, data, at
        self.inside = list(_boxes(data, at)) if name in _HOLDING else []

    def one(self, *path: str) -> _Box:
        """The only box of that name within."""
        found = [box for box in self.inside if box.name == path[0]]
        assert len(found) == 1, f"{len(found)} boxes {path[0]} in {self.name}"
        return found[0].one(*path[1:]) if path[1:] else found[0]

    def table(self, form: str) -> list[tuple[int, ...]]:
        """The rows of a full box that begins with a count."""
        (count,) = struct.unpack_from(">I", self.data, 4)
        size = struct.calcsize(form)
        assert len(self.data) == 8 + count * size, f"{self.name}: {count} rows in {len(self.data)} bytes"
        return [struct.unpack_from(form, self.data, 8 + row * size) for row in range(count)]


def _boxes(data: bytes, at: int):
    position = 0
    while position < len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        head = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, position + 8)
            head = 16
        assert head <= length <= len(data) - position, f"box {name!r} at {at + position} does not fit"
        yield _Box(name.decode("latin-1"), data[position + head : position + length], at + position + head)
        position += length


def complaints(path: Path) -> list[str]:
    """What is wrong with the file; nothing for a good one."""
    try:
        data = path.read_bytes()
        whole = list(_boxes(data, 0))
        return [*_order(whole), *(line for trak in _tracks(whole) for line in _track(data, whole, trak))]
    except (AssertionError, struct.error, IndexError) as problem:
        return [str(problem)]


def _tracks(whole: list[_Box]) -> list[_Box]:
    moov = next(box for box in whole if box.name == "moov")
    return [box for box in moov.inside if box.name == "trak"]


def _order(whole: list[_Box]) -> list[str]:
    names = [box.name for box in whole]
    wrong = [] if names[0] == "ftyp" else ["ftyp is not first"]
    if names.count("moov") != 1 or "mdat" not in names or names.index("moov") > names.index("mdat"):
        wrong.append(f"moov and mdat: {names}")
    if any(box.name == "edts" for trak in _tracks(whole) for box in trak.inside):
        wrong.append("an edit list")
    return wrong


def _track(data: bytes, whole: list[_Box], trak: _Box) -> list[str]:
    table = trak.one("mdia", "minf", "stbl")
    sizes = _sizes(table)
    offsets = _offsets(table, sizes)
    ranges = sorted(zip(offsets, sizes, strict=True))
    mdats = [(box.at, box.at + len(box.data)) for box in whole if box.name == "mdat"]
    wrong = []
    if any(a + size > b for (a, size), (b, _) in pairwise(ranges)):
        wrong.append("samples overlap")
    if any(not any(begin <= at and at + size <= end for begin, end in mdats) for at, size in ranges):
        wrong.append("a sample lies outside mdat")
    durations = [delta for count, delta in table.one("stts").table(">II") for _ in range(count)]
    if len(durations) != len(sizes):
        wrong.append(f"stts has {len(durations)} samples, stsz {len(sizes)}")
    (_, _, scale, length) = struct.unpack_from(">IIII", trak.one("mdia", "mdhd").data, 4)
    if trak.one("mdia", "mdhd").data[0] == 0 and length != sum(durations):
        wrong.append(f"mdhd says {length} of {scale}, stts {sum(durations)}")
    if trak.one("mdia", "hdlr").data[8:12] == b"vide":
        wrong += _pictures(data, table, sizes, offsets, durations)
    return wrong


def _sizes(table: _Box) -> list[int]:
    box = table.one("stsz")
    fixed, count = struct.unpack_from(">II", box.data, 4)
    return [fixed] * count if fixed else [row[0] for row in struct.iter_unpack(">I", box.data[12:])]


def _offsets(table: _Box, sizes: list[int]) -> list[int]:
    names = {box.name for box in table.inside}
    chunks = table.one("stco").table(">I") if "stco" in names else table.one("co64").table(">Q")
    runs = table.one("stsc").table(">III")
    offsets: list[int] = []
    for number, (at,) in enumerate(chunks, start=1):
        position = at
        per_chunk = next(count for first, count, _ in reversed(runs) if first <= number)
        for _ in range(per_chunk):
            offsets.append(position)
            position += sizes[len(offsets) - 1]
    assert len(offsets) == len(sizes), f"chunks hold {len(offsets)} samples, stsz {len(sizes)}"
    return offsets


def _pictures(data: bytes, table: _Box, sizes: list[int], offsets: list[int], durations: list[int]) -> list[str]:
    wrong = []
    sequences, pictures, length_size = _parameter_sets(table.one("stsd").data)
    sync = {row[0] for row in table.one("stss").table(">I")}
    for number, (at, size) in enumerate(zip(offsets, sizes, strict=True), start=1):
        kinds, used = _units(data[at : at + size], length_size)
        if any(kind in (7, 8) for kind in kinds):
            wrong.append(f"sample {number} brings parameter sets")
        if not used or not used <= set(pictures):
            wrong.append(f"sample {number} uses {sorted(used)} of {sorted(pictures)}")
        if (5 in kinds) != (number in sync):
            wrong.append(f"sample {number}: sync {number in sync}, kinds {sorted(kinds)}")
    if not set(pictures.values()) <= set(sequences):
        wrong.append("a picture parameter set without its sequence")
    return wrong + _times(table, durations, sync)


def _times(table: _Box, durations: list[int], sync: set[int]) -> list[str]:
    """Shown times: all different, evenly spaced, and none shown before a sync sample that is coded before it."""
    decoded, at = [], 0
    for delta in durations:
        decoded.append(at)
        at += delta
    late = [0] * len(durations)
    if any(box.name == "ctts" for box in table.inside):
        rows = table.one("ctts").table(">Ii")
        late = [offset for count, offset in rows for _ in range(count)]
    if len(late) != len(decoded):
        return [f"ctts has {len(late)} samples, stts {len(decoded)}"]
    shown = [time + offset for time, offset in zip(decoded, late, strict=True)]
    steps = {after - before for before, after in pairwise(sorted(shown))}
    wrong = [] if len(steps) <= 1 and steps != {0} else [f"pictures are {sorted(steps)} apart"]
    if min(shown) != 0:
        wrong.append(f"the first picture is shown at {min(shown)}")
    highest = -1
    for number, time in enumerate(shown, start=1):
        if number in sync:
            if time < highest:
                wrong.append(f"sync sample {number} is shown before one coded earlier")
            floor = time
        if time < floor:
            wrong.append(f"sample {number} is shown before its sync sample")
        highest = max(highest, time)
    return wrong


def _parameter_sets(stsd: bytes) -> tuple[dict[int, bytes], dict[int, int], int]:
    """Sequences by number, pictures by number with their sequence's, and how many bytes lead a unit."""
    entries = list(_boxes(stsd[8:], 0))
    assert [entry.name for entry in entries] == ["avc1"], f"sample entries {[entry.name for entry in entries]}"
    avcc = next(box.data for box in _boxes(entries[0].data[78:], 0) if box.name == "avcC")
    assert avcc[0] == 1
    sequences: dict[int, bytes] = {}
    pictures: dict[int, int] = {}
    position = 5
    count, position = avcc[position] & 31, position + 1
    for _ in range(count):
        (size,) = struct.unpack_from(">H", avcc, position)
        unit = avcc[position + 2 : position + 2 + size]
        assert unit[0] & 31 == 7
        number, _ = _golomb(unit[4:12].replace(b"\0\0\3", b"\0\0"), 0)
        assert number not in sequences, f"two sequence parameter sets {number}"
        sequences[number] = unit
        position += 2 + size
    first = next(iter(sequences.values()))
    assert avcc[1:4] == first[1:4], "the head says another profile than the first parameter set"
    count, position = avcc[position], position + 1
    for _ in range(count):
        (size,) = struct.unpack_from(">H", avcc, position)
        unit = avcc[position + 2 : position + 2 + size].replace(b"\0\0\3", b"\0\0")
        assert unit[0] & 31 == 8
        number, at = _golomb(unit[1:], 0)
        assert number not in pictures, f"two picture parameter sets {number}"
        pictures[number], _ = _golomb(unit[1:], at)
        position += 2 + size
    return sequences, pictures, (avcc[4] & 3) + 1


def _units(sample: bytes, length_size: int) -> tuple[set[int], set[int]]:
    """The kinds of units in a sample, and the picture parameter sets its slices use."""
    kinds, used, position = set(), set(), 0
    while position < len(sample):
        size = int.from_bytes(sample[position : position + length_size], "big")
        unit = sample[position + length_size : position + length_size + size]
        assert 0 < size == len(unit), "a unit does not fit its sample"
        kind = unit[0] & 31
        assert unit[0] < 128, "a forbidden bit is set"
        assert 1 <= kind <= 19, f"a unit of kind {kind}"
        kinds.add(kind)
        if kind in (1, 5):
            bits = unit[1:16].replace(b"\0\0\3", b"\0\0")
            _, at = _golomb(bits, 0)
            _, at = _golomb(bits, at)
            used.add(_golomb(bits, at)[0])
        position += length_size + size
    return kinds, used


def _golomb(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at bit `at`, and the bit after it."""
    bits = "".join(f"{byte:08b}" for byte in data)
    zeros = bits.index("1", at) - at
    return int(bits[at + zeros : at + 2 * zeros + 1], 2) - 1, at + 2 * zeros + 1
