"""What a killed program left behind: found, offered, and kept when it is not wanted.

It must never force a recovery, and never throw one away.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from studio.files.backups import keep_recovered
from studio.files.beside import EXTENSION, journal_file
from studio.files.journal_records import Replayed, replayed
from studio.files.lock import who_has
from studio.files.project_file import load_project, project_from_json, project_json
from studio.files.refused import FileRefused
from studio.model import Problem, Project, Value

__all__ = ["Recovery", "discard_recovery", "find_recovery", "list_recoveries"]

_JOURNAL = ".journal"


class Recovery(Value, frozen=True):
    """Work that was never saved.

    `path` is the project file it belongs to (which may not be there), `label` names the last edit, `when` is its time,
    `edits` how many edits the file lacks (at most).
    """

    path: Path
    project: Project
    label: str
    when: datetime
    edits: int
    problems: tuple[Problem, ...] = ()


def find_recovery(path: Path) -> Recovery | None:
    """What the journal of the project in file `path` holds and the file does not; None when nothing.

    None too while another living program has the project open: its journal is not left behind.
    """
    path = Path(path).absolute()
    found = _replayed(path)
    if found is None or (found.saved and not found.edits):
        return None
    holder = who_has(path)
    if holder is not None and not holder.is_this_process:
        return None
    try:
        loaded = project_from_json(found.data, base=journal_file(path).parent)
    except FileRefused:
        return None
    if _is_saved(loaded.project, path):
        return None
    edits = found.edits + (0 if found.saved else 1)
    return Recovery(path, loaded.project, found.label, found.when, edits, loaded.problems)


def _replayed(path: Path) -> Replayed | None:
    try:
        return replayed(journal_file(path).read_bytes())
    except OSError:
        return None


def _is_saved(project: Project, path: Path) -> bool:
    """Whether the file holds the project already (the program died between saving and saying so)."""
    try:
        return load_project(path).project == project
    except FileRefused:
        # Nothing saved: an empty project is nothing to recover either.
        return not (project.assets or project.main or project.layers or project.sounds)


def list_recoveries(folder: Path) -> tuple[Recovery, ...]:
    """Everything recoverable in a folder, newest first."""
    try:
        journals = [file for file in Path(folder).iterdir() if file.name.endswith(_JOURNAL)]
    except OSError:
        return ()
    names = [file.name.removeprefix(".").removesuffix(_JOURNAL) for file in journals]
    found = [find_recovery(Path(folder) / name) for name in names if name.endswith(EXTENSION)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.when, reverse=True))


def discard_recovery(recovery: Recovery) -> None:
    """Offer it no more. It stays as a project file among the backups, so that a wrong click costs nothing.

    Raises `FileRefused` when it cannot be put there; then it is still offered.
    """
    keep_recovered(
        recovery.path, project_json(recovery.project, base=journal_file(recovery.path).parent), recovery.when
    )
    with contextlib.suppress(OSError):
        journal_file(recovery.path).unlink()
