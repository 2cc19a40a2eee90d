"""Collecting the project for another machine, from the window: asking where, telling how far, stopping.

It must never write anything itself: the session's worker does.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.jobs import Jobs
from studio.model import Project
from studio.sentences import Refused, say
from studio.session.collecting import collect_project
from studio.ui.bridge import Bridge
from studio.ui.controls.slider import number_text
from studio.ui.controls.toast import Toast
from studio.ui.words import shown

__all__ = ["Collecting"]

_TELL_S = 0.15
_ZIP = ".zip"


class Collecting(QObject):
    """Collects one project at a time, on a worker; told in `toast`."""

    def __init__(self, window: QWidget, bridge: Bridge, toast: Toast) -> None:
        super().__init__()
        self._window, self._bridge, self._toast = window, bridge, toast
        self._jobs: Jobs | None = None
        self._stop = Event()
        self.under_way = False

    def ask(self) -> None:
        """Let the person choose where, then collect there."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = " ".join(self._bridge.session.project.name.replace("/", " ").split()) or shown(say("Project"))
        folder, zipped = shown(say("Folder")), shown(say("Zip file"))
        path, kind = QFileDialog.getSaveFileName(
            self._window, shown(say("Collect the project")), str(Path(home) / name), f"{folder} (*);;{zipped} (*{_ZIP})"
        )
        if path:
            wants_zip = kind.startswith(zipped) and not path.endswith(_ZIP)
            self.start(Path(path + _ZIP if wants_zip else path))

    def start(self, target: Path) -> None:
        """Put the project and the media it uses into `target`."""
        if self.under_way:
            self._toast.tell(say("A project is being collected already."), wrong=True)
            return
        session = self._bridge.session
        session.commit_draft()
        if self._jobs is None:
            self._jobs = Jobs(post=self._bridge.post, workers=1, name="collecting")
        self.under_way = True
        self._stop.clear()
        self._tell(0, 1)
        self._jobs.submit(self._collect, session.project, target, done=lambda whole: self._done(target, whole=whole),
                          failed=self._failed)  # fmt: skip

    def stop(self) -> None:
        """Stop; nothing is left of it."""
        self._stop.set()

    def close(self) -> None:
        """Stop and wait for the worker."""
        self.stop()
        if self._jobs is not None:
            self._jobs.close()

    def _collect(self, project: Project, target: Path) -> bool:
        last = monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal last
            if monotonic() - last > _TELL_S:
                last = monotonic()
                self._bridge.post(lambda: self._tell(done, total))

        return collect_project(project, target, on_progress=progress, cancelled=self._stop.is_set)

    def _tell(self, done: int, total: int) -> None:
        if self.under_way and not self._stop.is_set():
            share = number_text(100 * done / max(1, total), 0, "%")
            words = say("Collecting the project: {share}", share=share)
            self._toast.tell(words, drawing="folder", action=say("Stop"), does=self.stop, stays=True)

    def _done(self, target: Path, *, whole: bool) -> None:
        self.under_way = False
        if not whole:
            self._toast.tell(say("Stopped. Nothing of it is left."))
            return
        folder = target.parent if target.suffix.lower() == _ZIP else target
        self._toast.tell(
            say("“{name}” holds the project and its media.", name=target.name),
            action=say("Show"),
            does=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )

    def _failed(self, error: Exception) -> None:
        self.under_way = False
        if not isinstance(error, Refused):
            self._toast.hide()
            raise error
        self._toast.tell(error.sentence, wrong=True)
