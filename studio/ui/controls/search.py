"""The field to search in: a line with the magnifier at its left.

It must never search itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from studio.sentences import Sentence
from studio.ui.icons import icon
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["SearchField"]


class SearchField(QLineEdit):
    """Says what is searched to those who cannot see it, and while it is empty: that, or something shorter."""

    def __init__(self, words: Sentence, short: Sentence | None = None) -> None:
        super().__init__()
        self._magnifier = self.addAction(icon("search", theme().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.setPlaceholderText(shown(short or words))
        self.setAccessibleName(shown(words))
        for magnifier in self.findChildren(QToolButton):
            magnifier.setAccessibleName(shown(words))

    def changeEvent(self, event: QEvent) -> None:
        """The magnifier wears the theme's colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._magnifier.setIcon(icon("search", theme().muted))
