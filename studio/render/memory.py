"""Picture memory that is used again instead of being given back to the system.

A fresh 8 MB array costs thousands of page faults, often more than the arithmetic done in it. Memory
handed out here returns by itself when the last array looking into it is gone. It must never hand out
memory that somebody can still see.
"""

from __future__ import annotations

import sys
from math import prod
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["forget_unused", "recycled"]

_SMALLEST = 1 << 16
_MOST_BYTES = 256 << 20

_lock = Lock()
_blocks: dict[int, list[npt.NDArray[np.uint8]]] = {}
_wanted: set[int] = set()
"""The sizes asked for since what nobody used was given up."""


def _references(blocks: list[npt.NDArray[np.uint8]], index: int) -> int:
    return sys.getrefcount(blocks[index])


# What a block nobody looks into counts, on this interpreter.
_UNSEEN = _references([np.empty(1, np.uint8)], 0)


def recycled(shape: tuple[int, ...], dtype: npt.DTypeLike = np.uint8) -> npt.NDArray[Any]:
    """An array of that shape with whatever was in it before, C-contiguous, yours alone until you drop it."""
    kind = np.dtype(dtype)
    size = prod(shape) * kind.itemsize
    if size < _SMALLEST:
        return np.empty(shape, kind)
    with _lock:
        block = _unseen_block(size)
    # A view keeps its block alive and counted.
    return block.view(kind).reshape(shape)


def _unseen_block(size: int) -> npt.NDArray[np.uint8]:
    blocks = _blocks.setdefault(size, [])
    _wanted.add(size)
    for index in range(len(blocks)):
        if _references(blocks, index) == _UNSEEN:
            return blocks[index]
    if sum(known * len(held) for known, held in _blocks.items()) + size > _MOST_BYTES:
        for held in _blocks.values():
            held[:] = [held[index] for index in range(len(held)) if _references(held, index) > _UNSEEN]
    block = np.empty(size, np.uint8)
    if sum(known * len(held) for known, held in _blocks.items()) + size <= _MOST_BYTES:
        blocks.append(block)
    return block


def forget_unused() -> None:
    """Give up the memory of sizes nobody asked for since this was called last: windows change, previews come and go."""
    with _lock:
        for size in [size for size in _blocks if size not in _wanted]:
            held = _blocks[size]
            held[:] = [held[index] for index in range(len(held)) if _references(held, index) > _UNSEEN]
            if not held:
                del _blocks[size]
        _wanted.clear()
