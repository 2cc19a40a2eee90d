"""Projects on the start screen, handled as a whole: given a name, copied, put aside for the trash.

It must never touch a project that some window has open, and never delete one: the window's trash takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from studio.sentences import Refused, say
from studio.session.homes import drafts_folder
from studio.session.recent import remember_project

__all__ = ["duplicate_project", "parts_of_project", "rename_project"]


def rename_project(path: Path, name: str) -> None:
    """Give the project in the file another name; the file keeps its own. Raises `Refused`."""
    from studio.edits import rename
    from studio.files import load_project, save_project

    with _alone(path):
        save_project(rename(load_project(path).project, name=name), path)


def duplicate_project(path: Path) -> Path:
    """A copy of the project among the drafts, under a name of its own; gives its file. Raises `Refused`."""
    from studio.files import EXTENSION, load_project, save_project

    project = load_project(path).project
    copy = replace(project, name=str(say("{name} (copy)", name=project.name)))
    folder = drafts_folder()
    for number in count(1):
        place = folder / f"{path.stem} ({number}){EXTENSION}"
        if not place.exists():
            break
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(say("The copy could not be written: {reason}.", reason=error.strerror or "")) from error
    save_project(copy, place)
    remember_project(place)
    return place


def parts_of_project(path: Path) -> tuple[Path, ...]:
    """The files that go to the trash with the project: itself. Raises `Refused` where a window has it open."""
    with _alone(path):
        return (path,)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else has the project open meanwhile. Raises `Refused`."""
    from studio.files import ProjectLock

    lock = ProjectLock(path)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()
