"""A field for words: what is typed until it is left is one step of undo.

It must never know what the words are for: that is the edit it is given.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from studio.model import Project
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.theme import ui_font
from studio.ui.words import shown

__all__ = ["WordsField"]


class WordsField(QPlainTextEdit):
    """Several lines of words. `edit_for(text)` gives the edit that takes them into the project."""

    def __init__(
        self, bridge: Bridge, name: Sentence, edit_for: Callable[[str], Callable[[Project], Project]], *, size: int,
        height: int,
    ) -> None:  # fmt: skip
        super().__init__()
        self._bridge, self._edit_for, self._height = bridge, edit_for, height
        self._quiet = False
        self.setAccessibleName(shown(name))
        self.setFont(ui_font(size))
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)
        self.textChanged.connect(self._typed)

    def sizeHint(self) -> QSize:
        """A few words wide, and as high as was said."""
        return QSize(200, self._height)

    def show_words(self, text: str) -> None:
        """Show what is there."""
        if self.toPlainText() != text:
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def _typed(self) -> None:
        if self._quiet:
            return
        session, edit = self._bridge.session, self._edit_for(self.toPlainText())
        if not session.drafting:
            session.begin_draft(say("Write"))
        session.update_draft(edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, or Enter with Ctrl, is done with writing: keys are commands again."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.window().setFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The words are written."""
        super().focusOutEvent(event)
        self._bridge.session.commit_draft()
