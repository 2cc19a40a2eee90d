"""A clip's whole colour stack as one table of all 2^24 colours, filled as colours are met.

The stack is composed in floating point and rounded once. A table starts empty; what a picture shows for
the first time is computed for its distinct colours only (a frame of footage has 0.05 to 0.3 million of its
two million pixels) and kept, so a slider that moves or a keyed stack costs a frame's distinct colours, never
all. A stack that stays is filled to the end in the background, where pictures have most new colours first, and then
costs one `take` per picture. Exact tables compute every colour; which way one came in cannot be seen. Woven ones, for
looking only, are filled between the nodes of a lattice, to within one level, in a tenth of the work. It must never
round twice, and never weave what is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Event, Lock, Thread
from time import monotonic, thread_time
from weakref import ref

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.render.lattice import CELL, ColourFunction, Keys, Lattice, Packed, computed, levels_of
from studio.render.memory import recycled
from studio.render.shared_room import ROOM

__all__ = ["ColourFunction", "ColourTables", "levels_of", "sketched"]

_COLOURS = 1 << 24
_TABLE_BYTES = 4 * _COLOURS
_COLOUR_BITS = np.uint32(_COLOURS - 1)
_ALPHA_BITS = np.uint32(0xFF000000)
_TILE = 1 << 15
"""Pixels looked up at a time, so that the arrays in between stay in the processor's cache."""
_LARGE = 1 << 20
"""Pixels from which on it is worth to share the looking up."""
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


def _distinct(keys: Keys) -> Keys:
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


def _cubes_of(keys: Keys) -> Keys:
    """The number of the cube that each colour lies in."""
    return (keys >> 21 & 7) << 6 | (keys >> 13 & 7) << 3 | keys >> 5 & 7


def _corner(cube: int) -> tuple[int, int, int]:
    """The lowest B, G and R in a cube."""
    return (cube >> 6) * _SIDE, (cube >> 3 & 7) * _SIDE, (cube & 7) * _SIDE


def _colours_in(cube: int) -> Keys:
    """All colours of a cube, red fastest."""
    blue, green, red = (np.arange(low, low + _SIDE) for low in _corner(cube))
    return np.asarray(blue[:, None, None] << 16 | green[:, None] << 8 | red, np.int64).reshape(-1)


