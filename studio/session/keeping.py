"""Keeping a project: every edit into the journal at once, the file itself soon after, off the main thread.

It must never change a project, and never raise because a disk is full: it says so in `Saved`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from studio.jobs import Post
from studio.model import Project, Value
from studio.sentences import Refused, Sentence, say

if TYPE_CHECKING:
    from studio.files import Journal

__all__ = ["AUTOSAVE_AFTER_S", "READ", "UNSAVED", "Keeper", "Saved", "SavedState", "not_saved"]

AUTOSAVE_AFTER_S = 2.0

SavedState = Literal["saved", "unsaved", "saving", "failed"]


class Saved(Value, frozen=True):
    """Whether what is on screen is on disk: for programs, in words, and since when."""

    state: SavedState
    sentence: Sentence
    when: datetime | None = None


def saved_at(when: datetime) -> Saved:
    """The state after a save."""
    return Saved("saved", say("Saved {time}", time=f"{when:%H:%M}"), when)


def not_saved(reason: Sentence) -> Saved:
    """The state after a save that failed; `reason` says that it did, and why."""
    return Saved("failed", reason)


UNSAVED = Saved("unsaved", say("Not saved yet"))
SAVING = Saved("saving", say("Saving…"))
READ = Saved("saved", say("Saved"))


class Keeper:
    """Keeps one project in the file `place`.

    With `post` an own thread writes the file `autosave_after_s` after the first change since the last save, and
    `heard` is called at home. Without `post` only `save` and `close` write the file. The journal is written either way.
    """

    def __init__(
        self,
        place: Path,
        heard: Callable[[Saved], None],
        *,
        post: Post | None,
        now: Callable[[], datetime],
        autosave_after_s: float = AUTOSAVE_AFTER_S,
    ) -> None:
        self.place = place
        self._heard, self._post, self._now = heard, post, now
        self._after_s = autosave_after_s
        self._journal: Journal | None = None
        self._writing = threading.Lock()
        self._wake = threading.Condition()
        self._unsaved: Project | None = None
        self._due = False
        self._closing = False
        self._thread: threading.Thread | None = None

    def begin(self, project: Project) -> None:
        """Lay the journal's ground while a project opens, so that the first edit of a long one is as quick as the rest.

        Where that fails, the first edit tries again and says why.
        """
        with suppress(Refused):
            self._open_journal().begin(project)

    def note(self, project: Project, label: str) -> None:
        """Write a committed edit into the journal, and have the file saved soon."""
        with self._wake:
            self._unsaved, self._due = project, True
            self._wake.notify()
        try:
            self._open_journal().append(project, label)
        except Refused as refusal:
            self._heard(not_saved(refusal.sentence))
        else:
            self._heard(UNSAVED if self._post is None else SAVING)
        if self._post is not None and self._thread is None:
            self._thread = threading.Thread(target=self._autosave, name="autosave", daemon=True)
            self._thread.start()

    def save(self, project: Project) -> Saved:
        """Save now, on this thread."""
        with self._wake:
            self._unsaved = project
        saved = self._write()
        self._heard(saved)
        return saved

    def close(self) -> None:
        """Save what is not saved, end the thread, close the journal; it stays where the file could not be written."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()
        saved = self._unsaved is None or self._write().state == "saved"
        if self._journal is not None:
            self._journal.close(clean=saved)

    def _open_journal(self) -> Journal:
        from studio.files import Journal

        if self._journal is None:
            self._journal = Journal(self.place)
        return self._journal

    def _autosave(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._due or self._closing)
                # Wait for the person's hand to rest, but never longer than this.
                self._wake.wait_for(lambda: self._closing, timeout=self._after_s)
                if self._closing:
                    return
                self._due = False
            self._tell(self._write())

    def _tell(self, saved: Saved) -> None:
        assert self._post is not None
        self._post(lambda: self._heard_from_thread(saved))

    def _heard_from_thread(self, saved: Saved) -> None:
        if not self._closing:
            # A newer edit waits already: the file is not what is on screen.
            self._heard(SAVING if self._due and saved.state == "saved" else saved)

    def _write(self) -> Saved:
        """Write the newest project there is, whoever asks, so that an older one never comes after it."""
        from studio.files import save_project

        with self._writing:
            project = self._unsaved
            if project is not None:
                try:
                    save_project(project, self.place)
                    if self._journal is not None:
                        self._journal.saved(project)
                except Refused as refusal:
                    return not_saved(refusal.sentence)
                with self._wake:
                    if self._unsaved is project:
                        self._unsaved = None
            return saved_at(self._now())
