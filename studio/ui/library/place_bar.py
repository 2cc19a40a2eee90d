"""Where one is among the folders of the library: each folder on the way is a button that leads back.

It must never change where one is by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio.model import Project, folder_path
from studio.sentences import Sentence, say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import ElidedLabel, Pictogram
from studio.ui.words import shown

__all__ = ["PlaceBar"]


class PlaceBar(QWidget):
    """`top` is the name of what lies in no folder; `go(id)` leads to a folder."""

    def __init__(self, top: Sentence, go: Callable[[str], object]) -> None:
        super().__init__()
        self._top, self._go = top, go
        self._way: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(shown(say("Where you are in the library")))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._here = ElidedLabel(shown(top), "muted")
        self._row.addWidget(self._here, 1)

    def show_way(self, project: Project, folder_id: str) -> None:
        """Show the way to a folder: of a long one, the top and the last two."""
        way = (("", shown(self._top)), *((folder.id, folder.name) for folder in folder_path(project, folder_id)))
        if way == self._way:
            return
        self._way = way
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before = way[:-1] if len(way) <= 3 else (way[0], way[-2])
        for place, (name, words) in enumerate(before):
            button = PushButton(words, "link", clicked=partial(self._go, name))
            button.setMaximumWidth(96)
            self._row.insertWidget(2 * place, button)
            self._row.insertWidget(2 * place + 1, Pictogram("right", "muted", 12))
        self._here.setText(way[-1][1])
        self._here.setProperty("role", "strong" if before else "muted")
