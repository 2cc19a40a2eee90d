"""Choosing the LUT of an effect: one of the project's, none, or a file that is taken in first.

It must never open a file itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from studio.sentences import say
from studio.session import Imported
from studio.ui.bridge import Bridge
from studio.ui.controls.choices import Choice
from studio.ui.words import shown

__all__ = ["FileChoice"]

_OTHER = "\0other"


class FileChoice(Choice):
    """`set_file` shows an asset's id; `picked(id)` is called with another that a person chose, empty for none."""

    def __init__(self, bridge: Bridge, name: str, picked: Callable[[str], None]) -> None:
        super().__init__(name)
        self._bridge, self._picked, self._file = bridge, picked, ""
        self._listed: list[tuple[str, str]] = []
        self.chosen.connect(self._choose)
        self.set_file("")

    def set_file(self, asset_id: str) -> None:
        """Show which file is used, among those there are."""
        self._file = asset_id
        project = self._bridge.session.project
        luts = [(asset.id, asset.name) for asset in project.assets if asset.kind == "lut"]
        listed = [("", shown(say("None"))), *luts, (_OTHER, shown(say("Choose a file…")))]
        if listed != self._listed:
            self._listed = listed
            self.clear()
            for key, words in listed:
                self.addItem(words, key)
        self.set_key(asset_id)

    def take(self, path: Path) -> None:
        """Look into a file, take it into the project, and use it."""
        self._bridge.importing.start([path], done=self._took)

    def _choose(self, key: str) -> None:
        if key != _OTHER:
            self._picked(key)
            return
        self.set_key(self._file)
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window(), shown(say("Choose a LUT")), "", f"{shown(say('LUTs'))} (*.cube *.CUBE)"
        )
        if chosen:
            self.take(Path(chosen))

    def _took(self, imported: Imported) -> None:
        asset = next(iter(imported.assets), None)
        if asset is None:
            return
        if asset.kind == "lut":
            self._picked(asset.id)
        else:
            self._bridge.refused.emit(say("“{name}” is no LUT. LUTs end with .cube.", name=asset.name))
