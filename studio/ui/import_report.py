"""What the person is told of an import: how far it is, and in one list what was not taken, and why.

It must never interrupt what is under the hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.sentences import say
from studio.session import Imported, Refusal
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import Pictogram, label
from studio.ui.controls.toast import Toast
from studio.ui.importing import Importing
from studio.ui.words import shown

__all__ = ["ImportReport", "NotTaken"]

_ROW = 34
_MOST_ROWS = 10


class ImportReport:
    """Tells of imports: in `toast` while they run, in a dialog (`open_dialog`) what came of them."""

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        importing: Importing,
        toast: Toast,
        open_dialog: Callable[[Dialog], bool],
    ) -> None:
        self._window, self._bridge, self._importing, self._toast = window, bridge, importing, toast
        self._open_dialog = open_dialog
        self._telling = False
        importing.looking.connect(self._looking)
        importing.ended.connect(self._ended)

    def _looking(self, done: int, total: int) -> None:
        self._telling = True
        words = say("Looking into files: {done} of {total}", done=done, total=total)
        self._toast.tell(words, drawing="search", action=say("Stop"), does=self._importing.stop, stays=True)

    def _ended(self, imported: Imported) -> None:
        refused = imported.refused
        if self._telling:
            self._telling = False
            self._toast.hide()
        if len(refused) == 1:
            self._toast.tell(refused[0].sentence, wrong=True)
        elif refused and (self._bridge.session.drafting or not self._open(imported)):
            words = say("{count} files were not taken.", count=len(refused))
            self._toast.tell(words, wrong=True, action=say("Why"), does=lambda: self._open(imported), stays=True)

    def _open(self, imported: Imported) -> bool:
        return self._open_dialog(NotTaken(self._window, imported.refused, others=bool(imported.assets)))


class NotTaken(Dialog):
    """The files that were not taken, a line for each, to be read, copied and closed."""

    def __init__(self, window: QWidget, refused: Sequence[Refusal], *, others: bool) -> None:
        rows = min(len(refused), _MOST_ROWS)
        super().__init__(window, say("{count} files were not taken", count=len(refused)), 640, 156 + rows * _ROW)
        self._refused = refused
        words = label(say("Everything else is in the project.") if others else say("Nothing was taken."), "muted")
        words.setContentsMargins(24, 12, 24, 4)
        self.body.addWidget(words)
        self.body.addWidget(self._list(), 1)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        self.copy_button = PushButton(say("Copy the list"), "ghost", clicked=self.copy)
        self.finish = PushButton(say("Done"), "accent", clicked=self.close_dialog)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.finish)
        self.body.addWidget(foot)

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says, a line for each file."""
        return tuple(shown(refusal.sentence) for refusal in self._refused)

    def _list(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(shown(say("Files that were not taken")))
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 4, 16, 8)
        column.setSpacing(0)
        for refusal in self._refused:
            row = QHBoxLayout()
            row.setSpacing(10)
            words = label(_on_one_line(refusal.sentence), wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setToolTip(str(refusal.path))
            words.setMinimumHeight(_ROW - 4)
            row.addWidget(Pictogram("warning", "warn", 16))
            row.addWidget(words, 1)
            column.addLayout(row)
        column.addStretch(1)
        area.setWidget(inner)
        return area

    def copy(self) -> None:
        """Put the list into the clipboard, with where each file lies."""
        lines = [f"{shown(refusal.sentence)}\t{refusal.path}" for refusal in self._refused]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy_button.say_words(say("Copied"))


def _on_one_line(words: str) -> str:
    return " ".join(shown(words).split())
