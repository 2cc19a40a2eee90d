"""Choosing files: the system's dialogs for media and projects, and what is done with the answer.

It must never read a file itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.sentences import Refused, say
from studio.session import Session
from studio.ui.drag import dropped_files
from studio.ui.importing import PROJECT_ENDING, Importing, ask_for_media
from studio.ui.preferences import keep_word, kept_word
from studio.ui.words import shown

__all__ = ["Choosing"]

_UNPACKED = (".zip", ".challenge")
_PROJECTS = say("Décollage projects")


class Choosing:
    """Asks over `window`. `refused(sentence)` tells what went wrong; `on_start()` whether no project is open;
    `unzip(path)` unpacks a collected project or joins a challenge, and opens it."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        importing: Importing,
        refused: Callable[[str], object],
        on_start: Callable[[], bool],
        unzip: Callable[[Path], object],
    ) -> None:
        self._window, self._session, self._importing = window, session, importing
        self._refused, self._on_start, self._unzip = refused, on_start, unzip

    def ask_media(self) -> None:
        """Let the person choose files and take them in."""
        self._importing.warm_up()
        paths = ask_for_media(self._window, kept_word("folder"))
        if paths:
            keep_word("folder", str(paths[0].parent))
        self.take_in(paths)

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take files in; into an empty project they also go to the timeline, in their order."""
        if not paths:
            return
        if self._on_start():
            self._session.new_project()
        self._importing.start(paths, to_timeline=not self._session.project.main)

    def ask_project(self) -> None:
        """Let the person choose a project and open it."""
        path, _kind = QFileDialog.getOpenFileName(self._window, shown(say("Open")), "", _kinds(" *.zip *.challenge"))
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Open a project, a collected one from its zip, or a challenge to join; what went wrong becomes a message."""
        if path.suffix.lower() in _UNPACKED:
            self._unzip(path)
            return
        try:
            self._session.open(path)
        except Refused as refusal:
            self._refused(refusal.sentence)

    def ask_place(self) -> Path | None:
        """Where the person wants the project to live; None when they changed their mind."""
        name = f"{self._session.project.name}{PROJECT_ENDING}"
        path, _kind = QFileDialog.getSaveFileName(self._window, shown(say("Save as")), name, _kinds())
        if not path:
            return None
        return Path(path if path.endswith(PROJECT_ENDING) else path + PROJECT_ENDING)

    def take_drop(self, dropped: QMimeData) -> None:
        """A dropped project opens, media is taken in."""
        paths = dropped_files(dropped)
        projects = [path for path in paths if path.suffix in (PROJECT_ENDING, *_UNPACKED)]
        if projects:
            self.open(projects[0])
        else:
            self.take_in(paths)


def _kinds(more: str = "") -> str:
    return f"{shown(_PROJECTS)} (*{PROJECT_ENDING}{more})"
