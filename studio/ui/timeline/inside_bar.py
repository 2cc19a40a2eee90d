"""The bar over the timeline while a compound is open: which one, and the way back.

It must never be there while nothing is open.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from studio.sentences import say
from studio.session import names_inside
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import ElidedLabel, Pictogram

__all__ = ["InsideBar"]


class InsideBar(QFrame):
    """Says in what one is, such as “Compound 1 › Compound 2”, with a button back."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setObjectName("panelHead")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        self.back = PushButton(say("Back"), "link", "left", clicked=lambda: bridge.run("leave-compound"))
        row.addWidget(self.back)
        row.addWidget(Pictogram("overlay", "muted", 14))
        self._names = ElidedLabel("", "strong")
        row.addWidget(self._names, 1)
        for signal in (bridge.project_changed, bridge.opened):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def words(self) -> str:
        """What it says; nothing while no compound is open."""
        return "" if self.isHidden() else self._names.text()

    def refresh(self) -> None:
        """Say what is open now."""
        names = names_inside(self._bridge.session)
        self._names.setText(" › ".join(names))
        self.setVisible(bool(names))
