"""How much what can be made again takes on the disk, and emptying it. Runs on a worker.

It must never touch anything outside the store, nor fail: what cannot be deleted stays.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from studio.session.homes import store_folder

__all__ = ["empty_store", "store_bytes"]


def store_bytes() -> int:
    """Bytes on the disk."""
    total = 0
    for path in _files():
        with contextlib.suppress(OSError):
            total += path.lstat().st_size
    return total


def empty_store() -> int:
    """Delete all of it, to be made again when wanted; gives how many bytes are left."""
    for path in _files():
        with contextlib.suppress(OSError):
            path.unlink()
    return store_bytes()


def _files() -> Iterator[Path]:
    for folder, _folders, names in os.walk(store_folder()):
        yield from (Path(folder) / name for name in names)
