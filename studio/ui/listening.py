"""Listening to files on a worker, for commands that need what is heard: the window goes on meanwhile.

It must never change a project itself: the command does, when the answer is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio.jobs import Job
from studio.sentences import Refused, Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.toast import Toast

__all__ = ["Listening"]

_DRAFT_MS = 150


class Listening(QObject):
    """One thing is listened to at a time, told in `toast`; another project on show ends it."""

    _progressed = Signal(int, int)

    def __init__(self, parent: QObject, bridge: Bridge, toast: Toast) -> None:
        super().__init__(parent)
        self._bridge, self._toast = bridge, toast
        self._job: Job | None = None
        self._words: Sentence = say("Listening…")
        self._end: Callable[[], object] | None = None
        self._progressed.connect(self._tell)
        bridge.opened.connect(self.stop)

    @property
    def under_way(self) -> bool:
        """Whether something is being listened to."""
        return self._job is not None

    def start(self, values: Mapping[str, Any]) -> None:
        """Run `work` on a worker, then `use` with what it heard; `words` are shown meanwhile.

        `stop` ends it early, where that can be done; `follow` is given what takes how much is done of how much.
        """
        if self.under_way:
            raise Refused(say("Something is being listened to already."))
        self._words, self._end = values["words"], values.get("stop")
        if "follow" in values:
            values["follow"](self._progressed.emit)
        self._job = self._bridge.jobs.submit(
            values["work"], done=partial(self._came, values["use"]), failed=self._failed
        )
        self._toast.tell(self._words, drawing="audio", action=say("Stop"), does=self.stop, stays=True)

    def stop(self) -> None:
        """Forget what is being listened to."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if self._end is not None:
                self._end()
            self._toast.hide()

    def _tell(self, done: int, total: int) -> None:
        if self.under_way and total:
            words = say("{what} {percent} %", what=self._words, percent=100 * done // total)
            self._toast.tell(words, drawing="audio", action=say("Stop"), does=self.stop, stays=True)

    def _came(self, use: Callable[[Any], None], heard: object) -> None:
        job = self._job
        if self._bridge.session.drafting:
            # Something is under the person's hand: then soon.
            QTimer.singleShot(_DRAFT_MS, self, lambda: self._came(use, heard) if self._job is job else None)
            return
        self._job = None
        self._toast.hide()
        try:
            use(heard)
        except Refused as refused:
            self._bridge.refused.emit(refused.sentence)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._toast.hide()
        if not isinstance(error, Refused):
            raise error
        self._bridge.refused.emit(error.sentence)
