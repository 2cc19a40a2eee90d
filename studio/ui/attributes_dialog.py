"""The sheet on which a person chooses what of a copied clip is done to the selected ones.

It must never change a project: it asks for the command.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from studio.commands import ATTRIBUTE_NAMES
from studio.sentences import say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Switch
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import label

__all__ = ["AttributesDialog"]

_COLUMNS = 2
_ROW = 36


class AttributesDialog(Dialog):
    """A switch for each part, all on at first; `paste(parts)` when the person says so."""

    def __init__(self, window: QWidget, name: str, paste: Callable[[str], object]) -> None:
        rows = -(-len(ATTRIBUTE_NAMES) // _COLUMNS)
        super().__init__(window, say("Paste attributes"), 460, 170 + rows * _ROW)
        self._paste = paste
        self.switches: dict[str, Switch] = {}
        words = label(say("From “{name}”: what is on is done to the selected clips.", name=name), "muted", wrap=True)
        words.setContentsMargins(24, 14, 24, 8)
        self.body.addWidget(words)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(24, 0, 24, 8)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(4)
        for number, (part, part_name) in enumerate(ATTRIBUTE_NAMES):
            switch = Switch(part_name)
            switch.set_on(True)
            self.switches[part] = switch
            row = QHBoxLayout()
            row.addWidget(label(part_name), 1)
            row.addWidget(switch)
            grid.addLayout(row, number % rows, number // rows)
        self.body.addWidget(holder, 1)
        self.body.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(8)
        self.all = PushButton(say("All on or off"), "link", clicked=self._turn_all)
        row.addWidget(self.all)
        row.addStretch(1)
        row.addWidget(PushButton(say("Cancel"), "raised", clicked=self.close_dialog))
        self.paste_button = PushButton(say("Paste"), "accent", clicked=self._done)
        row.addWidget(self.paste_button)
        return foot

    def _turn_all(self) -> None:
        on = not all(switch.isChecked() for switch in self.switches.values())
        for switch in self.switches.values():
            switch.set_on(on)

    def _done(self) -> None:
        parts = [part for part, switch in self.switches.items() if switch.isChecked()]
        self.close_dialog()
        if parts:
            self._paste(",".join(parts))
