"""What a grid of cards holds: the cards, their pictures, and the one that is moving under the pointer.

It must never draw, and never make a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from studio.ui.drag import Carried, mime_for

__all__ = ["Card", "CardMark", "Cards", "Index"]

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class CardMark:
    """A small sign on a picture: an icon, what it means in words, and the share of it that is done (0..1)."""

    drawing: str
    words: str
    share: float = 1.0


@dataclass(frozen=True)
class Card:
    """One card: `drawing` is the icon shown until there is a picture; `tag` lies bottom right, `mark` bottom left.

    `wrong` says on it what is wrong with the thing, in place of both. `details` stand under the name where cards are
    rows, and are read out. `stars` and `colour` (`#RRGGBB`) are what the person gave it. `favourite` is None where
    nothing can be a favourite; `adds` says that a button adds it; `takes` are the kinds of things it can be given.
    `part` is from where to where of it is marked (0..1).
    """

    id: str
    name: str
    drawing: str = "media"
    tag: str = ""
    used: bool = False
    carries: Carried | None = None
    hint: str = ""
    mark: CardMark | None = None
    wrong: str = ""
    details: str = ""
    stars: int = 0
    colour: str = ""
    favourite: bool | None = None
    adds: bool = False
    takes: tuple[str, ...] = ()
    part: tuple[float, float] | None = None
    spoken: str = ""
    """What is read out beside the name: used or not, stars, colour."""


class Cards(QAbstractListModel):
    """The cards in order. `scrub` is the card that moves: its id, how far (0..1), and the picture there."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self.pictures: dict[str, QPixmap] = {}
        self.scrub: tuple[str, float, QPixmap | None] | None = None
        self.plays = False
        """Whether the card that moves does so by itself."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """How many there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, what is read out, the tooltip."""
        card = self.cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.name
            case Qt.ItemDataRole.AccessibleTextRole:
                said = (card.mark.words if card.mark else card.name, card.tag, card.wrong, card.spoken)
                return " ".join(part for part in said if part)
            case Qt.ItemDataRole.ToolTipRole:
                return card.hint or (card.mark.words if card.mark else card.name)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a card: chosen, dragged, given something."""
        card = self.cards[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if card.carries:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled if card.takes else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What a drag of these cards carries: the first one's thing, with the others of its kind."""
        things = [thing for index in indexes if (thing := self.cards[index.row()].carries) is not None]
        if not things:
            return QMimeData()
        first = things[0]
        others = tuple(thing.id for thing in things[1:] if thing.kind == first.kind)
        return mime_for(Carried(first.kind, first.id, others))

    def supportedDragActions(self) -> Qt.DropAction:
        """What is dragged out stays here, too."""
        return Qt.DropAction.CopyAction