def _woven(lattice: Lattice, cube: int) -> Packed:
    """All colours of a cube, in the order of `_colours_in`."""
    cells = [np.arange(low // CELL, (low + _SIDE) // CELL) for low in _corner(cube)]
    numbers = cells[0][:, None, None] << 12 | cells[1][:, None] << 6 | cells[2]
    side = _SIDE // CELL
    packed = lattice.cells(numbers.reshape(-1)).reshape(3 * (side,) + 3 * (CELL,))
    return packed.transpose(0, 3, 1, 4, 2, 5).reshape(-1)


class _Table:
    """What one stack makes of each colour met so far; 0 where none was. An alpha byte of 255 marks the known."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._filling = Lock()
        """Between beginning anew and the background, which never waits for a picture that is being looked up."""
        self.key: Hashable = None
        self._colours = np.zeros(_COLOURS, np.uint32)
        self._known: list[Keys] = []
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
        if self._full and len(pixels) >= _LARGE:
            # Most of the time goes into waiting for memory: two wait at a time.
            half = len(pixels) // 2
            other = Thread(target=self._take, args=(pixels[half:], result[half:]), name="colour-half")
            other.start()
            self._take(pixels[:half], result[:half])
            other.join()
            return result
        missing = self._take(pixels, result)
        if missing:
            new = _distinct(np.concatenate([some for _start, some in missing]))
            self._colours[new] = computed(function, new)
            with self._filling:
                self._missed += np.bincount(_cubes_of(new), minlength=_CUBES)
            if self.uses < _STAYS:
                self._known.append(new)
        for start, some in missing:
            there = result[start : start + _TILE]
            there[there <= _COLOUR_BITS] = self._colours[some]
        return result

    def _take(self, pixels: npt.NDArray[np.uint32], result: npt.NDArray[np.uint32]) -> list[tuple[int, Keys]]:
        """Look up what is known; gives what is not: from where on, and the colours in order."""
        keys = np.empty(min(_TILE, len(pixels)), np.int64)
        missing: list[tuple[int, Keys]] = []
        for start in range(0, len(pixels), _TILE):
            here, there = pixels[start : start + _TILE], result[start : start + _TILE]
            some = keys[: len(here)]
            np.bitwise_and(here, _COLOUR_BITS, out=some, casting="unsafe")
            # The keys are in range by their mask; `wrap` only spares the check.
            self._colours.take(some, out=there, mode="wrap")
            if not self._full and there.min() <= _COLOUR_BITS:
                missing.append((start, some[there <= _COLOUR_BITS].copy()))
        return missing


def _fill(waiting: ref[_Table], turn: int, function: ColourFunction, weave: bool) -> None:
    """Fill a table with all colours, a cube at a time, as long as somebody holds it and it does not begin anew."""
    pause = Event()
    lattice = Lattice(function) if weave else None
    while (table := waiting()) is not None and (found := table.most_missed(turn)) is not None:
        del table
        cube, lacking = found
        begun = thread_time()
        packed = computed(function, _colours_in(cube)) if lattice is None else _woven(lattice, cube)
        table = waiting()
        if table is None:
            return
        table.fill(turn, cube, packed)
        del table
        if not lacking and lattice is None:
            # No picture waits for it: whoever draws comes first.
            pause.wait(thread_time() - begun)


class ColourTables:
    """The tables of the few stacks in use. Safe to share between threads.

    Where not `fills`, none is ever filled to the end: for pictures too small and too few to be worth it. Where `woven`,
    the background fills tables from a lattice: for looking, within one level.
    """

    def __init__(self, most: int = 4, *, fills: bool = True, woven: bool = False) -> None:
        self._most = most
        self._fills = fills
        self._woven = woven
        self._lock = Lock()
        self._tables: OrderedDict[Hashable, _Table] = OrderedDict()
        self._heard_of: tuple[Hashable, ...] = ()
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

    def is_new(self, key: Hashable) -> bool:
        """Whether a stack has no table and nobody asked this about it before."""
        with self._lock:
            new = key not in self._tables and key not in self._heard_of
            if new:
                self._heard_of = (*self._heard_of[-7:], key)
            return new

    def apply(
        self, pixels: Pixels, key: Hashable, function: ColourFunction, *, opaque: bool, fills: bool = True
    ) -> Pixels:
        """(H, W, 4) straight-alpha RGBA with every colour sent through `function`, alpha kept.

        `key` names the function: two calls with one key must mean the same function. `opaque` promises that
        all alpha is 255. A stack that stays is filled to the end where `fills`. Each level is the function's own value,
        rounded once; in woven tables within one level of it.
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
            given = ref(table), turn, function, self._woven
            Thread(target=_fill, args=given, name="colour-table", daemon=True).start()
        if not opaque:
            result &= _COLOUR_BITS
            result |= packed & _ALPHA_BITS
        return result.view(np.uint8).reshape(pixels.shape)


def sketched(pixels: Pixels, function: ColourFunction, *, opaque: bool) -> Pixels:
    """Nearly what `ColourTables.apply` gives, at once: for a slider that moves.

    Only the middles of cells of 4 by 4 by 4 colours are computed; what a colour lies beside its middle is added.
    """
    packed = np.ascontiguousarray(pixels).view(np.uint32).reshape(-1)
    numbers = np.empty(len(packed), np.int64)
    np.bitwise_or(packed >> 2 & 0x3F, packed >> 4 & 0xFC0, out=numbers, casting="unsafe")
    numbers |= packed >> 6 & 0x3F000
    met = np.zeros(1 << 18, np.bool_)
    met[numbers] = True
    cells = np.flatnonzero(met)
    middles = np.empty(1 << 18, np.uint32)
    middles[cells] = computed(function, (cells & 0x3F) << 2 | (cells & 0xFC0) << 4 | (cells & 0x3F000) << 6 | 0x020202)
    beside = ((packed & 0x03030303).view(np.uint8) - np.uint8(2)).view(np.int8)
    found = cv2.add(middles.take(numbers).view(np.uint8), beside, dtype=cv2.CV_8U).reshape(pixels.shape)
    found[..., 3] = 255 if opaque else pixels[..., 3]
    return np.asarray(found, np.uint8)
