"""Exports that wait or are under way, kept on disk, so that they are offered again when the program ended before them.

Each program keeps its own in a folder that it holds a lock on; those of a program that is gone are taken over. It must
never lose a person's export because another program looks, nor fail because a disk is full.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import msgspec

from studio.model import Project
from studio.sentences import Refused
from studio.session.homes import exports_folder

if TYPE_CHECKING:
    from studio.files import ProjectLock

__all__ = ["KeptExport", "KeptExports"]

_ENDING = ".export"


class KeptExport(msgspec.Struct, frozen=True, kw_only=True):
    """An export as it was asked for: `steps` are pairs of a file and a work (`work_out`), `span` start and length as
    fractions, `platforms` names, `sheets` the ids of platforms that a post sheet is for, `captions` kinds of
    caption files beside the film. `project` is its saved form.
    """

    key: str
    project: msgspec.Raw
    steps: tuple[tuple[str, dict[str, Any]], ...]
    span: tuple[str, str] | None = None
    platforms: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()

    def read_project(self) -> Project:
        """The project. Raises `FileRefused` where it cannot be read."""
        from studio.files import project_from_json

        return project_from_json(bytes(self.project), base=exports_folder()).project


_LEARNT = msgspec.json.Decoder(KeptExport)


class KeptExports:
    """The running program's exports on disk. Safe to call from any thread; `close` leaves them to the next start."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._gone: set[str] = set()
        self._closed = False
        self._folder: Path | None = None
        self._held: ProjectLock | None = None

    def keep(self, export: KeptExport) -> None:
        """Write it whole, or not at all; nothing happens for one that was let go in the meantime."""
        from studio.files import write_whole

        with self._lock, suppress(OSError, Refused):
            if self._closed or export.key in self._gone:
                return
            path = self._own_folder() / f"{export.key}{_ENDING}"
            if not path.exists():
                write_whole(path, msgspec.json.encode(export))

    def let_go(self, key: str) -> None:
        """Forget it: it is done, or nobody wants it any more."""
        with self._lock, suppress(OSError):
            self._gone.add(key)
            if self._folder is not None:
                (self._folder / f"{key}{_ENDING}").unlink(missing_ok=True)

    def left(self) -> tuple[KeptExport, ...]:
        """What programs that are gone did not finish, in the order it was asked for; it is this program's now."""
        found: list[KeptExport] = []
        with self._lock, suppress(OSError):
            for folder in sorted(exports_folder().iterdir()):
                if folder.is_dir() and folder != self._folder:
                    with suppress(OSError, Refused):
                        found += self._taken_over(folder)
        return tuple(found)

    def close(self) -> None:
        """Hold them no more: what was not let go is offered at the next start."""
        with self._lock:
            self._closed = True
            if self._held is not None:
                self._held.release()
            if self._folder is not None:
                with suppress(OSError):
                    self._folder.rmdir()  # stays where exports are left
            self._held = self._folder = None

    def _own_folder(self) -> Path:
        from studio.files import ProjectLock

        if self._folder is None:
            folder = exports_folder() / secrets.token_hex(4)
            folder.mkdir(parents=True)
            held = ProjectLock(folder)
            held.acquire()
            self._folder, self._held = folder, held
        return self._folder

    def _taken_over(self, folder: Path) -> list[KeptExport]:
        """The exports in another program's folder, moved to this one's. Raises `FileRefused` while it lives."""
        from studio.files import ProjectLock

        with ProjectLock(folder):
            found = [self._taken(path) for path in sorted(folder.glob(f"*{_ENDING}"))]
            folder.rmdir()
        return [export for export in found if export is not None]

    def _taken(self, path: Path) -> KeptExport | None:
        """The export in `path`, moved to this program's folder; None where it cannot be read."""
        mine = path.replace(self._own_folder() / path.name)
        try:
            return _LEARNT.decode(mine.read_bytes())
        except (msgspec.MsgspecError, UnicodeDecodeError):
            mine.unlink()
            return None
