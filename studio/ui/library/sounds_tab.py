"""The ready sounds of the Audio tab: loops and effects that come with the program. A click plays one, a double click
adds it.

It must never add one that was only listened to.
"""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.commands import run_command
from studio.sentences import Refused, Sentence, say
from studio.session import ReadySound, ready_asset, ready_sound, ready_sounds
from studio.ui.bridge import Bridge
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.drag import Carried
from studio.ui.library.ear import Ear, alone
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.shelf_bar import ShelfBar, starring
from studio.ui.words import shown

__all__ = ["SoundsTab"]

_CARD_HEIGHT = 68


class SoundsTab(QWidget):
    """Cards of sounds under two headings."""

    def __init__(self, bridge: Bridge, shelf: OwnShelf, ear: Ear) -> None:
        super().__init__()
        self._bridge, self._ear = bridge, ear
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 2, 0)
        outer.setSpacing(8)
        self.bar = ShelfBar(shelf, "sound", say("Search sounds"))
        self.search = self.bar.search
        outer.addWidget(self.bar)
        outer.addWidget(
            label(say("Click: listen. Double-click: at the playhead. Or drag to the timeline"), "small", wrap=True)
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setObjectName("scrolled")
        area.setWidget(inner)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        outer.addWidget(area, 1)
        self.grids: list[CardGrid] = []
        self._sections: list[tuple[QWidget, CardGrid, list[ReadySound]]] = []
        for kind, words in (("loop", say("Loops")), ("effect", say("Sound effects"))):
            self._add_section(words, [sound for sound in ready_sounds() if sound.kind == kind])
        self._column.addStretch(1)
        self.bar.changed.connect(self.lay_cards)
        self.lay_cards()

    def _add_section(self, words: Sentence, sounds: list[ReadySound]) -> None:
        head = label(words, "head")
        self._column.addWidget(head)
        grid = CardGrid(columns=3, shape=0.4)
        grid.setAccessibleName(shown(words))
        grid.added.connect(self.add)
        grid.picked.connect(self.listen)
        starring(self, self.bar, grid)
        self.grids.append(grid)
        self._sections.append((head, grid, sounds))
        self._column.addWidget(grid)

    def lay_cards(self) -> None:
        """Show the cards the bar asks for."""
        for head, grid, sounds in self._sections:
            cards = self.bar.sorted_out([_card(sound) for sound in sounds])
            grid.set_cards(cards)
            grid.setFixedHeight(_CARD_HEIGHT * ((len(cards) + 2) // 3))
            for part in (head, grid):
                part.setVisible(bool(cards))

    def listen(self, sound_id: str) -> None:
        """Play one, or stop it."""
        sound = ready_sound(sound_id)
        if sound is None:
            return
        try:
            asset = ready_asset(self._bridge.session.project, sound, lambda stem: f"{stem}-{sound_id}")
        except Refused as refused:
            self._bridge.refused.emit(refused.sentence)
            return
        self._ear.listen(alone(asset))

    def add(self, sound_id: str) -> None:
        """Put one on a sound layer at the playhead."""
        self._ear.stop()
        try:
            run_command(self._bridge.session, "sound", {"name": sound_id})
        except Refused as refused:
            self._bridge.refused.emit(refused.sentence)
            return
        self.bar.use(sound_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who looks elsewhere does not want to hear it any more."""
        self._ear.stop()
        super().hideEvent(event)


def _card(sound: ReadySound) -> Card:
    tag = str(sound.bpm) if sound.bpm else ""
    return Card(
        sound.id,
        shown(sound.name),
        drawing="audio" if sound.kind == "effect" else "loop",
        tag=tag,
        carries=Carried("sound", sound.id),
    )
