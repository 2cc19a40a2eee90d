"""The names of what lies beside a project: journal, lock, backups, the file being written.

It must never make a name longer than file systems allow.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

__all__ = ["EXTENSION", "backups_folder", "folder_of", "journal_file", "lock_file", "named_beside"]

EXTENSION = ".decollage"
_BACKUPS = ".backups"
_MOST_BYTES = 200


def named_beside(path: Path, ending: str) -> Path:
    """`.NAME` + `ending` in the folder of `path`; a very long name is cut and made unique by its digest."""
    name = path.name
    if len(name.encode(errors="surrogateescape")) > _MOST_BYTES:
        digest = blake2b(name.encode(errors="surrogateescape"), digest_size=8).hexdigest()
        name = f"{name[: _MOST_BYTES // 4]}~{digest}{EXTENSION}"
    return path.parent / f".{name}{ending}"


def folder_of(path: Path) -> Path:
    """The folder from which the paths in the project file `path` are seen; a backup's is that of its project."""
    folder = path.parent
    return folder.parent if folder.name.startswith(".") and folder.suffix == _BACKUPS else folder


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def journal_file(path: Path) -> Path:
    """Where the journal of the project in file `path` lies; one and the same for every link to it."""
    return named_beside(_real(path), ".journal")


def lock_file(path: Path) -> Path:
    """The file that tells who has the project open."""
    return named_beside(_real(path), ".lock")


def backups_folder(path: Path) -> Path:
    """The folder of earlier saved versions: `.NAME.backups` without the extension."""
    path = _real(path)
    short = path.with_name(path.name.removesuffix(EXTENSION) or path.name)
    return named_beside(short, _BACKUPS)
