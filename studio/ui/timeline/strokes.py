"""The strokes the timeline is painted with: colours, words cut to fit, tags, rounded rectangles.

It must never know what a clip is.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from studio.ui.icons import icon_pixmap
from studio.ui.theme import ui_font
from studio.ui.timeline.layout import Box

__all__ = [
    "RADIUS",
    "colour",
    "elided",
    "font",
    "hatch",
    "mark",
    "mixed",
    "rectangle",
    "round_off",
    "rounded",
    "tag",
    "text_width",
    "words",
]

RADIUS = 4.0
TAG_FILL = "#0A0B0C"
TAG_ALPHA = 0.72


@lru_cache(maxsize=256)
def colour(name: str, alpha: float = 1.0) -> QColor:
    """The colour of a token. Do not change it."""
    made = QColor(name)
    made.setAlphaF(alpha)
    return made


@lru_cache(maxsize=64)
def mixed(one: str, other: str, part: float) -> str:
    """`one` with `part` (0 to 1) of `other` in it."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * part,
        a.greenF() + (b.greenF() - a.greenF()) * part,
        a.blueF() + (b.blueF() - a.blueF()) * part,
    ).name()


@lru_cache(maxsize=16)
def font(size: int = 11, weight: int = 400) -> QFont:
    """The window's font with tabular figures."""
    return ui_font(size, weight, figures=True)


@lru_cache(maxsize=16)
def _metrics(size: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(font(size, weight))


@lru_cache(maxsize=8192)
def text_width(text: str, size: int = 11, weight: int = 400) -> float:
    """How wide the words are."""
    return _metrics(size, weight).horizontalAdvance(text)


@lru_cache(maxsize=8192)
def elided(text: str, width: int, size: int = 11, weight: int = 400) -> str:
    """The words cut at the end to fit `width`; empty when not even a few letters fit."""
    if text_width(text, size, weight) <= width:
        return text
    return _metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, width) if width >= 18 else ""


def words(
    painter: QPainter, text: str, at: tuple[float, float], ink: QColor, *, size: int = 11, weight: int = 400
) -> float:
    """Write one line with its left end at x, its middle at y. Gives the x after it."""
    metrics = _metrics(size, weight)
    painter.setFont(font(size, weight))
    painter.setPen(ink)
    painter.drawText(QPointF(at[0], at[1] + (metrics.ascent() - metrics.descent()) / 2), text)
    return at[0] + text_width(text, size, weight)


def mark(painter: QPainter, name: str, ink: str, middle: tuple[float, float], size: int = 14) -> None:
    """Draw an icon with its middle there."""
    pixmap: QPixmap = icon_pixmap(name, ink, size)
    painter.drawPixmap(QPointF(middle[0] - size / 2, middle[1] - size / 2), pixmap)


def rectangle(box: Box) -> QRectF:
    """The box as Qt has it."""
    return QRectF(box.x, box.y, box.width, box.height)


def rounded(painter: QPainter, box: Box, fill: QColor, radius: float = RADIUS) -> None:
    """Fill a rounded rectangle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rectangle(box), radius, radius)


@lru_cache(maxsize=4)
def _corner(radius: float) -> QPainterPath:
    """What a rounded corner at the top left leaves of its square."""
    path = QPainterPath()
    path.addRect(QRectF(0, 0, radius, radius))
    arc = QPainterPath()
    arc.addEllipse(QRectF(0, 0, 2 * radius, 2 * radius))
    return path.subtracted(arc)


def round_off(painter: QPainter, box: Box, behind: QColor, radius: float = RADIUS) -> None:
    """Round the corners of something painted square, by painting what lies behind over them."""
    for x, y, across, down in (
        (box.x, box.y, 1, 1),
        (box.right, box.y, -1, 1),
        (box.x, box.bottom, 1, -1),
        (box.right, box.bottom, -1, -1),
    ):
        painter.save()
        painter.translate(x, y)
        painter.scale(across, down)
        painter.fillPath(_corner(radius), behind)
        painter.restore()


def tag(painter: QPainter, text: str, at: tuple[float, float], *, most: float, more: str = "") -> float:
    """White words on a dark tag with its top left there, at most `most` wide; `more` is paler. Gives its width."""
    extra = text_width(more) + 5 if more else 0.0
    name = elided(text, int(most - 8 - extra))
    if not name:
        return 0.0
    width = 8 + text_width(name) + extra
    rounded(painter, Box(at[0], at[1], width, 17), colour(TAG_FILL, TAG_ALPHA))
    after = words(painter, name, (at[0] + 4, at[1] + 8.5), colour("#FFFFFF"), weight=500)
    if more:
        words(painter, more, (after + 5, at[1] + 8.5), colour("#FFFFFF", 0.72))
    return width


def hatch(painter: QPainter, box: Box, ink: QColor) -> None:
    """Diagonal lines over the box."""
    painter.save()
    painter.setClipRect(rectangle(box), Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink, 1.5))
    x = box.x - box.height
    while x < box.right:
        painter.drawLine(QPointF(x, box.bottom), QPointF(x + box.height, box.y))
        x += 8
    painter.restore()
