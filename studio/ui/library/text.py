"""The Text tab: ways to set a title, each shown as it will look.

It must never draw text by another way than the picture itself does.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.model import ZERO, Canvas, Clip, Project, Solid, Span, Title
from studio.sentences import say
from studio.ui.adding import add_title
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.drag import Carried
from studio.ui.library.presets import PRESETS, TextPreset
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.shelf_bar import ShelfBar, starring
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["TextTab", "style_sample"]

_GREY = "#3A3F47"


def style_sample(preset: TextPreset, *, wide: int = 320, high: int = 200) -> Project:
    """A still project that shows the letters Aa in the style of a preset, large enough for a card."""
    from msgspec.structs import replace

    grown = {name: getattr(preset.style, name) * 4 for name in ("stroke", "shadow", "glow")}
    style = replace(preset.style, size=0.42, align="centre", box_padding=0.1, **grown)
    second = Span(ZERO, Fraction(1))
    ground = Clip("ground", Solid(_GREY), second)
    words = Clip("words", Title("Aa", style), second)
    from studio.model import At, Item, Layer

    layer = Layer("text", "text", items=(Item(words, At(ZERO)),))
    return Project("sample", canvas=Canvas(wide, high), main=(ground,), layers=(layer,))


class TextTab(QWidget):
    """A button for a plain title, and the styles as cards."""

    def __init__(self, bridge: Bridge, pictures: Pictures, shelf: OwnShelf) -> None:
        super().__init__()
        self._bridge, self._pictures = bridge, pictures
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(10)
        column.addWidget(PushButton(say("Add title"), drawing="plus", clicked=lambda: add_title(bridge, "clean")))
        self.bar = ShelfBar(shelf, "title", say("Search text styles"))
        self.search = self.bar.search
        column.addWidget(self.bar)
        column.addWidget(label(say("Double-click: at the playhead. Or drag to the timeline"), "small", wrap=True))
        self.grid = CardGrid(columns=3, shape=0.62)
        self.grid.setAccessibleName(shown(say("Text styles")))
        self.grid.added.connect(self._add)
        starring(self, self.bar, self.grid)
        self.bar.changed.connect(self._lay_cards)
        self._lay_cards()
        column.addWidget(self.grid, 1)
        self._asked = False

    def _lay_cards(self) -> None:
        self.grid.set_cards(
            self.bar.sorted_out(
                [
                    Card(preset.id, shown(preset.name), drawing="text", carries=Carried("title", preset.id))
                    for preset in PRESETS
                ]
            )
        )
        if self.isVisible():
            self._draw()

    def _add(self, preset_id: str) -> None:
        if add_title(self._bridge, preset_id):
            self.bar.use(preset_id)

    def showEvent(self, event: object) -> None:
        """The samples are drawn when the tab is first seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self._draw)

    def _draw(self) -> None:
        for preset in PRESETS:
            if preset.id in self.grid.cards_model.pictures:
                continue

            def done(picture: QImage, preset_id: str = preset.id) -> None:
                self.grid.set_picture(preset_id, picture)

            self._bridge.jobs.submit(self._pictures.draw, style_sample(preset), ZERO, (320, 200), done=done)
