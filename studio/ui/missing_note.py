"""The words on the picture where a file is missing or cannot be used: which one, and a way to find it.

It must never take a click meant for the picture but on its button.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from studio.model import Asset, Footage, all_held
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import ElidedLabel, Pictogram
from studio.ui.missing import MissingMedia
from studio.ui.player.stage import Stage
from studio.ui.words import shown

__all__ = ["MissingNote"]

_WIDEST = 360
_WHY = {
    "missing": say("This file is missing."),
    "unseen": say("This file is being looked into."),
    "refused": say("This file cannot be used."),
}


class MissingNote(QFrame):
    """Stands on the `stage` while a clip under the playhead has no file, or one that is not opened."""

    def __init__(self, stage: Stage, bridge: Bridge, missing: MissingMedia, find: Callable[[], object]) -> None:
        super().__init__(stage)
        self._stage, self._bridge, self._missing = stage, bridge, missing
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(Pictogram("error", "err", 18))
        self._name = ElidedLabel("", "strong")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._name)
        self._why = ElidedLabel("", "small")
        column.addWidget(self._why)
        row.addLayout(column, 1)
        self._find = PushButton(say("Find…"), "link", clicked=find)
        self._again = PushButton(say("Try again"), "link", clicked=self._try_again)
        row.addWidget(self._find)
        row.addWidget(self._again)
        self.hide()
        for signal in (missing.changed, bridge.project_changed, bridge.opened, bridge.playhead_changed, stage.resized):
            signal.connect(self.refresh)

    @property
    def words(self) -> str:
        """The name of the file it speaks of; nothing while it is not needed."""
        return "" if self.isHidden() else self._name.text()

    def refresh(self) -> None:
        """Say which file is missing here, or go."""
        asset = self._missing_here()
        if asset is None:
            self.hide()
            return
        state = self._missing.state(asset.id)
        self._name.setText(" ".join(asset.name.split()))
        self._why.setText(shown(_WHY[state]))
        self._find.setVisible(state == "missing")
        self._again.setVisible(state == "refused")
        box = self._stage.canvas_box()
        wide = min(_WIDEST, max(180, int(box.width()) - 24), self.sizeHint().width())
        self.resize(wide, self.sizeHint().height())
        self.move(int(box.center().x()) - wide // 2, int(box.center().y()) - self.height() // 2)
        self.show()
        self.raise_()

    def _try_again(self) -> None:
        asset = self._missing_here()
        if asset is not None:
            self._missing.try_again((asset.id,))

    def _missing_here(self) -> Asset | None:
        assets = self._bridge.session.project.assets
        gone = {asset.id: asset for asset in assets if self._missing.state(asset.id) in _WHY}
        if not gone:
            return None
        session = self._bridge.session
        at = session.playhead
        return next(
            (
                gone[found.clip.content.asset]
                for found in all_held(session.project)
                if isinstance(found.clip.content, Footage)
                and found.clip.content.asset in gone
                and found.track != "sounds"
                and found.span.start <= at < found.span.end
            ),
            None,
        )
