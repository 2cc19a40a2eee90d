"""Who is still watching, drawn over a filmstrip, with the pins of reasons.

It must never compute anything: it draws what it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.reach.forecast import Forecast
from studio.reach.reasons import Reason
from studio.sentences import say
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["STRIP", "RetentionCurve", "draw_pin"]

STRIP = 12
"""How many pictures the filmstrip has."""
_LEFT, _TOP, _FOOT, _STRIP_HIGH = 44.0, 10.0, 20.0, 44.0
_PIN = 9.0


def mark_colour(mark: str) -> QColor:
    """The colour of a mark."""
    tokens = theme()
    return QColor({"wrong": tokens.err, "warns": tokens.warn, "good": tokens.ok}.get(mark, tokens.ctl))


def draw_pin(painter: QPainter, at: QPointF, mark: str, words: str) -> None:
    """A pin by its shape: a triangle warns, a square is wrong, a circle is good or worth knowing."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark_colour(mark))
    x, y = at.x(), at.y()
    if mark == "warns":
        tip = [QPointF(x, y - _PIN), QPointF(x + _PIN, y + 0.8 * _PIN), QPointF(x - _PIN, y + 0.8 * _PIN)]
        painter.drawPolygon(QPolygonF(tip))
    elif mark == "wrong":
        painter.drawRoundedRect(QRectF(x - 8, y - 8, 16, 16), 3, 3)
    else:
        painter.drawEllipse(at, 8, 8)
    painter.setPen(QColor(theme().win if theme().name == "dark" else "#FFFFFF"))
    painter.setFont(ui_font(11, figures=True))
    box = QRectF(x - 9, y - (6 if mark == "warns" else 9), 18, 18)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class RetentionCurve(QWidget):
    """The curve. `jumped(seconds)` when a person clicks on a moment."""

    jumped = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._forecast: Forecast | None = None
        self._reasons: tuple[Reason, ...] = ()
        self._pictures: dict[int, QImage] = {}
        self._hover: float | None = None
        self.setMouseTracking(True)
        self.setMinimumHeight(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(shown(say("Who is still watching")))

    def show_forecast(self, found: Forecast, reasons: Sequence[Reason]) -> None:
        """Draw this one."""
        self._forecast, self._reasons = found, tuple(reasons)
        said = say("{part} still watch at the end", part=f"{found.curve[-1].watching:.0%}")
        self.setAccessibleDescription(shown(said))
        self.update()

    def show_picture(self, number: int, picture: QImage) -> None:
        """Picture `number` of the filmstrip has come."""
        self._pictures[number] = picture
        self.update()

    @property
    def pictures(self) -> tuple[QImage, ...]:
        """The filmstrip as far as it has come."""
        return tuple(picture for _, picture in sorted(self._pictures.items()))

    # -- places

    @property
    def _plot(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - 12, self.height() - _TOP - _FOOT - _STRIP_HIGH - 8)

    def _x(self, second: float) -> float:
        plot = self._plot
        return plot.left() + plot.width() * second / (self._forecast.seconds if self._forecast else 1)

    def _y(self, part: float) -> float:
        plot = self._plot
        return plot.bottom() - plot.height() * part

    def _second_at(self, x: float) -> float | None:
        plot, found = self._plot, self._forecast
        if found is None or not plot.left() <= x <= plot.right():
            return None
        return (x - plot.left()) / plot.width() * found.seconds

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the curve says under the pointer."""
        self._hover = self._second_at(event.position().x())
        self.update()

    def leaveEvent(self, _event: object) -> None:
        """The pointer has gone."""
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there on the timeline."""
        second = self._second_at(event.position().x())
        if second is not None and event.button() == Qt.MouseButton.LeftButton:
            self.jumped.emit(second)
        event.accept()

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grid, band, curves, pins, filmstrip, times."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(ui_font(11, figures=True))
        self._grid(painter)
        self._strip(painter)
        if self._forecast is not None:
            self._lines(painter, self._forecast)
            self._pins(painter, self._forecast)
            if self._hover is not None:
                self._told(painter, self._forecast, self._hover)

    def _grid(self, painter: QPainter) -> None:
        for part in (0, 0.25, 0.5, 0.75, 1):
            y = self._y(part)
            painter.setPen(QColor(theme().line))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self._plot.right(), y))
            painter.setPen(QColor(theme().muted))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 9, _LEFT - 8, 18), right, f"{part:.0%}".replace("%", " %"))

    def _strip(self, painter: QPainter) -> None:
        plot = self._plot
        high, top = _STRIP_HIGH, plot.bottom() + 8
        wide = plot.width() / STRIP
        painter.fillRect(QRectF(plot.left(), top, plot.width(), high), QColor(theme().raised))
        for number, picture in self._pictures.items():
            box = QRectF(plot.left() + number * wide, top, wide, high)
            part = min(picture.width() / box.width(), picture.height() / box.height())
            cut_wide, cut_high = box.width() * part, box.height() * part
            x, y = (picture.width() - cut_wide) / 2, (picture.height() - cut_high) / 2
            painter.drawImage(box, picture, QRectF(x, y, cut_wide, cut_high))
        if self._forecast is not None:
            painter.setPen(QColor(theme().muted))
            for part in range(6):
                second = self._forecast.seconds * part / 5
                where = QRectF(self._x(second) - 30, top + high + 2, 60, 16)
                flags = Qt.AlignmentFlag.AlignHCenter
                if part == 5:
                    where, flags = where.translated(-30, 0), Qt.AlignmentFlag.AlignRight
                painter.drawText(where, flags, f"{int(second) // 60}:{int(second) % 60:02}")

    def _lines(self, painter: QPainter, found: Forecast) -> None:
        band = [QPointF(self._x(one.second), self._y(one.high)) for one in found.curve]
        band += [QPointF(self._x(one.second), self._y(one.low)) for one in reversed(found.curve)]
        fill = QColor(theme().accline)
        fill.setAlphaF(0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(band))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = QPen(QColor(theme().muted), 1.5, Qt.PenStyle.DashLine)
        for pen, name in ((dashed, "usual"), (QPen(QColor(theme().accline), 2), "watching")):
            painter.setPen(pen)
            painter.drawPolyline(
                QPolygonF([QPointF(self._x(one.second), self._y(getattr(one, name))) for one in found.curve])
            )

    def _pins(self, painter: QPainter, found: Forecast) -> None:
        taken: list[float] = []
        for number, reason in enumerate(self._reasons, 1):
            if reason.at is None:
                continue
            middle = float(reason.at.start + reason.at.length / 2)
            x = max(self._x(min(middle, found.seconds)), _LEFT + 12)
            while any(abs(x - other) < 20 for other in taken):
                x += 20
            taken.append(x)
            part = self._part_at(found, middle)
            y = self._y(part) + 26
            painter.setPen(QPen(mark_colour(reason.mark), 1.5))
            painter.drawLine(QPointF(x, self._y(part)), QPointF(x, y))
            draw_pin(painter, QPointF(x, y), reason.mark, str(number))

    def _part_at(self, found: Forecast, second: float) -> float:
        return min(found.curve, key=lambda one: abs(one.second - second)).watching

    def _told(self, painter: QPainter, found: Forecast, second: float) -> None:
        here = min(found.curve, key=lambda one: abs(one.second - second))
        x = self._x(second)
        painter.setPen(QPen(QColor(theme().strong), 1))
        painter.drawLine(QPointF(x, self._plot.top()), QPointF(x, self._plot.bottom()))
        words = shown(
            say(
                "{middle} ({low} to {high})",
                middle=f"{here.watching:.0%}",
                low=f"{here.low:.0%}",
                high=f"{here.high:.0%}",
            )
        )
        wide = painter.fontMetrics().horizontalAdvance(words) + 16
        left = min(x + 8, self._plot.right() - wide)
        box = QRectF(left, self._plot.top() + 4, wide, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().sel))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(theme().strong))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
