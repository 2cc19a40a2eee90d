"""The head of a tab of looks, effects, transitions or titles: search, and all, favourites or the last used.

It must never change what it stands over by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.search import SearchField
from studio.ui.library.shelf import OwnShelf
from studio.ui.words import shown

__all__ = ["ShelfBar", "favourite_menu", "starring"]

Which = Literal["all", "favourites", "recent"]
_WHICH: tuple[tuple[Which, Sentence, str], ...] = (
    ("all", say("All"), ""),
    ("favourites", say("Favourites"), "star"),
    ("recent", say("Recent"), "clock"),
)


class ShelfBar(QWidget):
    """`changed` when other cards are wanted; `sorted_out` says which. `kind` is the first word of the shelf's ids."""

    changed = Signal()

    def __init__(self, shelf: OwnShelf, kind: Literal["effect", "title", "sound"], words: Sentence) -> None:
        super().__init__()
        self._shelf, self._kind = shelf, kind
        self.which: Which = "all"
        self.search = SearchField(words)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self.chips: dict[str, PushButton] = {}
        for which, name, drawing in _WHICH:
            chip = PushButton(name, "smallChip", drawing, checkable=True)
            chip.setChecked(which == "all")
            chip.clicked.connect(lambda _on=False, which=which: self.choose(which))
            self._group.addButton(chip)
            self.chips[which] = chip
            row.addWidget(chip)
        row.addStretch(1)
        column.addLayout(row)
        shelf.changed.connect(self.changed.emit)

    def choose(self, which: Which) -> None:
        """Show all, the favourites, or the last used."""
        self.which = which
        self.chips[which].setChecked(True)
        self.changed.emit()

    @property
    def narrowed(self) -> bool:
        """Whether not all are wanted."""
        return self.which != "all" or bool(self.search.text().strip())

    def star(self, thing: str) -> None:
        """Make a thing a favourite, or no longer one."""
        self._shelf.star(f"{self._kind}:{thing}")

    def use(self, thing: str) -> None:
        """A thing was used just now."""
        self._shelf.use(f"{self._kind}:{thing}")

    def sorted_out(self, cards: Sequence[Card]) -> list[Card]:
        """The cards wanted, each told whether it is a favourite; the last used first where those are wanted."""
        shelf, words = self._shelf.shelf, self.search.text().casefold().split()
        found = [
            replace(card, favourite=f"{self._kind}:{card.id}" in shelf.favourites, adds=True)
            for card in cards
            if all(word in card.name.casefold() for word in words)
        ]
        if self.which == "favourites":
            return [card for card in found if card.favourite]
        if self.which == "recent":
            places = {thing: place for place, thing in enumerate(shelf.recent)}
            found = [card for card in found if f"{self._kind}:{card.id}" in places]
            found.sort(key=lambda card: places[f"{self._kind}:{card.id}"])
        return found


def favourite_menu(parent: QWidget, bar: ShelfBar, card: Card, point: QPoint, does: Callable[[], object]) -> None:
    """The menu of a card: what a double click does, and the star."""
    menu = QMenu(parent)
    menu.addAction(shown(say("Apply")), does)
    if card.favourite is not None:
        words = say("No favourite any more") if card.favourite else say("Add to favourites")
        menu.addAction(f"{shown(words)}\tF", lambda: bar.star(card.id))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(point)


def starring(parent: QWidget, bar: ShelfBar, grid: CardGrid) -> None:
    """Let the cards of a grid be favourites: by the star on them, by F, and by their menu."""
    grid.own_keys = frozenset("f")

    def star(card_id: str) -> None:
        if any(card.id == card_id and card.favourite is not None for card in grid.cards_model.cards):
            bar.star(card_id)

    def ask(card_id: str, point: QPoint) -> None:
        card = next(card for card in grid.cards_model.cards if card.id == card_id)
        favourite_menu(parent, bar, card, point, lambda: grid.added.emit(card_id))

    grid.starred.connect(star)
    grid.typed.connect(lambda _key: star(grid.current_id()))
    grid.asked.connect(ask)
