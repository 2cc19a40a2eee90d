"""Writing a file so that there is always a whole one: the old, or the new.

It must never touch the old file before the new one is safely on disk.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from pathlib import Path

from studio.files.beside import named_beside
from studio.files.refused import not_written

__all__ = ["sync_folder", "write_whole"]

_ENDING = ".saving"
_ABANDONED_AFTER_S = 600
_TRIES = 20


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` into the file `path`: written beside it, synced, renamed, folder synced.

    A link is followed; the permissions of the old file are kept. Raises `FileRefused`; then the old file is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        beside = named_beside(target, f".{secrets.token_hex(4)}{_ENDING}")
        try:
            _write_synced(beside, data, target)
            _rename(beside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise not_written(error, path) from error
    sync_folder(target.parent)
    _sweep(target)


def _write_synced(beside: Path, data: bytes, target: Path) -> None:
    with beside.open("xb", buffering=0) as file:
        with contextlib.suppress(OSError, AttributeError):
            os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]
        os.fsync(file.fileno())


def _rename(beside: Path, target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder", str(target))
    for attempt in range(_TRIES):
        try:
            beside.replace(target)
        except PermissionError:
            # On Windows a virus scanner may hold a file for a moment.
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            time.sleep(0.02)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(target: Path) -> None:
    """Remove what killed programs left half written, once it is old enough to be nobody's."""
    start = named_beside(target, "").name + "."
    oldest = time.time() - _ABANDONED_AFTER_S
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(start) and entry.name.endswith(_ENDING) and entry.stat().st_mtime < oldest:
                Path(entry.path).unlink()
