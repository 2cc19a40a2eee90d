"""What a colour stack makes of any colour: between exact nodes where that is sure to be near enough, exact elsewhere.

Nodes lie four levels apart. Between them a colour is interpolated in one of six tetrahedra, whose faces are those where
hue bends (Kasson, Nin, Plouffe and Hafner 1995, "Performing color space conversions with three-dimensional linear
interpolation"). A cell of nodes is trusted when the second differences around it bound its error to less than half a
level, or when it is right at places within; all others are computed colour by colour. It is for looking, not for
films that are kept. It must never interpolate in a cell that is not trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import numpy.typing as npt

from studio.effect import Colours

__all__ = ["CELL", "ColourFunction", "Keys", "Lattice", "Packed", "computed", "evaluated", "levels_of"]

ColourFunction = Callable[[Colours], Colours]
"""(N, 3) float32 R'G'B' 0..1 to the same shape, any range; each row on its own."""
Keys = npt.NDArray[np.int64]
"""Colours as R + 256 G + 65536 B."""
Packed = npt.NDArray[np.uint32]
"""Colours packed likewise, with an alpha byte of 255."""
_Volume = npt.NDArray[np.float32]

_ALPHA_BITS = np.uint32(0xFF000000)
_BATCH = 1 << 13
"""Colours computed at a time, so that the arrays in between stay in the processor's cache."""
_WIDTH = 64
"""Batches are padded to a multiple, so that vector code treats a colour alike wherever it stands."""
_SOME = 1 << 9
"""Cells probed at a time."""
CELL = 4
"""Levels between nodes."""
_CELLS, _NODES = 64, 65
_INNER = CELL**3
_FAR = np.float32(1 << 10)
"""Levels."""
_ENOUGH, _MOST = 0.4, 0.8
"""Levels. What the bound says is at most as much as the true error where a stack bends, and four times where it is
smooth; half a level more comes from rounding."""
_PROBED = 0.12
"""Levels by which a cell may be wrong at the eight places: each of its 64 colours is next to one of them."""
_WAYS = ((0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 1))
"""The directions (blue, green, red) of a tetrahedron's edges."""
_PLACES = np.array([blue << 4 | green << 2 | red for blue, green, red in product((1, 3), repeat=3)])
_ALL = np.arange(_INNER)


def levels_of(colours: Colours) -> npt.NDArray[np.uint8]:
    """Colours 0..1 as levels, to the nearest; what lies beyond is cut off, what is no number is 0."""
    # fmax and fmin drop what is not a number.
    return np.asarray(np.fmin(np.fmax(colours * np.float32(255) + np.float32(0.5), 0), 255), np.uint8)


