"""Cards of the challenges that come with the program: picture, name, how long, what each wants; a double click joins.

It must never join one itself: it asks for the command.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.sentences import Refused, Sentence, say
from studio.session.ready_challenges import ready_challenge, ready_challenges
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.words import shown

__all__ = ["ReadyChallenges"]

_KINDS: tuple[tuple[str, Sentence], ...] = (
    ("video", say("videos: {count}")),
    ("photo", say("photos: {count}")),
    ("picture", say("videos or photos: {count}")),
    ("voice", say("voices: {count}")),
    ("text", say("words: {count}")),
)


class ReadyChallenges(QWidget):
    """The cards, and below them what the chosen one asks for and a button to join it."""

    chosen_changed = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.chosen = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.grid = CardGrid(columns=3, shape=1.6)
        self.grid.setAccessibleName(shown(say("Challenges that came with the program")))
        self.grid.picked.connect(self.choose)
        self.grid.reached.connect(self.choose)
        self.grid.added.connect(self.join)
        column.addWidget(self.grid, 1)
        self.title = label("", "strong", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.wants = label("", "small", wrap=True)
        for line in (self.title, self.about, self.wants):
            column.addWidget(line)
            line.hide()
        self.join_button = PushButton(say("Join"), "accent", clicked=lambda: self.join(self.chosen))
        self.join_button.hide()
        column.addWidget(self.join_button)
        self._unread: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_next)

    def showEvent(self, event: QShowEvent) -> None:
        """They are read when somebody first looks, one after the other."""
        super().showEvent(event)
        if not self.grid.cards_model.cards:
            self.grid.set_cards([Card(name, name) for name in ready_challenges()])
            self._unread = list(ready_challenges())
            self._soon.start(0)

    def _read_next(self) -> None:
        if not self._unread:
            return
        name = self._unread.pop(0)
        try:
            opened = ready_challenge(name)
        except Refused as refused:
            self._bridge.refused.emit(refused.sentence)
        else:
            manifest = opened.manifest
            tag = shown(say("{count} s", count=round(manifest.seconds)))
            cards = [
                Card(name, manifest.challenge.name, tag=tag, hint=manifest.challenge.about) if card.id == name else card
                for card in self.grid.cards_model.cards
            ]
            self.grid.set_cards(cards)
            if opened.preview is not None:
                self.grid.set_picture(name, QImage.fromData(opened.preview))
        self._soon.start(0)

    def choose(self, name: str) -> None:
        """Say what it asks for."""
        manifest = ready_challenge(name).manifest
        facts = manifest.challenge
        counts: Counter[str] = Counter(slot.kind for slot in manifest.slots)
        wanted = [shown(Sentence(words.source, {"count": counts[kind]})) for kind, words in _KINDS if counts[kind]]
        self.chosen = self.grid.chosen = name
        self.title.setText(facts.name)
        self.about.setText(facts.about)
        self.wants.setText(shown(say("It wants {what}.", what=", ".join(wanted))))
        for line in (self.title, self.about, self.wants, self.join_button):
            line.show()
        self.grid.viewport().update()
        self.chosen_changed.emit(name)

    def join(self, name: str) -> None:
        """Make a project of it."""
        if name:
            self._bridge.run("join-challenge", {"name": name})
