"""Projects collected for other machines, from the window: made, and opened from their zip; telling how far, stopping.

It must never write anything itself: the session's worker does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.jobs import Jobs
from studio.model import Problem, Project
from studio.sentences import Refused, Sentence, say
from studio.session.authoring import packing_problems
from studio.session.collecting import collect_project, open_collected, pack_project
from studio.session.joining import join_beside
from studio.session.known_authors import Verified, verify_challenge
from studio.session.ready_challenges import join_ready
from studio.ui.bridge import Bridge
from studio.ui.controls.slider import number_text
from studio.ui.controls.toast import Toast
from studio.ui.words import shown

__all__ = ["Collecting"]

_TELL_S = 0.15
_ZIP, _CHALLENGE = ".zip", ".challenge"

T = TypeVar("T")


class Collecting(QObject):
    """Collects or unpacks one project at a time, on a worker; told in `toast`. `opens` is handed what was unpacked."""

    def __init__(self, window: QWidget, bridge: Bridge, toast: Toast, opens: Callable[[Path], object]) -> None:
        super().__init__()
        self._opens = opens
        self._window, self._bridge, self._toast = window, bridge, toast
        self._jobs: Jobs | None = None
        self._stop = Event()
        self._words: Sentence = say("Collecting the project: {share}")
        self.under_way = False

    def ask(self) -> None:
        """Let the person choose where, then collect there."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = " ".join(self._bridge.session.project.name.replace("/", " ").split()) or shown(say("Project"))
        folder, zipped = shown(say("Folder")), shown(say("Zip file"))
        placed = shown(say("Folder, telling where media was taken"))
        zipped_placed = shown(say("Zip file, telling where media was taken"))
        kinds = f"{folder} (*);;{zipped} (*{_ZIP});;{placed} (*);;{zipped_placed} (*{_ZIP})"
        path, kind = QFileDialog.getSaveFileName(
            self._window, shown(say("Collect the project")), str(Path(home) / name), kinds
        )
        if path:
            wants_zip = kind.endswith(f"(*{_ZIP})") and not path.endswith(_ZIP)
            keep_places = kind.startswith((placed, zipped_placed))
            self.start(Path(path + _ZIP if wants_zip else path), keep_places=keep_places)

    def start(self, target: Path, *, keep_places: bool = False) -> None:
        """Put the project and the media it uses into `target`; where it was taken only where that is asked for."""
        session = self._bridge.session
        session.commit_draft()
        self._begin(
            say("Collecting the project: {share}"),
            partial(self._collect, session.whole, target, keep_places),
            lambda made: self._done(target, made),
        )

    def ask_pack(self) -> None:
        """Let the person choose where the challenge goes, then pack it."""
        session = self._bridge.session
        session.commit_draft()
        facts = session.whole.challenge
        name = facts.name if facts is not None and facts.name else session.whole.name
        name = " ".join(name.replace("/", " ").split()) or shown(say("Challenge"))
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = f"{shown(say('Challenge'))} (*{_CHALLENGE})"
        path, _kind = QFileDialog.getSaveFileName(
            self._window, shown(say("Pack as a challenge")), str(Path(home) / f"{name}{_CHALLENGE}"), kinds
        )
        if path:
            self.pack(Path(path if path.endswith(_CHALLENGE) else path + _CHALLENGE))

    def pack(self, target: Path) -> None:
        """Put the project, its media and what the challenge asks into `target`."""
        project, effects = self._bridge.session.whole, self._bridge.session.effects
        self._begin(
            say("Packing the challenge: {share}"),
            lambda: (
                len(pack_project(project, target, effects=effects, on_progress=self._progress()).slots),
                packing_problems(project),
            ),
            lambda made: self._packed(target, *made),
        )

    def _packed(self, target: Path, slots: int, problems: Sequence[Problem]) -> None:
        self.under_way = False
        words = say("“{name}” can be joined by anybody. It has {count} slots.", name=target.name, count=slots)
        if slots == 1:
            words = say("“{name}” can be joined by anybody. It has one slot.", name=target.name)
        if problems:
            words = say(
                "“{name}” is packed. Look at this first: {problem}", name=target.name, problem=problems[0].sentence
            )
        folder = QUrl.fromLocalFile(str(target.parent))
        self._toast.tell(words, action=say("Show"), does=lambda: QDesktopServices.openUrl(folder))

    def ask_join(self, name: str | None = None) -> None:
        """Join the challenge of that name that came with the program, or the one the person chooses."""
        if name:
            self._begin(
                say("Joining the challenge: {share}"),
                lambda: join_ready(name, on_progress=self._progress()),
                self._unpacked,
            )
            return
        kinds = f"{shown(say('Challenge'))} (*{_CHALLENGE})"
        path, _kind = QFileDialog.getOpenFileName(self._window, shown(say("Join a challenge")), "", kinds)
        if path:
            self.open_zip(Path(path))

    def open_zip(self, archive: Path) -> None:
        """Unpack a collected project, or join a challenge, beside its file, or where the person says where one cannot
        write; and open it."""
        folder: Path | None = archive.parent
        if not os.access(archive.parent, os.W_OK):
            chosen = QFileDialog.getExistingDirectory(
                self._window, shown(say("Where to unpack “{name}”", name=archive.name))
            )
            folder = Path(chosen) if chosen else None
        if folder is not None and archive.suffix.lower() == _CHALLENGE:
            self._begin(
                say("Joining the challenge: {share}"),
                # Before anything is unpacked: a signature that is not right is refused.
                lambda: (verify_challenge(archive), join_beside(archive, folder, on_progress=self._progress())),
                lambda made: self._joined(*made),
            )
        elif folder is not None:
            self._begin(
                say("Unpacking the project: {share}"),
                lambda: open_collected(archive, folder, on_progress=self._progress(), cancelled=self._stop.is_set),
                self._unpacked,
            )

    def _begin(self, words: Sentence, work: Callable[[], T], done: Callable[[T], None]) -> None:
        if self.under_way:
            self._toast.tell(say("A project is being collected or unpacked already."), wrong=True)
            return
        if self._jobs is None:
            self._jobs = Jobs(post=self._bridge.post, workers=1, name="collecting")
        self.under_way, self._words = True, words
        self._stop.clear()
        self._tell(0, 1)
        self._jobs.submit(work, done=done, failed=self._failed)

    def stop(self) -> None:
        """Stop; nothing is left of it."""
        self._stop.set()

    def close(self) -> None:
        """Stop and wait for the worker."""
        self.stop()
        if self._jobs is not None:
            self._jobs.close()

    def _collect(self, project: Project, target: Path, keep_places: bool) -> tuple[int, tuple[str, ...]] | None:
        return collect_project(
            project, target, keep_places=keep_places, on_progress=self._progress(), cancelled=self._stop.is_set
        )

    def _progress(self) -> Callable[[int, int], object]:
        last = monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal last
            if monotonic() - last > _TELL_S:
                last = monotonic()
                self._bridge.post(lambda: self._tell(done, total))

        return progress

    def _tell(self, done: int, total: int) -> None:
        if self.under_way and not self._stop.is_set():
            share = number_text(100 * done / max(1, total), 0, "%")
            words = Sentence(self._words.source, {"share": share})
            self._toast.tell(words, drawing="folder", action=say("Stop"), does=self.stop, stays=True)

    def _joined(self, who: Verified, project: Path) -> None:
        self._unpacked(project)
        author = who.author or shown(say("somebody without a name"))
        if who.seen == "same":
            self._toast.tell(say("Signed by {author}, with the same key as before.", author=author))
        elif who.seen == "first":
            self._toast.tell(
                say("Signed by {author}; this key is seen for the first time: {key}.", author=author, key=who.key)
            )
        elif who.seen == "other":
            self._toast.tell(
                say("This is not the key that {author} signed with before: {key}.", author=author, key=who.key),
                wrong=True,
            )

    def _unpacked(self, project: Path | None) -> None:
        self.under_way = False
        if project is None:
            self._toast.tell(say("Stopped. Nothing of it is left."))
            return
        self._toast.hide()
        self._opens(project)

    def _done(self, target: Path, made: tuple[int, tuple[str, ...]] | None) -> None:
        self.under_way = False
        if made is None:
            self._toast.tell(say("Stopped. Nothing of it is left."))
            return
        words = say("“{name}” holds the project and its media.", name=target.name)
        left_out, telling = made
        if telling:
            words = say("“{name}” holds the project and its media. “{file}” still tells where it was taken.",
                        name=target.name, file=telling[0])  # fmt: skip
            if len(telling) > 1:
                words = say("“{name}” holds the project and its media. {count} files still tell where they were taken.",
                            name=target.name, count=len(telling))  # fmt: skip
        elif left_out == 1:
            words = say("“{name}” holds the project and its media. Where one file was taken was left out.",
                        name=target.name)  # fmt: skip
        elif left_out:
            words = say("“{name}” holds the project and its media. Where {count} files were taken was left out.",
                        name=target.name, count=left_out)  # fmt: skip
        folder = target.parent if target.suffix.lower() == _ZIP else target
        self._toast.tell(
            words,
            action=say("Show"),
            does=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )

    def _failed(self, error: Exception) -> None:
        self.under_way = False
        if not isinstance(error, Refused):
            self._toast.hide()
            raise error
        self._toast.tell(error.sentence, wrong=True)
