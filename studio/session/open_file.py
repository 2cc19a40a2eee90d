"""The file behind the open project: the person's own, or one in the drafts folder until they choose a place.

It must never hold the project itself: the session does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.jobs import Post
from studio.model import Problem, Project
from studio.sentences import Refused
from studio.session.homes import drafts_folder
from studio.session.keeping import READ, UNSAVED, Keeper, Saved
from studio.session.recent import recent_projects, remember_project

if TYPE_CHECKING:
    from studio.files import ProjectLock, Recovery

__all__ = ["OpenFile", "Opened"]


class Opened(NamedTuple):
    """What was read: the project, what could not be read, and what a crash left unsaved."""

    project: Project
    problems: tuple[Problem, ...]
    recovery: Recovery | None


class OpenFile:
    """Where the open project is kept. `path` is None while it lives in the drafts folder.

    Without `keeps` there is no journal and no list of recent projects: only `save` writes.
    """

    def __init__(
        self,
        heard: Callable[[], None],
        *,
        post: Post | None,
        keeps: bool,
        now: Callable[[], datetime],
        autosave_after_s: float,
    ) -> None:
        self.path: Path | None = None
        self.saved: Saved = UNSAVED
        self.post = post
        self._heard, self._keeps, self._now, self._after_s = heard, keeps, now, autosave_after_s
        self._keeper: Keeper | None = None
        self._lock: ProjectLock | None = None
        self._offered: Recovery | None = None

    @property
    def place(self) -> Path | None:
        """The file it lives in, the person's or a draft; None before there is one."""
        return self._keeper.place if self._keeper is not None else self.path

    def takes_folder(self) -> Path:
        """The folder for takes beside the file; a project without one gets its draft now."""
        place = self.place or self._need_keeper().place
        return place.with_name(f"{place.stem} takes")

    def open(self, path: Path) -> Opened:
        """Read the file; then leave the old one and live here. Raises `FileRefused` and stays where it is."""
        from studio.files import find_recovery, load_project

        path = path.absolute()
        if path == self.place:
            # Opened again: what waits to be saved is saved first, so that it is what is read.
            self.leave()
        loaded = load_project(path)
        lock = _locked(path)
        self.leave()
        self._lock = lock
        self._live_at(path)
        self._offered = find_recovery(path) if self._keeps else None
        if self._keeps and self._offered is None:
            self._need_keeper().begin(loaded.project)
        self._tell(READ)
        if self._keeps:
            remember_project(path)
        return Opened(loaded.project, loaded.problems, self._offered)

    def open_for(self, recovery: Recovery) -> Project | None:
        """Live where the recovery belongs. Gives the project saved there, or None when it is open already."""
        from studio.files import FileRefused, load_project

        if recovery.path == self.place:
            return None
        lock = _locked(recovery.path)
        self.leave()
        self._lock = lock
        self._live_at(recovery.path)
        try:
            return load_project(recovery.path).project
        except FileRefused:
            # It never came to a save: what was recovered is all there is.
            return Project(recovery.project.id, recovery.project.name, recovery.project.canvas, recovery.project.rate)

    def note(self, project: Project, label: str) -> None:
        """A step of the history: into the journal now, into the file soon."""
        if not self._keeps:
            self._tell(UNSAVED)
            return
        keeper = self._need_keeper()
        if self._offered is not None:
            # The person goes on without it: it is put aside before the journal is written anew.
            self.forget(self._offered)
        keeper.note(project, label)

    def claim(self) -> None:
        """What a crash left is in the history now: nothing is put aside."""
        self._offered = None

    def forget(self, recovery: Recovery) -> None:
        """Offer the recovery no more; it stays among the backups."""
        from studio.files import discard_recovery

        with contextlib.suppress(Refused):
            discard_recovery(recovery)
        self._offered = None

    def save(self, project: Project, path: Path | None) -> Saved:
        """Save now; with `path` there, and from now on there. When that fails, it lives where it lived before.

        Raises `FileRefused` when another program has the project at `path` open.
        """
        path = path.absolute() if path else None
        if path is not None and path != self.place:
            saved = self._settle(project, path)
        else:
            saved = self._need_keeper().save(project)
        if self._keeps and self.path is not None and saved.state == "saved":
            remember_project(self.path)
        return saved

    def leave(self) -> None:
        """Save what waits and let go of the file."""
        if self._keeper is not None:
            self._keeper.close()
        if self._lock is not None:
            self._lock.release()
        self.path, self._keeper, self._lock, self._offered = None, None, None, None
        self.saved = UNSAVED

    def recoveries(self) -> tuple[Recovery, ...]:
        """What crashes left in the drafts folder and beside the projects opened last, newest first."""
        from studio.files import find_recovery, list_recoveries

        found = {recovery.path: recovery for recovery in list_recoveries(drafts_folder())}
        for path in recent_projects():
            recovery = find_recovery(path) if path not in found else None
            if recovery is not None:
                found[recovery.path] = recovery
        others = (recovery for recovery in found.values() if recovery.path != self.place)
        return tuple(sorted(others, key=lambda recovery: recovery.when, reverse=True))

    def _settle(self, project: Project, path: Path) -> Saved:
        """Live at `path` from now on. A draft that has found its place is gone from the drafts folder."""
        lock = _locked(path)
        keeper = self._new_keeper(path)
        saved = keeper.save(project)
        if saved.state != "saved":
            lock.release()
            return saved
        draft = self.place if self.path is None else None
        self.leave()
        if draft is not None:
            _remove_draft(draft)
        self.path, self._keeper, self._lock = path, keeper, lock
        self._tell(saved)
        return saved

    def _live_at(self, place: Path) -> None:
        if place.parent == drafts_folder():
            self._keeper = self._new_keeper(place)
        else:
            self.path = place

    def _need_keeper(self) -> Keeper:
        if self._keeper is None:
            place = self.path or self._new_draft()
            if self._lock is None:
                self._lock = _locked(place)
            self._keeper = self._new_keeper(place)
            if self._keeps:
                remember_project(place)
        return self._keeper

    def _new_keeper(self, place: Path) -> Keeper:
        post = self.post if self._keeps else None
        return Keeper(place, self._tell, post=post, now=self._now, autosave_after_s=self._after_s)

    def _new_draft(self) -> Path:
        """A file in the drafts folder that does not exist yet, named after the moment."""
        from studio.files import EXTENSION, who_has

        folder, stamp = drafts_folder(), f"{self._now():%Y-%m-%d %H.%M.%S}"
        # Where this fails, the journal says that nothing can be kept.
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            place = folder / f"{stamp}{f' ({number})' if number > 1 else ''}{EXTENSION}"
            if not place.exists() and who_has(place) is None:
                break
        return place

    def _tell(self, saved: Saved) -> None:
        self.saved = saved
        self._heard()


def _locked(path: Path) -> ProjectLock:
    from studio.files import ProjectLock

    lock = ProjectLock(path)
    lock.acquire()
    return lock


def _remove_draft(draft: Path) -> None:
    from studio.files import backups

    with contextlib.suppress(OSError):
        kept = backups(draft)
        for version in kept:
            version.unlink()
        if kept:
            kept[0].parent.rmdir()
        draft.unlink(missing_ok=True)
