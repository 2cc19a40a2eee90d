"""The stage: the picture of this moment, and over it the platform's safe zone and the selected title's frame.

It must never compute a picture: it paints the last one it was given.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.platforms import SCREEN, Platform
from studio.sentences import say
from studio.ui.theme import DARK, theme
from studio.ui.words import shown

__all__ = ["Stage"]

_MARGIN = 12


class Stage(QWidget):
    """Paints the picture as large as fits.

    `resized` when another size is wanted; `dragged(dx, dy)` while the frame on the picture is carried, in short sides
    of the canvas, between `drag_started` and `drag_ended`; `pressed_at(x, y)` in parts of the canvas.
    """

    resized = Signal()
    drag_started = Signal()
    dragged = Signal(float, float)
    drag_ended = Signal()
    pressed_at = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._picture: QImage | None = None
        self._canvas = (1080, 1920)
        self._platform: Platform | None = None
        self._frame: tuple[tuple[float, float], ...] = ()
        self._grabbed: QPointF | None = None
        self._moved = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(shown(say("Picture")))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def picture(self) -> QImage | None:
        """What is painted now."""
        return self._picture

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(480, 480)

    def set_canvas(self, width: int, height: int) -> None:
        """The shape of the project's canvas."""
        if (width, height) != self._canvas:
            self._canvas = (width, height)
            self.resized.emit()
            self.update()

    def show_picture(self, picture: QImage | None) -> None:
        """Paint this one from now on; None paints an empty canvas."""
        self._picture = picture
        self.update()

    def show_platform(self, platform: Platform | None) -> None:
        """Draw the safe zone and the buttons of a platform, or none."""
        self._platform = platform
        self.update()

    def show_frame(self, corners: Sequence[tuple[float, float]]) -> None:
        """Draw a frame around the selected clip: corners in parts of the canvas; empty for none."""
        self._frame = tuple(corners)
        self.update()

    def canvas_box(self) -> QRectF:
        """Where the canvas lies on the stage."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        wide, high = self._canvas
        scale = min(room.width() / wide, room.height() / high)
        across, down = wide * scale, high * scale
        left, top = round(room.center().x() - across / 2), round(room.center().y() - down / 2)
        return QRectF(left, top, round(across), round(down))

    def pixels(self) -> tuple[int, int]:
        """How many pixels of the screen the canvas covers."""
        box, ratio = self.canvas_box(), self.devicePixelRatioF()
        return max(2, round(box.width() * ratio)), max(2, round(box.height() * ratio))

    def zoom_percent(self) -> int:
        """The picture's size on screen in percent of its own."""
        return round(100 * self.pixels()[0] / self._canvas[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size is wanted."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stage, picture, what lies over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().stage))
        box = self.canvas_box()
        if self._picture is None:
            painter.fillRect(box, QColor("#000000"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._platform is not None and self._canvas[0] * SCREEN[1] == self._canvas[1] * SCREEN[0]:
            _paint_platform(painter, self._platform, box)
        if self._frame:
            self._paint_frame(painter, box)

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        corners = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in self._frame]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(DARK.accline), 1.5))
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(QPen(QColor(10, 11, 12, 200), 1))
        painter.setBrush(QColor("#FFFFFF"))
        for corner in corners:
            painter.drawRoundedRect(QRectF(corner.x() - 3.5, corner.y() - 3.5, 7, 7), 1.5, 1.5)

    def _on_frame(self, point: QPointF) -> bool:
        if not self._frame:
            return False
        box = self.canvas_box()
        polygon = QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in self._frame])
        return polygon.containsPoint(point, Qt.FillRule.OddEvenFill)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame, or tell where it was pressed."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        box, point = self.canvas_box(), event.position()
        if not self._on_frame(point) and box.contains(point):
            self.pressed_at.emit((point.x() - box.x()) / box.width(), (point.y() - box.y()) / box.height())
        if self._on_frame(point):
            self._grabbed, self._moved = point, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the frame."""
        if self._grabbed is None:
            return
        delta = event.position() - self._grabbed
        if not self._moved and delta.manhattanLength() < 4:
            return
        if not self._moved:
            self._moved = True
            self.drag_started.emit()
        box = self.canvas_box()
        short = min(box.width(), box.height())
        self.dragged.emit(delta.x() / short, delta.y() / short)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._grabbed is not None and self._moved:
            self.drag_ended.emit()
        self._grabbed, self._moved = None, False


def _paint_platform(painter: QPainter, platform: Platform, box: QRectF) -> None:
    """The outside of the safe zone darkened, its edge dashed, the platform's buttons as plain shapes."""
    across, down = box.width() / SCREEN[0], box.height() / SCREEN[1]
    painter.setPen(Qt.PenStyle.NoPen)
    if platform.safe_zone is not None:
        zone = QPainterPath()
        corners = platform.safe_zone.polygon.value
        zone.addPolygon(QPolygonF([QPointF(box.x() + x * across, box.y() + y * down) for x, y in corners]))
        zone.closeSubpath()
        outside = QPainterPath()
        outside.addRect(box)
        painter.fillPath(outside.subtracted(zone), QColor(0, 0, 0, 87))
        dashed = QPen(QColor(255, 255, 255, 217), 1, Qt.PenStyle.CustomDashLine)
        dashed.setDashPattern([4, 3])
        painter.setPen(dashed)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(zone)
    painter.setPen(Qt.PenStyle.NoPen)
    for overlay in platform.overlays:
        left, top, wide, high = overlay.box.value
        # What goes across the whole screen is mostly empty there: fainter, so that the video stays the brightest.
        painter.setBrush(QColor(255, 255, 255, 30 if wide >= SCREEN[0] else 92))
        shape = QRectF(box.x() + left * across, box.y() + top * down, wide * across, high * down)
        radius = min(shape.width(), shape.height()) / 2
        if max(wide, high) <= 1.4 * min(wide, high):
            painter.drawEllipse(shape)
        else:
            painter.drawRoundedRect(shape, min(radius, 6), min(radius, 6))
