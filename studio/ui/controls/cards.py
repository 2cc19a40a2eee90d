"""A grid of cards: picture, name, length, check; hovering scrubs, dragging carries, a double click adds.

It must never make pictures itself: whoever fills it gives them when they are ready.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.controls.card_model import Card, CardMark, Cards, Index
from studio.ui.controls.card_painting import (
    NAME_HEIGHT,
    RING,
    ROW_HEIGHT,
    CardState,
    add_box,
    paint_row,
    paint_tile,
    row_add_box,
    row_picture_box,
    star_box,
)
from studio.ui.drag import Carried, carried

__all__ = ["Card", "CardGrid", "CardMark"]

_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


_NAMED = {Qt.Key.Key_F2: "F2", Qt.Key.Key_Delete: "Del", Qt.Key.Key_Backspace: "Back"}


def _key_name(event: QKeyEvent) -> str:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return _NAMED.get(Qt.Key(event.key()), event.text()) if plain else ""


class _CardPainter(QStyledItemDelegate):
    def __init__(self, grid: CardGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid, model = self._grid, self._grid.cards_model
        card = model.cards[index.row()]
        where: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        scrub = model.scrub if model.scrub and model.scrub[0] == card.id else None
        selected = bool(flags & QStyle.StateFlag.State_Selected) or card.id == grid.chosen
        state = CardState(
            scrub[2] if scrub and scrub[2] is not None else model.pictures.get(card.id),
            scrub[1] if scrub else None,
            bool(flags & QStyle.StateFlag.State_MouseOver),
            selected,
            card.used or (selected and grid.checks),
            card.id == grid.aimed,
            model.plays,
        )
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if grid.rows:
            paint_row(painter, card, state, QRectF(where))
        else:
            paint_tile(painter, card, state, grid.picture_box(where))
        painter.restore()


class CardGrid(QListView):
    """Cards in columns.

    `added(id)`: double click or Enter. `picked(id)`: a click. `scrubbed(id, share)`: the pointer lies at `share` of the
    card's width; `reached(id)`: the keyboard came to it; `left`: pointer or keyboard went away. `starred(id)`: the star
    of favourites was pressed; `given(id, Carried)`: things
    of the library were dropped on a card that takes them; `typed(text)`: one of `own_keys` was pressed. `chosen` is the
    id shown as chosen whatever is selected. With `many`, several cards can be selected.
    """

    added = Signal(str)
    picked = Signal(str)
    scrubbed = Signal(str, float)
    reached = Signal(str)
    left = Signal()
    asked = Signal(str, object)
    starred = Signal(str)
    given = Signal(str, object)
    typed = Signal(str)
    selection_moved = Signal()

    def __init__(
        self,
        *,
        columns: int = 3,
        shape: float = 1.2,
        checks: bool = False,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._shape = columns, shape
        self.checks = checks
        self.chosen = self.aimed = ""
        self.rows = False
        self.own_keys: frozenset[str] = frozenset()
        """What it tells by `typed` while it has the focus: letters and digits, and the names in `_NAMED`."""
        self._pressed_button = False
        self.picture_size = (92.0, 110.0)
        self.cards_model = Cards()
        self.setModel(self.cards_model)
        self.setItemDelegate(_CardPainter(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(many)
        if many:
            self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop if many else QListView.DragDropMode.DragOnly)
        self.viewport().setAcceptDrops(many)
        self.setDropIndicatorShown(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setObjectName("cards")
        self.activated.connect(self._activate)
        self.clicked.connect(self._click)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; pictures of cards that stay are kept."""
        if list(cards) == self.cards_model.cards:
            return
        model = self.cards_model
        if [card.id for card in cards] == [card.id for card in model.cards]:
            model.cards = list(cards)
            self.viewport().update()
            return
        kept = self.selected_ids()
        model.beginResetModel()
        model.cards = list(cards)
        model.pictures = {card.id: model.pictures[card.id] for card in cards if card.id in model.pictures}
        model.endResetModel()
        self.select_all_of(kept)

    def show_rows(self, rows: bool) -> None:
        """Show the cards as rows of a list, or as tiles."""
        self.rows = rows
        self._lay_out()

    def set_picture(self, card_id: str, picture: QImage) -> None:
        """The picture of a card."""
        self.cards_model.pictures[card_id] = QPixmap.fromImage(picture)
        self.viewport().update()

    def set_scrub(self, card_id: str, share: float, picture: QImage | None) -> None:
        """Show another picture of a card while the pointer is on it."""
        shown = QPixmap.fromImage(picture) if picture is not None else None
        if shown is None and self.cards_model.scrub and self.cards_model.scrub[0] == card_id:
            shown = self.cards_model.scrub[2]
        self.cards_model.scrub, self.cards_model.plays = (card_id, share, shown), False
        self.viewport().update()

    def play(self, card_id: str, share: float, picture: QImage) -> None:
        """Show a picture of a card that moves by itself, and how far it is."""
        self.cards_model.scrub, self.cards_model.plays = (card_id, share, QPixmap.fromImage(picture)), True
        self.viewport().update()

    def end_scrub(self) -> None:
        """Show the usual picture again."""
        if self.cards_model.scrub is not None:
            self.cards_model.scrub = None
            self.viewport().update()

    def choose(self, card_id: str) -> None:
        """Show a card as the chosen one."""
        if card_id != self.chosen:
            self.chosen = card_id
            self.clearSelection()
            self.viewport().update()

    def mark_used(self, used: frozenset[str]) -> None:
        """Put a check on the cards whose ids are in `used`."""
        self.set_cards([replace(card, used=card.id in used) for card in self.cards_model.cards])

    def current_id(self) -> str:
        """The selected card, or an empty string."""
        chosen = self.selectionModel().selectedIndexes()
        return self.cards_model.cards[chosen[0].row()].id if chosen else ""

    def selected_ids(self) -> tuple[str, ...]:
        """The selected cards, in the order of the grid."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.cards_model.cards[row].id for row in rows)

    def select(self, card_id: str) -> None:
        """Select a card, and no other."""
        self.select_all_of((card_id,))

    def select_all_of(self, card_ids: Sequence[str]) -> None:
        """Select the cards of these ids that are there."""
        flag, wanted = QItemSelectionModel.SelectionFlag, set(card_ids)
        rows = [row for row, card in enumerate(self.cards_model.cards) if card.id in wanted]
        for number, row in enumerate(rows):
            index = self.cards_model.index(row)
            if number == 0:
                self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
                self.scrollTo(index)
            else:
                self.selectionModel().select(index, flag.Select)

    def picture_box(self, where: QRect) -> QRectF:
        """Where in its cell the picture of a card is."""
        if self.rows:
            return row_picture_box(QRectF(where))
        return QRectF(where.x() + RING, where.y() + RING, *self.picture_size)

    def _activate(self, index: QModelIndex) -> None:
        if not self._pressed_button:
            self.added.emit(self.cards_model.cards[index.row()].id)

    def _click(self, index: QModelIndex) -> None:
        if not self._pressed_button:
            self.picked.emit(self.cards_model.cards[index.row()].id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The buttons on a card come before the card."""
        self._pressed_button = event.button() == Qt.MouseButton.LeftButton and self._press_button(event.position())
        if not self._pressed_button:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a button is the button pressed twice."""
        self._pressed_button = event.button() == Qt.MouseButton.LeftButton and self._press_button(event.position())
        if not self._pressed_button:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button on a card was let go."""
        if not self._pressed_button:
            super().mouseReleaseEvent(event)

    def _press_button(self, point: QPointF) -> bool:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return False
        card, where = self.cards_model.cards[index.row()], self.visualRect(index)
        plus = row_add_box(QRectF(where)) if self.rows else add_box(self.picture_box(where))
        if card.adds and not card.wrong and plus.contains(point):
            self.added.emit(card.id)
            return True
        if card.favourite is not None and not self.rows and star_box(self.picture_box(where)).contains(point):
            self.starred.emit(card.id)
            return True
        return False

    # What is dropped on a card.

    def _taker(self, event: QDropEvent) -> tuple[str, Carried] | None:
        thing, index = carried(event.mimeData()), self.indexAt(event.position().toPoint())
        if thing is None or not index.isValid():
            return None
        card = self.cards_model.cards[index.row()]
        return (card.id, thing) if thing.kind in card.takes and card.id not in thing.ids else None

    def _aim(self, card_id: str) -> None:
        if card_id != self.aimed:
            self.aimed = card_id
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only things of the library are taken; files go on to the window."""
        if carried(event.mimeData()) is not None and self.acceptDrops():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which card would take them."""
        found = self._taker(event)
        self._aim(found[0] if found else "")
        if found is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away."""
        super().dragLeaveEvent(event)
        self._aim("")

    def dropEvent(self, event: QDropEvent) -> None:
        """They were let go here."""
        found = self._taker(event)
        self._aim("")
        if found is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.given.emit(*found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card under the pointer; by the menu key, of the one the keyboard is at."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            point = self.visualRect(index).center() if by_key else event.pos()
            self.asked.emit(self.cards_model.cards[index.row()].id, self.viewport().mapToGlobal(point))

    def _card_at(self, point: QPointF) -> tuple[Card, float] | None:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return None
        box = self.picture_box(self.visualRect(index))
        share = (point.x() - box.x()) / box.width()
        if not 0 <= share <= 1 or point.y() > box.bottom():
            return None
        return self.cards_model.cards[index.row()], share

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub while hovering."""
        super().mouseMoveEvent(event)
        found = None if event.buttons() else self._card_at(event.position())
        if found is None:
            self.end_scrub()
            self.left.emit()
        else:
            self.scrubbed.emit(found[0].id, found[1])

    def event(self, event: QEvent) -> bool:
        """Arrows and Enter are its own while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        many = self.selectionMode() == QListView.SelectionMode.ExtendedSelection
        if many and event.matches(QKeySequence.StandardKey.SelectAll):
            return True
        return event.key() in _KEYS or _key_name(event) in self.own_keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What `own_keys` names is told on; the rest moves through the cards."""
        if _key_name(event) in self.own_keys:
            self.typed.emit(_key_name(event))
            event.accept()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard came to another card."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._reach()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came to the cards."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._reach()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went away."""
        super().focusOutEvent(event)
        self.left.emit()

    def _reach(self) -> None:
        if self.currentIndex().isValid():
            self.reached.emit(self.cards_model.cards[self.currentIndex().row()].id)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went away."""
        super().leaveEvent(event)
        self.end_scrub()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards share the width."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width() + 2
        if self.rows:
            self.setGridSize(QSize(max(48, self.width() - bar), ROW_HEIGHT))
            return
        cell = (self.width() - bar) // self._columns
        wide = max(24, cell - 2 * RING)
        self.picture_size = (float(wide), float(round(wide * self._shape)))
        self.setGridSize(QSize(cell, round(wide * self._shape) + NAME_HEIGHT + 2 * RING))
