"""HEIC and AVIF photos stored in tiles, as phones do: the picture put together again (ISO 23008-12, item type `grid`).

It must never believe a size it has not been given pictures for.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import av
import msgspec
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from studio.media.reading.turning import UPRIGHT, Turn

__all__ = ["Grid", "grid_of", "put_together"]

_MOST_TILES = 1024


class Grid(msgspec.Struct, frozen=True):
    """`tiles` (ids of items) row by row in `columns`; the picture is what of them lies within width × height."""

    tiles: tuple[int, ...]
    columns: int
    width: int
    height: int
    turn: Turn = UPRIGHT


def grid_of(data: bytes) -> Grid | None:
    """The grid that the file's main picture is; None when it is none, or the file does not hold what it says."""
    try:
        return _grid(data)
    except (struct.error, IndexError, KeyError, StopIteration, ValueError):
        return None


def _grid(data: bytes) -> Grid | None:
    meta = next(body for name, body in _boxes(data) if name == b"meta")
    parts = dict(_boxes(meta[4:]))
    wide = parts[b"pitm"][0] > 0
    main = int.from_bytes(parts[b"pitm"][4 : 8 if wide else 6], "big")
    if _kinds(parts[b"iinf"]).get(main) != b"grid":
        return None
    tiles = _made_of(parts[b"iref"], main)
    where = _content(parts[b"iloc"], main)
    source = parts.get(b"idat", b"") if where[0] == 1 else data
    told = source[where[1] : where[1] + where[2]]
    rows, columns = told[2] + 1, told[3] + 1
    width, height = struct.unpack_from(">II" if told[1] & 1 else ">HH", told, 4)
    if len(tiles) != rows * columns or len(tiles) > _MOST_TILES:
        return None
    return Grid(tiles, columns, width, height, _turn(dict(_boxes(parts[b"iprp"])), parts[b"iprp"], main))


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        if size < head:
            return
        yield name, data[at + head : at + size]
        at += size


def _kinds(iinf: bytes) -> dict[int, bytes]:
    found = {}
    for name, body in _boxes(iinf[6 if iinf[0] == 0 else 8 :]):
        if name == b"infe" and body[0] >= 2:
            size = 2 if body[0] == 2 else 4
            found[int.from_bytes(body[4 : 4 + size], "big")] = body[6 + size : 10 + size]
    return found


def _made_of(iref: bytes, item: int) -> tuple[int, ...]:
    size = 2 if iref[0] == 0 else 4
    for name, body in _boxes(iref[4:]):
        if name == b"dimg" and int.from_bytes(body[:size], "big") == item:
            count = int.from_bytes(body[size : size + 2], "big")
            return tuple(int.from_bytes(body[size * (n + 1) + 2 : size * (n + 2) + 2], "big") for n in range(count))
    return ()


def _content(iloc: bytes, item: int) -> tuple[int, int, int]:
    """How and where the item's own bytes lie (1: in `idat`, 0: in the file), and how many they are."""
    version = iloc[0]
    offset_size, length_size = iloc[4] >> 4, iloc[4] & 15
    base_size, index_size = iloc[5] >> 4, iloc[5] & 15 if version else 0
    id_size = 4 if version == 2 else 2
    at, count = 6 + id_size, int.from_bytes(iloc[6 : 6 + id_size], "big")

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(iloc[at - size : at], "big")

    for _ in range(count):
        found = number(id_size)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size)
        extents = []
        for _ in range(number(2)):
            number(index_size)
            extents.append((base + number(offset_size), number(length_size)))
        if found == item:
            return method, *extents[0]
    raise KeyError(item)


def _turn(parts: dict[bytes, bytes], iprp: bytes, item: int) -> Turn:
    """How the main picture is to be turned: its `irot`, a quarter anti-clockwise each, and its `imir`, in order."""
    turn = UPRIGHT
    properties = list(_boxes(parts[b"ipco"]))
    for name, body in _boxes(iprp):
        if name != b"ipma":
            continue
        id_size, wide = (2 if body[0] == 0 else 4), body[3] & 1
        at = 8
        for _ in range(int.from_bytes(body[4:8], "big")):
            found, count = int.from_bytes(body[at : at + id_size], "big"), body[at + id_size]
            at += id_size + 1
            for _ in range(count):
                number = int.from_bytes(body[at : at + 2], "big") & 0x7FFF if wide else body[at] & 0x7F
                at += 2 if wide else 1
                if found == item and 0 < number <= len(properties):
                    turn = _turned(turn, *properties[number - 1])
    return turn


def _turned(turn: Turn, name: bytes, told: bytes) -> Turn:
    """The turn, and after it what the property says: of `imir`, 0 exchanges top and bottom, 1 left and right."""
    if name == b"irot":
        return Turn((turn.degrees - 90 * (told[0] & 3)) % 360, turn.mirrored)
    if name == b"imir":
        # Mirrored first and turned after is turned back first; top and bottom is left and right, turned half around.
        return Turn((-turn.degrees + (0 if told[0] & 1 else 180)) % 360, not turn.mirrored)
    return turn


def put_together(container: InputContainer, grid: Grid) -> av.VideoFrame | None:
    """The whole picture; None when a tile is missing, cannot be decoded, or is of another kind than the first."""
    streams = {stream.id: stream for stream in container.streams.video}
    if any(tile not in streams for tile in grid.tiles):
        return None
    whole: av.VideoFrame | None = None
    decoded = _decoded(container, {streams[tile].index: streams[tile] for tile in grid.tiles})
    for number, tile in enumerate(grid.tiles):
        frame = decoded.get(streams[tile].index)
        if frame is None:
            return None
        if not frame.format.name.startswith(("yuv420p", "yuvj420p", "yuv444p", "yuvj444p", "gray")):
            return None
        if whole is None:
            rows = len(grid.tiles) // grid.columns
            if grid.width > frame.width * grid.columns or grid.height > frame.height * rows:
                return None
            whole = av.VideoFrame(grid.width, grid.height, frame.format.name)
            whole.colorspace, whole.color_range = frame.colorspace, frame.color_range
            whole.color_trc, whole.color_primaries = frame.color_trc, frame.color_primaries
            size = (frame.width, frame.height)
        if (frame.width, frame.height) != size or frame.format.name != whole.format.name:
            return None
        _paste(frame, whole, number % grid.columns * frame.width, number // grid.columns * frame.height)
    return whole


def _decoded(container: InputContainer, streams: dict[int, VideoStream]) -> dict[int, av.VideoFrame]:
    found: dict[int, av.VideoFrame] = {}
    try:
        for packet in container.demux(*streams.values()):
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    found.setdefault(packet.stream.index, frame)
    except av.error.FFmpegError:
        return {}
    return found


def _paste(tile: av.VideoFrame, whole: av.VideoFrame, left: int, top: int) -> None:
    kind = np.uint8 if tile.format.components[0].bits == 8 else np.uint16
    for source, into in zip(tile.planes, whole.planes, strict=True):
        small, large = (
            np.frombuffer(memoryview(plane), kind).reshape(-1, plane.line_size // np.dtype(kind).itemsize)
            for plane in (source, into)
        )
        x, y = left * source.width // tile.width, top * source.height // tile.height
        seen = small[: min(source.height, into.height - y), : min(source.width, into.width - x)]
        large[y : y + seen.shape[0], x : x + seen.shape[1]] = seen
