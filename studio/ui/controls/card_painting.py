"""How a card looks, as a tile or as a row of a list; and where on it its buttons are.

It must never know what a card stands for.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from studio.ui.controls.card_model import Card, CardMark
from studio.ui.icons import icon_pixmap, paint_icon
from studio.ui.theme import DARK, theme, ui_font

__all__ = [
    "NAME_HEIGHT",
    "RING",
    "ROW_HEIGHT",
    "CardState",
    "add_box",
    "paint_row",
    "paint_tile",
    "row_add_box",
    "row_picture_box",
    "star_box",
]

RING = 4
"""Room around a picture, for the frame of what is selected."""
NAME_HEIGHT = 22
ROW_HEIGHT = 52
_BUTTON = 24
_ON_PICTURE = QColor(10, 11, 12, 184)


class CardState(NamedTuple):
    """What a card looks like now: its picture, how far it is scrubbed (None: not), what the pointer and keys do."""

    picture: QPixmap | None
    scrub: float | None
    hovered: bool
    selected: bool
    checked: bool
    aimed: bool = False
    """Whether something hangs over it that it can be given."""
    plays: bool = False
    """Whether it moves by itself: then how far it is stands at its foot."""


def star_box(box: QRectF) -> QRectF:
    """Where on a picture the star of favourites is."""
    return QRectF(box.right() - _BUTTON - 2, box.y() + 2, _BUTTON, _BUTTON)


def add_box(box: QRectF) -> QRectF:
    """Where on a picture the + is."""
    return QRectF(box.right() - _BUTTON - 2, box.bottom() - _BUTTON - 2, _BUTTON, _BUTTON)


def paint_tile(painter: QPainter, card: Card, state: CardState, box: QRectF) -> None:
    """The picture in `box`, with all that lies on it, and the name under it."""
    _paint_picture(painter, card, state.picture, box, hovered=state.hovered or state.aimed)
    _paint_on_picture(painter, card, state, box)
    _paint_part(painter, card, box)
    if state.checked:
        _paint_check(painter, box)
    if state.selected or state.aimed:
        _paint_frame(painter, box)
    name_box = QRectF(box.x(), box.bottom() + 3, box.width(), 18)
    _paint_name(painter, card, name_box, strong=state.selected)


def paint_row(painter: QPainter, card: Card, state: CardState, row: QRectF) -> None:
    """A row: the picture at the left, name over details, stars and the check at the right."""
    if state.selected or state.hovered or state.aimed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().accwash if state.selected or state.aimed else theme().hover))
        painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 6, 6)
    if state.selected:
        painter.setBrush(QColor(theme().accline))
        painter.drawRoundedRect(QRectF(row.x(), row.y() + 8, 2, row.height() - 16), 1, 1)
    box = row_picture_box(row)
    _paint_picture(painter, card, state.picture, box, hovered=False)
    _paint_part(painter, card, box)
    if state.scrub is not None:
        x = box.x() + state.scrub * box.width()
        painter.fillRect(QRectF(x - 1, box.y(), 2, box.height()), QColor("#FFFFFF"))
    right = row.right() - 8
    if state.hovered and card.adds:
        right -= _BUTTON
        _paint_button(painter, "plus", row_add_box(row))
    elif state.checked:
        right -= 18
        _paint_check(painter, QRectF(right - 5, row.center().y() - 13, 16, 16))
    words = QRectF(box.right() + 10, row.y() + 8, right - box.right() - 16, 18)
    _paint_name(painter, card, words, strong=True)
    painter.setFont(ui_font(11, figures=True))
    painter.setPen(QColor(theme().err if card.wrong else theme().muted))
    below = words.translated(0, 18)
    told = card.wrong or " · ".join(part for part in (card.tag, card.details) if part)
    told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, int(below.width()))
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), told)


def row_picture_box(row: QRectF) -> QRectF:
    """Where in a row the picture is."""
    return QRectF(row.x() + 8, row.y() + 5, 64, row.height() - 10)


def row_add_box(row: QRectF) -> QRectF:
    """Where in a row the + is."""
    return QRectF(row.right() - _BUTTON - 6, row.center().y() - _BUTTON / 2, _BUTTON, _BUTTON)


def _paint_on_picture(painter: QPainter, card: Card, state: CardState, box: QRectF) -> None:
    if state.scrub is not None and state.plays:
        painter.fillRect(QRectF(box.x(), box.bottom() - 2, box.width() * state.scrub, 2), QColor("#FFFFFF"))
    elif state.scrub is not None:
        x = box.x() + state.scrub * box.width()
        painter.fillRect(QRectF(x - 1, box.y(), 2, box.height()), QColor("#FFFFFF"))
    if card.wrong:
        _paint_wrong(painter, card.wrong, box)
    else:
        adds = state.hovered and card.adds
        if card.tag:
            _paint_tag(painter, card.tag, box.adjusted(0, 0, -_BUTTON if adds else 0, 0))
        if card.mark:
            _paint_mark(painter, card.mark, box)
        if adds:
            _paint_button(painter, "plus", add_box(box))
    if card.favourite or (state.hovered and card.favourite is not None):
        _paint_button(painter, "star-full" if card.favourite else "star", star_box(box))


def _paint_part(painter: QPainter, card: Card, box: QRectF) -> None:
    """The marked part as a stretch of the lower edge."""
    if card.part is not None:
        start, end = card.part
        painter.fillRect(QRectF(box.x(), box.bottom() - 4, box.width(), 4), _ON_PICTURE)
        wide = max(3.0, (end - start) * box.width())
        left = min(box.x() + start * box.width(), box.right() - wide)
        painter.fillRect(QRectF(left, box.bottom() - 4, wide, 4), QColor(DARK.accline))


def _paint_button(painter: QPainter, drawing: str, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ON_PICTURE)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
    paint_icon(painter, drawing, "#FFFFFF", box.adjusted(5, 5, -5, -5))


def _paint_frame(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(QColor(theme().accline), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 8, 8)


def _paint_name(painter: QPainter, card: Card, box: QRectF, *, strong: bool) -> None:
    """The colour the person gave it, the name, and its stars at the right."""
    if card.colour:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(card.colour))
        painter.drawEllipse(QPointF(box.x() + 4, box.center().y()), 4, 4)
        box = box.adjusted(12, 0, 0, 0)
    painter.setFont(ui_font(11, 500 if strong else 400))
    colour = theme().strong if strong else theme().muted
    if card.stars:
        paint_icon(painter, "star-full", colour, QRectF(box.right() - 20, box.y() + 3, 12, 12))
        painter.setPen(QColor(colour))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(card.stars))
        box = box.adjusted(0, 0, -24, 0)
    painter.setPen(QColor(colour))
    name = painter.fontMetrics().elidedText(card.name, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)


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
    """The picture fades, and across its foot stands what is wrong, in as many lines as it takes."""
    shape = QPainterPath()
    shape.addRoundedRect(box, 6, 6)
    painter.setFont(ui_font(11, 500))
    lines = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
    room = QRectF(0, 0, box.width() - 28, box.height() - 8)
    height = min(box.height(), max(22.0, painter.boundingRect(room, lines, words).height() + 8))
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(box, QColor(10, 11, 12, 150))
    strip = QRectF(box.x(), box.bottom() - height, box.width(), height)
    painter.fillRect(strip, QColor(10, 11, 12, 200))
    painter.restore()
    paint_icon(painter, "warning", "#FFB454", QRectF(strip.x() + 6, strip.center().y() - 7, 14, 14))
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(strip.adjusted(24, 0, -4, 0), lines, words)


def _paint_check(painter: QPainter, box: QRectF) -> None:
    circle = QRectF(box.x() + 5, box.y() + 5, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme().acc))
    painter.drawEllipse(circle)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(circle.topLeft() + QPointF(3, 3), icon_pixmap("check", theme().ink, 10, ratio))
