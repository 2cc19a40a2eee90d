"""What is told about exports outside their dialog: one is over, one is under way, an earlier run left some.

It must never start one unasked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import ElidedLabel, Pictogram, label
from studio.ui.controls.slider import number_text
from studio.ui.controls.toast import Toast
from studio.ui.export.queued import QueuedExport
from studio.ui.export.running import Exporting
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["ExportNews", "OfferedExports"]

_SOON_MS = 200


class ExportNews(QObject):
    """Tells by `toast`, unless `window` shows the export dialog or, for what was left, the start screen."""

    def __init__(self, window: MainWindow, exporting: Exporting, toast: Toast) -> None:
        super().__init__(window)
        self._window, self._exporting, self._toast = window, exporting, toast
        self._leaving = False
        exporting.ended.connect(self._ended)
        exporting.found.connect(self._found)
        # After the first picture: what was left must not hold up the window.
        QTimer.singleShot(_SOON_MS, self, exporting.look_for_left)

    def may_close(self) -> bool:
        """Whether the window may go: while an export is written, only when that is asked for a second time."""
        if not self._exporting.busy or self._leaving:
            return True
        self._leaving = True
        self._toast.tell(
            say("An export is still being written. Closing stops it; it is offered again at the next start."),
            drawing="warning",
            action=say("Close all the same"),
            does=self._window.close,
        )
        return False

    def _ended(self, export: QueuedExport) -> None:
        self._leaving = False
        if self._window.dialog is not None and self._window.dialog.objectName() == "export":
            return
        if export.state == "done":
            self._toast.tell(say("“{name}” is ready.", name=export.target.name))
            return
        words = export.sentence or say("The export did not come to an end.")
        shows = say("Show receipt") if export.receipt is not None and not self._window.on_start else ""
        self._toast.tell(words, wrong=True, action=shows, does=self._window.open_export, stays=bool(shows))

    def _found(self) -> None:
        if not self._window.on_start:
            left = sum(one.offered for one in self._exporting.exports)
            goes = self._exporting.resume_offered
            self._toast.tell(_offered_words(left), drawing="info", action=say("Go on"), does=goes, stays=True)


class OfferedExports(QFrame):
    """A row that is there while some of them are not over. Follows `exporting`."""

    def __init__(self, exporting: Exporting) -> None:
        super().__init__()
        self._exporting = exporting
        self.setObjectName("card")
        self.setFixedHeight(52)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram("export", "warn", 20))
        self.words = label("", "strong")
        self.names = ElidedLabel("", "muted")
        row.addWidget(self.words)
        row.addWidget(self.names, 1)
        self.forget = PushButton(say("Throw away"), "ghost", clicked=self._forget)
        self.go_on = PushButton(say("Go on"), "outline", clicked=exporting.resume_offered)
        row.addWidget(self.forget)
        row.addWidget(self.go_on)
        exporting.changed.connect(self.refresh)
        self.setVisible(False)

    def refresh(self) -> None:
        """Show the present."""
        left = [one for one in self._exporting.exports if one.offered and one.state != "done"]
        self.setVisible(bool(left))
        resting = [one for one in left if one.state in ("paused", "failed")]
        for button in (self.forget, self.go_on):
            button.setVisible(bool(resting))
        running = self._exporting.running
        if resting:
            self.words.setText(shown(_offered_words(len(resting))))
            self.names.setText(", ".join(one.target.name for one in resting))
        elif running is not None:
            self.words.setText(shown(say("Exporting “{name}”", name=running.target.name)))
            self.names.setText(number_text(running.percent, 0, "%"))

    def _forget(self) -> None:
        for one in self._exporting.exports:
            if one.offered and one.state in ("paused", "failed"):
                self._exporting.cancel(one.number)


def _offered_words(count: int) -> Sentence:
    """What is offered, in a sentence."""
    if count == 1:
        return say("An export was not finished when the program ended.")
    return say("{count} exports were not finished when the program ended.", count=count)
