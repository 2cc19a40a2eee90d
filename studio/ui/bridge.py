"""Between the session and Qt: what changed becomes signals, what workers found comes home.

It must never hold a truth of its own: whoever hears a signal asks the session.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from studio.commands import run_command
from studio.jobs import Jobs
from studio.model import Project
from studio.sentences import Refused
from studio.session import Session

if TYPE_CHECKING:
    from studio.ui.importing import Importing

__all__ = ["Bridge", "Home"]

_log = logging.getLogger(__name__)


class Home(QObject):
    """The way from any thread to the main one. Make it on the main thread, before the session that posts through it."""

    _came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._came.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        """Have `call` run on the main thread soon. May be called from any thread."""
        self._came.emit(call)

    @Slot(object)
    def _call(self, call: Callable[[], object]) -> None:
        call()


class Bridge(QObject):
    """Qt's view of a `Session`: signals without values, and safe ways to ask for an edit.

    `jobs` runs work off the main thread. `refused` carries the sentence of a refusal, to be shown calmly; `done`
    carries a sentence about something finished. `skimmed` carries the time under the pointer, or None. `to_show`
    carries a stretch of the timeline that the player is to play once.
    """

    project_changed = Signal()
    selection_changed = Signal()
    playhead_changed = Signal()
    range_changed = Signal()
    saved_changed = Signal()
    settings_changed = Signal()
    deck_changed = Signal()
    opened = Signal()
    refused = Signal(object)
    done = Signal(object)
    skimmed = Signal(object)
    to_show = Signal(object)

    def __init__(
        self,
        session: Session,
        home: Home | None = None,
        run: Callable[[str, Mapping[str, object] | None], object] | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self._run = run
        self.home = home or Home()
        self.jobs = Jobs(post=self.post)
        self._signals = {
            "project": self.project_changed,
            "selection": self.selection_changed,
            "playhead": self.playhead_changed,
            "range": self.range_changed,
            "saved": self.saved_changed,
            "settings": self.settings_changed,
            "deck": self.deck_changed,
            "opened": self.opened,
        }
        self._stop_listening = session.listen(self._heard)
        self._importing: Importing | None = None

    def _heard(self, name: str) -> None:
        signal = self._signals.get(name)
        if signal is not None:
            signal.emit()

    def post(self, call: Callable[[], object]) -> None:
        """Have `call` run on the main thread soon. May be called from any thread."""
        self.home.post(call)

    def edit(self, label: str, function: Callable[[Project], Project]) -> bool:
        """Ask the session for an edit. A refusal is shown (`refused`) and gives False."""
        try:
            self.session.edit(label, function)
        except Refused as refusal:
            self.refused.emit(refusal.sentence)
            return False
        return True

    def run(self, command: str, values: Mapping[str, object] | None = None) -> object:
        """Run a command of the table, as the window runs it where there is one: it asks for what is missing.

        A refusal is shown and gives None.
        """
        if self._run is not None:
            return self._run(command, values)
        try:
            return run_command(self.session, command, dict(values or {}))
        except Refused as refusal:
            self.refused.emit(refusal.sentence)
            return None

    @property
    def importing(self) -> Importing:
        """The one way files come in, whoever drops them."""
        from studio.ui.importing import Importing

        if self._importing is None:
            self._importing = Importing(self)
        return self._importing

    def close(self) -> None:
        """Stop listening and wait for workers to end."""
        self._stop_listening()
        if self._importing is not None:
            self._importing.close()
        self.jobs.close()
