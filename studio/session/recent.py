"""The projects opened last, for the start screen.

It must never fail: a list that cannot be read is an empty list, one that cannot be written is forgotten.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from studio.model import Project
from studio.sentences import Refused
from studio.session.homes import recent_file

__all__ = ["peek_project", "recent_projects", "remember_project"]

_MOST = 20


def recent_projects() -> tuple[Path, ...]:
    """Projects that still exist, the last opened first."""
    try:
        names = msgspec.json.decode(recent_file().read_bytes(), type=list[str])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ()
    return tuple(path for path in map(Path, names) if path.is_file())


def peek_project(path: Path) -> Project | None:
    """The project in a file, to show what it is; None where it cannot be read. May run on a worker."""
    from studio.files import load_project

    try:
        return load_project(path).project
    except (Refused, OSError):
        return None


def remember_project(path: Path) -> None:
    """Put the project first in the list."""
    path = path.absolute()
    names = [str(path), *(str(other) for other in recent_projects() if other != path)][:_MOST]
    target = recent_file()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        beside.write_bytes(msgspec.json.encode(names))
        beside.replace(target)
