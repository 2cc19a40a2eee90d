"""The Stickers tab: cards made from the stickers there are, moving over the person's own clip.

It must never know a sticker by name.
"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.sentences import say
from studio.ui.adding import add_sticker, chosen_clips
from studio.ui.bridge import Bridge
from studio.ui.controls.labels import label
from studio.ui.library.effect_sections import EffectSections
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import Sample, seen_by, sticker_sample
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.shelf_bar import ShelfBar
from studio.ui.library.showing import Showing
from studio.ui.pictures import Pictures

__all__ = ["StickersTab"]


class StickersTab(QWidget):
    """Every sticker under its heading; a double click puts it on the picture at the playhead."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(8)
        self.bar = ShelfBar(shelf, "effect", say("Search stickers"))
        self.search = self.bar.search
        column.addWidget(self.bar)
        column.addWidget(label(say("Double-click: at the playhead. Or drag to the timeline"), "small", wrap=True))
        self.sections = EffectSections(self, self.bar, bridge.session.effects.of_kind("sticker"))
        self.sections.added.connect(self._add)
        column.addWidget(self.sections, 1)
        self._showing = Showing(self, bridge, pictures, moving, shelf, self.sections.grids, self._samples)

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self._showing.look()

    def _samples(self) -> dict[str, Sample]:
        session = self._bridge.session
        seen = seen_by(session, chosen_clips(session))
        return {effect.id: sticker_sample(session.project, seen, effect) for effect in self.sections.effects}

    def _add(self, effect_id: str) -> None:
        if add_sticker(self._bridge, effect_id):
            self.bar.use(effect_id)
