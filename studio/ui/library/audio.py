"""The Audio tab: the project's own sounds, or those that come with the program.

It must never add a sound itself.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.search import SearchField
from studio.ui.library.media import FilesTab
from studio.ui.library.sounds_tab import SoundsTab

__all__ = ["AudioTab"]

Side = Literal["files", "sounds"]
_SIDES: tuple[tuple[Side, Sentence], ...] = (("files", say("In the project")), ("sounds", say("Ready sounds")))


class AudioTab(QWidget):
    """Two sides, one shown at a time."""

    def __init__(self, files: FilesTab, sounds: SoundsTab) -> None:
        super().__init__()
        self.files, self.sounds = files, sounds
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 12, 12, 0)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        for number, (side, words) in enumerate(_SIDES):
            chip = PushButton(words, "chip", checkable=True, clicked=partial(self.show_side, side))
            self._group.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        column.addLayout(row)
        for tab in (files, sounds):
            self._stack.addWidget(tab)
        column.addWidget(self._stack, 1)
        self.show_side("files")

    @property
    def side(self) -> Side:
        """The side on show."""
        return _SIDES[self._stack.currentIndex()][0]

    @property
    def search(self) -> SearchField:
        """Where one types what one looks for on the side on show."""
        return self.files.search if self.side == "files" else self.sounds.search

    def show_side(self, side: Side) -> None:
        """Go to a side."""
        number = next(number for number, (each, _words) in enumerate(_SIDES) if each == side)
        self._group.button(number).setChecked(True)
        self._stack.setCurrentIndex(number)