def evaluated(function: ColourFunction, keys: Keys) -> Colours:
    """(N, 3): what the stack makes of colours. Columns lie together, where arithmetic is many times faster."""
    found = np.empty((3, len(keys)), np.float32).T
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        padded = np.resize(some, -(-len(some) // _WIDTH) * _WIDTH)
        colours = np.empty((3, len(padded)), np.float32).T
        for channel in range(3):
            colours[:, channel] = (padded >> (8 * channel)) & 255
        colours /= np.float32(255)
        found[start : start + len(some)] = function(colours)[: len(some)]
    return found


def computed(function: ColourFunction, keys: Keys) -> Packed:
    """What the stack makes of each colour, rounded once."""
    packed = np.empty(len(keys), np.uint32)
    levels = packed.view(np.uint8).reshape(-1, 4)
    levels[:, :3] = levels_of(evaluated(function, keys))
    levels[:, 3] = 255
    return packed


def _weights(last: int) -> _Volume:
    """(8, 64): what each corner of a cell counts for each colour in it.

    The bits of `last` say along which axes (red, green, blue) the cell is the last one, which is but three levels wide:
    its far nodes lie at 255.
    """
    weights = np.zeros((8, _INNER), np.float32)
    for blue, green, red in product(range(CELL), repeat=3):
        column = blue << 4 | green << 2 | red
        steps = [(step / (CELL - bool(last & bit)), bit) for step, bit in ((red, 1), (green, 2), (blue, 4))]
        corner, before = 0, 1.0
        for along, bit in sorted(steps, reverse=True):
            weights[corner, column] += before - along
            corner, before = corner | bit, along
        weights[corner, column] += before
    return weights


_WEIGHTS = [_weights(last) for last in range(8)]
_CORNERS = np.array([(bit >> 2) * _NODES**2 + (bit >> 1 & 1) * _NODES + (bit & 1) for bit in range(8)])


def _keys_in(cells: Keys, places: Keys) -> Keys:
    """(cells, places): the colours at places in cells, both numbered red fastest."""
    dark = (cells & 0x3F000) << 6 | (cells & 0xFC0) << 4 | (cells & 0x3F) << 2
    return np.asarray(dark[:, None] | (places & 0x30) << 12 | (places & 0xC) << 6 | places & 3)


def _first_node(cells: Keys) -> Keys:
    """The number of the node at the dark corner of each cell."""
    return np.asarray((cells >> 12) * _NODES**2 + (cells >> 6 & 63) * _NODES + (cells & 63))


def _bends(nodes: _Volume, way: tuple[int, int, int]) -> _Volume:
    """(65, 65, 65): by how many levels a straight line along `way` misses each node, in its worst channel."""
    inner = tuple(slice(step, _NODES - step) for step in way)
    before = tuple(slice(0, _NODES - 2 * step) for step in way)
    after = tuple(slice(2 * step, _NODES) for step in way)
    low, here, high = nodes[:, *before], nodes[:, *inner], nodes[:, *after]
    bend = np.abs(low + high - here - here)
    # Beyond black and white all is one, however it bends there.
    shown = (np.minimum(np.minimum(low, high), here) < 255) & (np.maximum(np.maximum(low, high), here) > 0)
    worst = np.where(shown | np.isnan(bend), bend, np.float32(0)).max(axis=0)
    # A node at the edge has no neighbour: it counts as bent as the next one within.
    return np.pad(worst, [(step, step) for step in way], mode="edge")


def _bound(nodes: _Volume) -> _Volume:
    """(64, 64, 64): how many levels a cell may be wrong at most: a bend lies between the nodes that show it."""
    even = nodes.copy()
    for axis in (1, 2, 3):
        ends = np.moveaxis(even, axis, 0)
        # The last node lies but three levels from the next: the line through both goes on to where it should be.
        ends[-1] = ends[-2] + (ends[-1] - ends[-2]) * np.float32(CELL / (CELL - 1))
    most = np.zeros((_CELLS,) * 3, np.float32)
    for way in _WAYS:
        bends = _bends(even, way)
        for corner in product(*((0,) if step else (0, 1) for step in way)):
            start = tuple(slice(at, at + _CELLS) for at in corner)
            end = tuple(slice(at + step, at + step + _CELLS) for at, step in zip(corner, way, strict=True))
            np.maximum(most, bends[start] + bends[end], out=most)
    return most * np.float32(0.25)


class Lattice:
    """One stack over all colours. Making it costs a thirtieth of computing them all."""

    def __init__(self, function: ColourFunction) -> None:
        self._function = function
        steps = np.minimum(np.arange(_NODES) * CELL, 255)
        keys = (steps[:, None, None] << 16 | steps[:, None] << 8 | steps).reshape(-1)
        # A row for each channel; far beyond black and white all is one.
        self._nodes = np.ascontiguousarray(np.clip(evaluated(function, keys).T * np.float32(255), -_FAR, _FAR))
        bound = _bound(self._nodes.reshape(3, *(_NODES,) * 3)).reshape(-1)
        # What is no number is in no bound.
        self._trusted = bound <= _ENOUGH
        doubtful = np.flatnonzero((bound > _ENOUGH) & (bound <= _MOST))
        self._trusted[doubtful] = self._probed(doubtful)

    def cells(self, cells: Keys) -> Packed:
        """(cells, 64): all colours of cells, numbered red fastest, each within one level of its own value."""
        packed = np.empty((len(cells), _INNER), np.uint32)
        levels = packed.view(np.uint8).reshape(len(cells), _INNER, 4)
        levels[..., 3] = 255
        between = self._between(cells)
        between += np.float32(0.5)
        np.clip(between, np.float32(0), np.float32(255), out=between)
        for channel in range(3):
            levels[..., channel] = between[channel]
        exact = np.flatnonzero(~self._trusted[cells])
        if len(exact):
            packed[exact] = computed(self._function, _keys_in(cells[exact], _ALL).reshape(-1)).reshape(-1, _INNER)
        return packed

    def _probed(self, cells: Keys) -> npt.NDArray[np.bool_]:
        """Whether cells are right at places within."""
        right = np.empty(len(cells), np.bool_)
        for start in range(0, len(cells), _SOME):
            some = cells[start : start + _SOME]
            exact = evaluated(self._function, _keys_in(some, _PLACES).reshape(-1)).T * np.float32(255)
            near = self._between(some)[:, :, _PLACES]
            wrong = np.abs(np.clip(near, 0, 255) - np.clip(exact.reshape(near.shape), 0, 255))
            right[start : start + len(some)] = (wrong <= _PROBED).all(axis=(0, 2))
        return right

    def _between(self, cells: Keys) -> _Volume:
        """(3, cells, 64) levels on the way between the corners."""
        corners = self._nodes[:, _first_node(cells)[:, None] + _CORNERS]
        # Channel by channel, small enough to be multiplied on this thread alone: threads would wait for one another.
        levels = np.asarray(corners @ _WEIGHTS[0])
        last = 1 * (cells & 63 == 63) + 2 * (cells >> 6 & 63 == 63) + 4 * (cells >> 12 == 63)
        for kind in np.unique(last[last > 0]):
            at = np.flatnonzero(last == kind)
            levels[:, at] = corners[:, at] @ _WEIGHTS[kind]
        return levels
