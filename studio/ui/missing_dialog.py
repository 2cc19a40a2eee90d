"""The list of files that are missing or were replaced, with a way to bring back each, and all at once.

It must never open a file itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.model import Asset
from studio.sentences import say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import ElidedLabel, Pictogram, label
from studio.ui.missing import MissingMedia
from studio.ui.words import shown

__all__ = ["MissingDialog"]

_ROW = 52
_MOST_ROWS = 7


class MissingDialog(Dialog):
    """What is missing. `renew(asset_id, path)` takes another file instead, at the person's word."""

    def __init__(self, window: QWidget, missing: MissingMedia, renew: Callable[[str, Path], object]) -> None:
        rows = min(_MOST_ROWS, max(2, len(missing.odd)))
        super().__init__(window, say("Missing media"), 680, 190 + rows * _ROW)
        self._missing, self._renew = missing, renew
        self.answer = label("", "muted", wrap=True)
        self.answer.setContentsMargins(24, 14, 24, 8)
        self.body.addWidget(self.answer)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(shown(say("Missing media")))
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 0, 16, 8)
        self._column.setSpacing(4)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._foot())
        self.rows: list[QWidget] = []
        missing.changed.connect(self.refresh)
        missing.news.connect(self._heard)
        self.refresh()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(8)
        self.folder_button = PushButton(say("Look in a folder…"), "accent", "folder-open", clicked=self.ask_folder)
        self.finish = PushButton(say("Close"), "outline", clicked=self.close_dialog)
        row.addStretch(1)
        row.addWidget(self.finish)
        row.addWidget(self.folder_button)
        return foot

    def refresh(self) -> None:
        """Show what is missing now."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        odd = self._missing.odd
        self.rows = [self._row(asset) for asset in odd]
        for row in self.rows:
            self._column.addWidget(row)
        self._column.addStretch(1)
        self.folder_button.setEnabled(bool(odd))
        if not odd:
            self._say(say("Every file is where it should be."))
        elif not self.answer.text():
            self._say(say("Show one folder or one file: all that lie there come back, whatever they are called now."))

    def _row(self, asset: Asset) -> QWidget:
        gone = self._missing.state(asset.id) == "missing"
        made = QFrame()
        made.setObjectName("card")
        made.setFixedHeight(_ROW)
        row = QHBoxLayout(made)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(Pictogram("error" if gone else "warning", "err" if gone else "warn", 18))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(ElidedLabel(" ".join(asset.name.split()), "strong"))
        folder = str(Path(asset.path).parent)
        words = (
            say("Was in {folder}", folder=folder)
            if gone
            else say("Another file has its name, in {folder}", folder=folder)
        )
        column.addWidget(ElidedLabel(words, "small"))
        row.addLayout(column, 1)
        if not gone:
            row.addWidget(
                PushButton(say("Use the new one"), "ghost", clicked=partial(self._renew, asset.id, Path(asset.path)))
            )
        row.addWidget(PushButton(say("Choose a file…"), clicked=partial(self.ask_file, asset.id)))
        return made

    def ask_folder(self) -> None:
        """Let the person point at a folder, and search it."""
        folder = QFileDialog.getExistingDirectory(self, shown(say("Look in a folder")), self._start())
        if folder:
            self.search((Path(folder),))

    def ask_file(self, asset_id: str) -> None:
        """Let the person choose the file for one asset; with the same content, those beside it are found as well."""
        asset = next((asset for asset in self._missing.odd if asset.id == asset_id), None)
        if asset is None:
            return
        words = say("Choose “{name}”", name=" ".join(asset.name.split()))
        path, _kind = QFileDialog.getOpenFileName(self, shown(words), self._start())
        if path:
            self._renew(asset_id, Path(path))

    def search(self, places: tuple[Path, ...]) -> None:
        """Search there; the answer comes in words."""
        self._say(say("Looking in “{folder}”…", folder=places[0].name))
        self.folder_button.setEnabled(False)
        self._missing.find_in(places)

    def _start(self) -> str:
        """The folder to begin in: the nearest one that is left of where the first missing file was."""
        odd = self._missing.odd
        return str(Path(odd[0].path).parent) if odd else ""

    def _heard(self, words: str, _more: bool) -> None:
        self._say(words)
        self.folder_button.setEnabled(bool(self._missing.odd))

    def _say(self, words: str) -> None:
        self.answer.setText(shown(words))
