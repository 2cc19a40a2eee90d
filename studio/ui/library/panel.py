"""The library's frame: the rail at the left, the chosen tab beside it.

It must never know what a tab shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import RailButton
from studio.ui.words import shown

__all__ = ["Library"]


class Library(QFrame):
    """Tabs of (id, which is their icon too, and word); `tab_changed(id)`. `add` gives them what they show, in order."""

    tab_changed = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, Sentence]]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(shown(say("Library")))
        self.setMinimumWidth(300)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(72)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._ids = [tab_id for tab_id, _word in tabs]
        for number, (tab_id, word) in enumerate(tabs):
            button = RailButton(tab_id, word)
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        row.addWidget(rail)
        row.addWidget(self._stack, 1)
        self._group.idClicked.connect(self._show)
        self._group.button(0).setChecked(True)

    def add(self, content: QWidget) -> None:
        """What the first tab without any shows."""
        self._stack.addWidget(content)

    @property
    def tab(self) -> str:
        """The id of the tab on show."""
        return self._ids[self._stack.currentIndex()]

    def show_tab(self, tab_id: str) -> None:
        """Go to a tab."""
        number = self._ids.index(tab_id)
        self._group.button(number).setChecked(True)
        self._show(number)

    def next_tab(self) -> None:
        """Go to the next tab, round and round."""
        self.show_tab(self._ids[(self._stack.currentIndex() + 1) % len(self._ids)])

    def content(self, tab_id: str) -> QWidget:
        """What a tab shows."""
        found = self._stack.widget(self._ids.index(tab_id))
        assert found is not None
        return found

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.tab_changed.emit(self._ids[number])
