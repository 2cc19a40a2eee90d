"""A clip's whole colour stack as one table of all 2^24 colours, exact, filled as colours are met.

The stack is composed in floating point and rounded once. A table starts empty; what a picture shows for
the first time is computed for its distinct colours only (a frame of footage has 0.05 to 0.3 million of its
two million pixels) and kept, so a slider that moves or a keyed stack costs a frame's distinct colours, never
all. A stack that stays is filled to the end in the background, where pictures have most new colours first (2 s of work
for all, a few tenths for what a film shows), and then costs one `take` per picture. Which way a colour came in cannot
be seen. It must never round twice or interpolate.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock, Thread
from time import monotonic, thread_time
from weakref import ref

import numpy as np
import numpy.typing as npt

from studio.effect import Colours, Pixels
from studio.render.memory import recycled
from studio.render.shared_room import ROOM

__all__ = ["ColourFunction", "ColourTables", "levels_of"]

ColourFunction = Callable[[Colours], Colours]
"""(N, 3) float32 R'G'B' 0..1 to the same shape, any range; each row on its own."""

_Keys = npt.NDArray[np.int64]

_COLOURS = 1 << 24
_TABLE_BYTES = 4 * _COLOURS
_COLOUR_BITS = np.uint32(_COLOURS - 1)
_ALPHA_BITS = np.uint32(0xFF000000)
_TILE = 1 << 15
"""Colours computed at a time, so that the arrays in between stay in the processor's cache."""
_WIDTH = 64
"""Tiles are padded to a multiple, so that vector code treats a colour alike wherever it stands."""
_FEW = 1 << 14
_SAMPLE, _MOSTLY, _MANY_AT_ONCE = 1 << 10, 0.98, 1 << 17
_MANY = 1 << 21
_SIDE = 32
"""The background fills cubes of so many levels a side: what is near in colour is shown together."""
_CUBES = (256 // _SIDE) ** 3
_STAYS = 3
"""A stack used this often is taken to stay."""

_seen_lock = Lock()
_seen = np.zeros(0, np.bool_)


def _distinct(keys: _Keys) -> _Keys:
    """Each colour once, or nearly so where most come but once."""
    global _seen
    if len(keys) < _FEW:
        return np.unique(keys)
    some = keys[:: len(keys) // _SAMPLE]
    if len(np.unique(some)) > _MOSTLY * len(some) and len(keys) < _MANY_AT_ONCE:
        # Grain: hardly a colour comes twice, and to find those that do would cost more than to compute them again.
        return keys
    # Marking in a map of all colours is many times faster than sorting.
    with _seen_lock:
        if not len(_seen):
            _seen = np.zeros(_COLOURS, np.bool_)
        _seen[keys] = True
        found = np.flatnonzero(_seen)
        _seen[found] = False
    return found


def _cubes_of(keys: _Keys) -> _Keys:
    """The number of the cube that each colour lies in."""
    return (keys >> 21 & 7) << 6 | (keys >> 13 & 7) << 3 | keys >> 5 & 7


def _corner(cube: int) -> tuple[int, int, int]:
    """The lowest B, G and R in a cube."""
    return (cube >> 6) * _SIDE, (cube >> 3 & 7) * _SIDE, (cube & 7) * _SIDE


def _colours_in(cube: int) -> _Keys:
    """All colours of a cube, red fastest."""
    blue, green, red = (np.arange(low, low + _SIDE) for low in _corner(cube))
    return np.asarray(blue[:, None, None] << 16 | green[:, None] << 8 | red, np.int64).reshape(-1)


def levels_of(colours: Colours) -> npt.NDArray[np.uint8]:
    """Colours 0..1 as levels, to the nearest; what lies beyond is cut off, what is no number is 0."""
    # fmax and fmin drop what is not a number.
    return np.asarray(np.fmin(np.fmax(colours * np.float32(255) + np.float32(0.5), 0), 255), np.uint8)


def _computed(function: ColourFunction, keys: _Keys) -> npt.NDArray[np.uint32]:
    """What the stack makes of the colours `keys` (R + 256 G + 65536 B), packed likewise, marked as known."""
    packed = np.empty(len(keys), np.uint32)
    for start in range(0, len(keys), _TILE):
        some = keys[start : start + _TILE]
        padded = np.resize(some, -(-len(some) // _WIDTH) * _WIDTH)
        colours = np.empty((len(padded), 3), np.float32)
        for channel in range(3):
            colours[:, channel] = (padded >> (8 * channel)) & 255
        colours /= np.float32(255)
        levels = levels_of(function(colours)).astype(np.uint32)
        packed[start : start + len(some)] = (levels[:, 0] | (levels[:, 1] << 8) | (levels[:, 2] << 16) | _ALPHA_BITS)[
            : len(some)
        ]
    return packed


class _Table:
    """What one stack makes of each colour met so far; 0 where none was. An alpha byte of 255 marks the known."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._filling = Lock()
        """Between beginning anew and the background, which never waits for a picture that is being looked up."""
        self.key: Hashable = None
        self._colours = np.zeros(_COLOURS, np.uint32)
        self._known: list[_Keys] = []
        self._full = False
        self._empty = np.ones(_CUBES, np.bool_)
        self._missed = np.zeros(_CUBES, np.int64)
        self.turn = 0
        self.uses = 0
        self.asked_at = monotonic()

    def begin(self, key: Hashable) -> None:
        """Forget everything and serve another stack; only what was known is wiped, not the whole map."""
        with self._filling:
            if self.uses >= _STAYS or sum(map(len, self._known)) > _MANY:
                self._colours.fill(0)
            else:
                for keys in self._known:
                    self._colours[keys] = 0
            self._known = []
            self._full = False
            self._empty[:] = True
            self._missed[:] = 0
            self.turn += 1
            self.uses = 0
            self.key = key

    def most_missed(self, turn: int) -> tuple[int, bool] | None:
        """The cube to be filled next, and whether pictures lacked it; None when all are, or it began anew."""
        with self._filling:
            if self.turn != turn or self._full:
                return None
            cube = int(np.where(self._empty, self._missed, -1).argmax())
            return cube, bool(self._missed[cube])

    def fill(self, turn: int, cube: int, packed: npt.NDArray[np.uint32]) -> None:
        """Take in what the stack makes of a cube's colours, unless it began anew since `turn`."""
        blue, green, red = _corner(cube)
        with self._filling:
            if self.turn == turn:
                whole = self._colours.reshape(256, 256, 256)
                whole[blue : blue + _SIDE, green : green + _SIDE, red : red + _SIDE] = packed.reshape(3 * (_SIDE,))
                self._empty[cube] = False
                self._full = not self._empty.any()

    def look_up(self, pixels: npt.NDArray[np.uint32], function: ColourFunction) -> npt.NDArray[np.uint32]:
        """The new colour, alpha 255, of each of (N,) packed pixels."""
        result = recycled(pixels.shape, np.uint32)
        keys = np.empty(min(_TILE, len(pixels)), np.int64)
        missing: list[tuple[int, _Keys]] = []
        for start in range(0, len(pixels), _TILE):
            here, there = pixels[start : start + _TILE], result[start : start + _TILE]
            some = keys[: len(here)]
            np.bitwise_and(here, _COLOUR_BITS, out=some, casting="unsafe")
            # The keys are in range by their mask; `wrap` only spares the check.
            self._colours.take(some, out=there, mode="wrap")
            if not self._full and there.min() <= _COLOUR_BITS:
                missing.append((start, some[there <= _COLOUR_BITS].copy()))
        if missing:
            new = _distinct(np.concatenate([some for _start, some in missing]))
            self._colours[new] = _computed(function, new)
            with self._filling:
                self._missed += np.bincount(_cubes_of(new), minlength=_CUBES)
            if self.uses < _STAYS:
                self._known.append(new)
        for start, some in missing:
            there = result[start : start + _TILE]
            there[there <= _COLOUR_BITS] = self._colours[some]
        return result


def _fill(waiting: ref[_Table], turn: int, function: ColourFunction) -> None:
    """Compute all colours for a table, a cube at a time, as long as somebody holds it and it does not begin anew."""
    pause = Event()
    while (table := waiting()) is not None and (found := table.most_missed(turn)) is not None:
        del table
        cube, lacking = found
        begun = thread_time()
        packed = _computed(function, _colours_in(cube))
        table = waiting()
        if table is None:
            return
        table.fill(turn, cube, packed)
        del table
        if not lacking:
            # No picture waits for it: whoever draws comes first.
            pause.wait(thread_time() - begun)


class ColourTables:
    """The tables of the few stacks in use. Safe to share between threads.

    Where not `fills`, none is ever filled to the end: for pictures too small and too few to be worth it.
    """

    def __init__(self, most: int = 4, *, fills: bool = True) -> None:
        self._most = most
        self._fills = fills
        self._lock = Lock()
        self._tables: OrderedDict[Hashable, _Table] = OrderedDict()
        ROOM.join(self)

    def _table(self, key: Hashable) -> _Table:
        made = None
        with self._lock:
            table = self._tables.pop(key, None)
            if table is None:
                table = self._tables.popitem(last=False)[1] if len(self._tables) >= self._most else (made := _Table())
            self._tables[key] = table
            table.asked_at = monotonic()
        if made is not None:
            ROOM.make_room(made.asked_at)
        return table

    def held(self) -> list[tuple[float, int]]:
        """See `SharedRoom`."""
        with self._lock:
            return [(table.asked_at, _TABLE_BYTES) for table in self._tables.values()]

    def close_older(self, than: float) -> None:
        """See `SharedRoom`. A table at work lives until its picture is done."""
        with self._lock:
            for key in [key for key, table in self._tables.items() if table.asked_at <= than]:
                del self._tables[key]

    def apply(
        self, pixels: Pixels, key: Hashable, function: ColourFunction, *, opaque: bool, fills: bool = True
    ) -> Pixels:
        """(H, W, 4) straight-alpha RGBA with every colour sent through `function`, alpha kept.

        `key` names the function: two calls with one key must mean the same function. `opaque` promises that
        all alpha is 255. A stack that stays is filled to the end where `fills`. Exact: each level is the function's
        own value, rounded once.
        """
        packed = np.ascontiguousarray(pixels).view(np.uint32).reshape(-1)
        table = self._table(key)
        with table.lock:
            if table.key != key:
                table.begin(key)
            table.uses += 1
            stays, turn = fills and self._fills and table.uses == _STAYS, table.turn
            result = table.look_up(packed, function)
        if stays:
            Thread(target=_fill, args=(ref(table), turn, function), name="colour-table", daemon=True).start()
        if not opaque:
            result &= _COLOUR_BITS
            result |= packed & _ALPHA_BITS
        return result.view(np.uint8).reshape(pixels.shape)
