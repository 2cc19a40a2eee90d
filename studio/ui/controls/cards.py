"""A grid of cards: picture, name, length, check; hovering scrubs, dragging carries, a double click adds.

It must never make pictures itself: whoever fills it gives them when they are ready.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.drag import Carried, mime_for
from studio.ui.icons import icon_pixmap, paint_icon
from studio.ui.theme import theme, ui_font

__all__ = ["Card", "CardGrid", "CardMark"]

_GAP = 8
_NAME_HEIGHT = 22
_RING = 4
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

    `wrong` says on it what is wrong with the thing, in place of both.
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


class _Cards(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self.pictures: dict[str, QPixmap] = {}
        self.scrub: tuple[str, float, QPixmap | None] | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{card.mark.words if card.mark else card.name} {card.tag}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return card.hint or (card.mark.words if card.mark else card.name)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self.cards[index.row()].carries else usual

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        things = [self.cards[index.row()].carries for index in indexes]
        return mime_for(things[0]) if things and things[0] else QMimeData()

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


class _CardPainter(QStyledItemDelegate):
    def __init__(self, grid: CardGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._grid.cards_model
        card = model.cards[index.row()]
        where: QRect = option.rect
        state: QStyle.StateFlag = option.state
        picture_box = QRectF(where.x() + _RING, where.y() + _RING, *self._grid.picture_size)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        selected = bool(state & QStyle.StateFlag.State_Selected) or card.id == self._grid.chosen
        scrub = model.scrub if model.scrub and model.scrub[0] == card.id else None
        picture = scrub[2] if scrub and scrub[2] is not None else model.pictures.get(card.id)
        _paint_picture(painter, card, picture, picture_box, hovered=hovered)
        if scrub:
            x = picture_box.x() + scrub[1] * picture_box.width()
            painter.fillRect(QRectF(x - 1, picture_box.y(), 2, picture_box.height()), QColor("#FFFFFF"))
        if card.wrong:
            _paint_wrong(painter, card.wrong, picture_box)
        if card.tag and not card.wrong:
            _paint_tag(painter, card.tag, picture_box)
        if card.mark and not card.wrong:
            _paint_mark(painter, card.mark, picture_box)
        if card.used or (selected and self._grid.checks):
            _paint_check(painter, picture_box)
        if selected:
            painter.setPen(QPen(QColor(theme().accline), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(picture_box.adjusted(-2.5, -2.5, 2.5, 2.5), 8, 8)
        name_box = QRectF(picture_box.x(), picture_box.bottom() + 3, picture_box.width(), 18)
        painter.setFont(ui_font(11, 500 if selected else 400))
        painter.setPen(QColor(theme().strong if selected else theme().muted))
        name = painter.fontMetrics().elidedText(card.name, Qt.TextElideMode.ElideRight, int(name_box.width()))
        painter.drawText(name_box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()


def _paint_picture(painter: QPainter, card: Card, picture: QPixmap | None, box: QRectF, *, hovered: bool) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(box, 6, 6)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(box, QColor(theme().hover if hovered else theme().raised))
    if picture is None:
        colour = theme().muted
        drawn = QRectF(box.center() - QPointF(12, 12), box.center() + QPointF(12, 12))
        paint_icon(painter, card.drawing, colour, drawn)
    else:
        size = picture.deviceIndependentSize()
        scale = max(box.width() / size.width(), box.height() / size.height())
        wide, high = size.width() * scale, size.height() * scale
        target = QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        if hovered:
            painter.fillRect(box, QColor(255, 255, 255, 18))
    painter.restore()


def _paint_tag(painter: QPainter, words: str, box: QRectF) -> None:
    painter.setFont(ui_font(11, figures=True))
    wide = painter.fontMetrics().horizontalAdvance(words) + 8
    tag = QRectF(box.right() - wide - 4, box.bottom() - 20, wide, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(10, 11, 12, 184))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), words)


def _paint_mark(painter: QPainter, mark: CardMark, box: QRectF) -> None:
    spot = QRectF(box.x() + 4, box.bottom() - 20, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(10, 11, 12, 184))
    painter.drawEllipse(spot)
    if mark.share < 1:
        painter.setPen(QPen(QColor(255, 255, 255, 220), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Qt counts in sixteenths of a degree, counter-clockwise from three o'clock.
        painter.drawArc(spot.adjusted(1.5, 1.5, -1.5, -1.5), 90 * 16, -round(360 * 16 * mark.share))
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(spot.topLeft() + QPointF(3, 3), icon_pixmap(mark.drawing, "#FFFFFF", 10, ratio))


def _paint_wrong(painter: QPainter, words: str, box: QRectF) -> None:
    """The picture fades, and across its foot stands what is wrong."""
    shape = QPainterPath()
    shape.addRoundedRect(box, 6, 6)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(box, QColor(10, 11, 12, 150))
    strip = QRectF(box.x(), box.bottom() - 22, box.width(), 22)
    painter.fillRect(strip, QColor(10, 11, 12, 200))
    painter.restore()
    paint_icon(painter, "warning", "#FFB454", QRectF(strip.x() + 6, strip.y() + 4, 14, 14))
    painter.setFont(ui_font(11, 500))
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(strip.adjusted(24, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter), words)


def _paint_check(painter: QPainter, box: QRectF) -> None:
    circle = QRectF(box.x() + 5, box.y() + 5, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme().acc))
    painter.drawEllipse(circle)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(circle.topLeft() + QPointF(3, 3), icon_pixmap("check", theme().ink, 10, ratio))


class CardGrid(QListView):
    """Cards in columns.

    `added(id)`: double click or Enter. `picked(id)`: a click. `scrubbed(id, share)`: the pointer lies at `share` of the
    card's width; `left`: it went away. `chosen` is the id shown as chosen whatever is selected.
    """

    added = Signal(str)
    picked = Signal(str)
    scrubbed = Signal(str, float)
    left = Signal()
    asked = Signal(str, object)

    def __init__(
        self, *, columns: int = 3, shape: float = 1.2, checks: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._shape = columns, shape
        self.checks = checks
        self.chosen = ""
        self.picture_size = (92.0, 110.0)
        self.cards_model = _Cards()
        self.setModel(self.cards_model)
        self.setItemDelegate(_CardPainter(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; border: none; outline: none; }")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)
        self.activated.connect(lambda index: self.added.emit(self.cards_model.cards[index.row()].id))
        self.clicked.connect(lambda index: self.picked.emit(self.cards_model.cards[index.row()].id))

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; pictures of cards that stay are kept."""
        if list(cards) == self.cards_model.cards:
            return
        model = self.cards_model
        if [card.id for card in cards] == [card.id for card in model.cards]:
            model.cards = list(cards)
            self.viewport().update()
            return
        kept = self.current_id()
        model.beginResetModel()
        model.cards = list(cards)
        model.pictures = {card.id: model.pictures[card.id] for card in cards if card.id in model.pictures}
        model.endResetModel()
        if kept:
            self.select(kept)

    def set_picture(self, card_id: str, picture: QImage) -> None:
        """The picture of a card."""
        self.cards_model.pictures[card_id] = QPixmap.fromImage(picture)
        self.viewport().update()

    def set_scrub(self, card_id: str, share: float, picture: QImage | None) -> None:
        """Show another picture of a card while the pointer is on it."""
        shown = QPixmap.fromImage(picture) if picture is not None else None
        if shown is None and self.cards_model.scrub and self.cards_model.scrub[0] == card_id:
            shown = self.cards_model.scrub[2]
        self.cards_model.scrub = (card_id, share, shown)
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

    def select(self, card_id: str) -> None:
        """Select a card."""
        for row, card in enumerate(self.cards_model.cards):
            if card.id == card_id:
                self.setCurrentIndex(self.cards_model.index(row))

    def _ask(self, point: Any) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.asked.emit(self.cards_model.cards[index.row()].id, self.viewport().mapToGlobal(point))

    def _card_at(self, point: QPointF) -> tuple[Card, float] | None:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return None
        box = self.visualRect(index)
        share = (point.x() - box.x() - _RING) / self.picture_size[0]
        if not 0 <= share <= 1 or point.y() > box.y() + _RING + self.picture_size[1]:
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
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went away."""
        super().leaveEvent(event)
        self.end_scrub()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards share the width."""
        bar = self.verticalScrollBar().sizeHint().width() + 2
        cell = (self.width() - bar) // self._columns
        wide = max(24, cell - 2 * _RING)
        self.picture_size = (float(wide), float(round(wide * self._shape)))
        self.setGridSize(QSize(cell, round(wide * self._shape) + _NAME_HEIGHT + 2 * _RING))
        super().resizeEvent(event)
