"""Earlier saved versions of a project, in a hidden folder beside it: the last ten, at most one a minute.

It must never make a save fail.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from studio.files.atomic import write_whole
from studio.files.beside import EXTENSION, backups_folder
from studio.files.refused import not_written

__all__ = ["MOST_BACKUPS", "backups", "keep_backup", "keep_recovered"]

MOST_BACKUPS = 10
_APART_S = 60
_STAMP = "%Y-%m-%d %H.%M.%S"


def backups(path: Path) -> tuple[Path, ...]:
    """The kept versions of the project in file `path`, newest first."""
    try:
        found = [file for file in backups_folder(path).iterdir() if file.suffix == EXTENSION]
    except OSError:
        return ()
    return tuple(sorted(found, reverse=True))


def keep_backup(path: Path, *, apart_s: float = _APART_S) -> None:
    """Keep the file as it is now, before it is replaced, unless one was kept less than `apart_s` seconds before."""
    with contextlib.suppress(OSError):
        saved = path.stat().st_mtime
        kept = backups(path)
        if kept and saved - kept[0].stat().st_mtime < apart_s:
            return
        folder = backups_folder(path)
        folder.mkdir(exist_ok=True)
        copy = folder / f"{datetime.fromtimestamp(saved, UTC).strftime(_STAMP)}{EXTENSION}"
        if not copy.exists():
            _second_name(path, copy)
        for old in backups(path)[MOST_BACKUPS:]:
            old.unlink()


def _second_name(path: Path, copy: Path) -> None:
    # Saving replaces the name and never writes into the old file, so a second name keeps it for nothing.
    try:
        os.link(path.resolve(), copy)
    except OSError:
        shutil.copy2(path, copy)


def keep_recovered(path: Path, data: bytes, when: datetime) -> Path:
    """Put a project that was recovered and not wanted among the versions of `path`; where it lies now."""
    folder = backups_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise not_written(error, path) from error
    copy = folder / f"{when.astimezone(UTC).strftime(_STAMP)} not recovered{EXTENSION}"
    write_whole(copy, data)
    return copy
