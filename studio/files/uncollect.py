"""A collected project opened from its `.zip`: unpacked whole into a new folder, by the rules for strangers' zips.

It must never unpack beside what is in the folder already, nor anything but a project and its media.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.files.beside import EXTENSION
from studio.files.portable_names import portable_name
from studio.files.refused import FileRefused
from studio.files.safe_zip import SafeZip, ZipRules, first_free
from studio.sentences import say

__all__ = ["uncollect"]

_RULES = ZipRules(entries=10_000, entry_bytes=1 << 40, whole_bytes=1 << 42)
"""Footage is large; what must fit is asked of the disk."""


def uncollect(
    archive: Path,
    folder: Path | None = None,
    *,
    on_progress: Callable[[int, int], object] = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Unpack the collected project `archive` into a new folder in `folder` (its own, where none is named).

    The project's file in it, None when it was cancelled. Raises `FileRefused`; then nothing is left of it.
    """
    archive = Path(archive).absolute()
    folder = Path(folder).absolute() if folder is not None else archive.parent
    with SafeZip(archive, _RULES) as opened:
        names = [entry.name for entry in opened.entries]
        projects = [name for name in names if _is_project(name)]
        if len(projects) != 1:
            raise FileRefused(say("There is no collected project in “{name}”.", name=archive.name))
        inside, _, file = projects[0].rpartition("/")
        within = f"{inside}/" if inside and all(name.startswith(f"{inside}/") for name in names) else ""
        target = first_free(folder / (inside if within else portable_name(archive.stem)))
        if not folder.is_dir():
            raise FileRefused(say("The folder “{name}” is not there.", name=str(folder)))
        if not opened.unpack(target, within=within, on_progress=on_progress, cancelled=cancelled):
            return None
    return target / (file if within else projects[0])


def _is_project(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return file.endswith(EXTENSION) and not file.startswith(".") and "/" not in folder
