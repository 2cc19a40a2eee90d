"""The stage: the picture of this moment, and over it the platform's safe zone and the selected title's frame.

It must never compute a picture: it paints the last one it was given.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.platforms import SCREEN, Platform
from studio.sentences import say
from studio.ui.player.handles import Frame, Grip, Guide, Point, grip_points
from studio.ui.theme import DARK, theme
from studio.ui.words import shown

__all__ = ["Stage"]

_MARGIN = 12
_GRIP_REACH = 9
_CARRY_PX = 10
_ROTATE_REACH = 22
_ZOOMS = (0.05, 8.0)
_WHEEL_STEP = 0.05
_NUDGES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_CURSORS: dict[str, Qt.CursorShape] = {
    "move": Qt.CursorShape.SizeAllCursor,
    "rotate": Qt.CursorShape.CrossCursor,
    "feather": Qt.CursorShape.SizeVerCursor,
    "roundness": Qt.CursorShape.PointingHandCursor,
    "left": Qt.CursorShape.SizeHorCursor,
    "right": Qt.CursorShape.SizeHorCursor,
    "top": Qt.CursorShape.SizeVerCursor,
    "bottom": Qt.CursorShape.SizeVerCursor,
    "top_left": Qt.CursorShape.SizeFDiagCursor,
    "bottom_right": Qt.CursorShape.SizeFDiagCursor,
    "top_right": Qt.CursorShape.SizeBDiagCursor,
    "bottom_left": Qt.CursorShape.SizeBDiagCursor,
}


class Stage(QWidget):
    """Paints the picture as large as fits.

    `resized` when another size is wanted; `pressed_at(x, y)` in parts of the canvas, beside it too. A grip of the frame
    says `taken`, then `pulled(start, now, snap)` with points as `studio.ui.player.handles` counts them, then `let_go`
    or `dropped`.
    `carried_off` when the picture is dragged away while it `carries` something. `nudged(across, down)` in pixels of the
    canvas, by the arrow keys while it has the focus.
    """

    resized = Signal()
    taken = Signal(str)
    pulled = Signal(object, object, bool)
    let_go = Signal()
    dropped = Signal()
    nudged = Signal(int, int)
    pressed_at = Signal(float, float)
    carried_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture: QImage | None = None
        self._canvas = (1080, 1920)
        self._platform: Platform | None = None
        self._frame: Frame | None = None
        self._guides: tuple[Guide, ...] = ()
        self._grabbed: tuple[Grip, QPointF] | None = None
        self.carries = False
        """Whether what is on show can be dragged away."""
        self._pressed: QPointF | None = None
        self._moved = False
        self._panning: QPointF | None = None
        self._pan = QPointF(0, 0)
        self.zoom: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
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

    def show_frame(self, frame: Frame | None, guides: Sequence[Guide] = ()) -> None:
        """Draw a box with its grips around the selected clip, and the lines it snapped to; None for none."""
        if (frame, tuple(guides)) != (self._frame, self._guides):
            self._frame, self._guides = frame, tuple(guides)
            self.update()

    def safe_corners(self) -> tuple[Point, ...]:
        """The corners of the safe zone that is drawn, as points of the canvas; empty where none is."""
        zone = self._platform.safe_zone if self._platform is not None else None
        if zone is None or not self._upright():
            return ()
        wide, high = SCREEN
        short = min(SCREEN)
        return tuple(((x - wide / 2) / short, (y - high / 2) / short) for x, y in zone.polygon.value)

    def _upright(self) -> bool:
        """Whether the canvas has the shape of a phone's screen, which safe zones are drawn for."""
        return self._canvas[0] * SCREEN[1] == self._canvas[1] * SCREEN[0]

    @property
    def frame(self) -> Frame | None:
        """The box that is drawn."""
        return self._frame

    def canvas_box(self) -> QRectF:
        """Where the canvas lies on the stage; larger than it when zoomed in."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        wide, high = self._canvas
        scale = min(room.width() / wide, room.height() / high)
        if self.zoom is not None:
            scale = self.zoom / self.devicePixelRatioF()
        across, down = wide * scale, high * scale
        # What is larger than the stage may be moved about, until an edge is in the middle.
        centre = room.center() + QPointF(self._pan.x() * across, self._pan.y() * down)
        return QRectF(round(centre.x() - across / 2), round(centre.y() - down / 2), round(across), round(down))

    def set_zoom(self, zoom: float | None) -> None:
        """Show one pixel of the canvas as so many of the screen; None fits the canvas into the stage."""
        zoom = None if zoom is None else min(_ZOOMS[1], max(_ZOOMS[0], zoom))
        if zoom != self.zoom:
            self.zoom = zoom
            if zoom is None:
                self._pan = QPointF(0, 0)
            self.resized.emit()
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Control the wheel zooms; alone it moves what is larger than the stage."""
        turned = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom_percent() / 100 * 1.2**turned)
        elif self.zoom is not None:
            across = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pan(turned * _WHEEL_STEP * across, turned * _WHEEL_STEP * (not across))
        else:
            event.ignore()

    def pan(self, across: float, down: float) -> None:
        """Move the picture by parts of itself."""
        self._pan = QPointF(min(0.5, max(-0.5, self._pan.x() + across)), min(0.5, max(-0.5, self._pan.y() + down)))
        self.update()

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
        if self._platform is not None and self._upright():
            _paint_platform(painter, self._platform, box)
        if self._frame is not None:
            self._paint_frame(painter, self._frame, box)

    def place_of(self, point: Point) -> QPointF:
        """Where on the stage a point of the canvas lies."""
        box = self.canvas_box()
        short = min(box.width(), box.height())
        return QPointF(box.center().x() + point[0] * short, box.center().y() + point[1] * short)

    def _point_at(self, place: QPointF) -> Point:
        box = self.canvas_box()
        short = max(1.0, min(box.width(), box.height()))
        return (place.x() - box.center().x()) / short, (place.y() - box.center().y()) / short

    def short_side(self) -> float:
        """How many points of the screen the canvas's short side takes."""
        box = self.canvas_box()
        return min(box.width(), box.height())

    def grip_places(self) -> dict[Grip, QPointF]:
        """Where each grip of the frame lies on the stage."""
        if self._frame is None:
            return {}
        points = grip_points(self._frame, _ROTATE_REACH / max(1.0, self.short_side()))
        return {grip: self.place_of(point) for grip, point in points.items()}

    def _paint_frame(self, painter: QPainter, frame: Frame, box: QRectF) -> None:
        corners = [self.place_of(corner) for corner in frame.corners]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(DARK.accline), 1))
        for guide in self._guides:
            place = self.place_of((guide.at, guide.at))
            if guide.axis == "x":
                painter.drawLine(QPointF(place.x(), box.top()), QPointF(place.x(), box.bottom()))
            else:
                painter.drawLine(QPointF(box.left(), place.y()), QPointF(box.right(), place.y()))
        painter.setPen(QPen(QColor(DARK.accline), 1.5))
        painter.drawPolygon(QPolygonF(corners))
        places = self.grip_places()
        if "rotate" in places:
            top = (corners[0] + corners[1]) / 2
            painter.drawLine(top, places["rotate"])
        if "feather" in places:
            painter.drawLine((corners[2] + corners[3]) / 2, places["feather"])
        painter.setPen(QPen(QColor(10, 11, 12, 200), 1))
        painter.setBrush(QColor("#FFFFFF"))
        for grip, place in places.items():
            if grip in ("rotate", "feather", "roundness"):
                painter.drawEllipse(place, 4, 4)
            else:
                painter.drawRoundedRect(QRectF(place.x() - 3.5, place.y() - 3.5, 7, 7), 1.5, 1.5)

    def _grip_at(self, place: QPointF) -> Grip | None:
        """The grip under the pointer; the box itself moves."""
        if self._frame is None:
            return None
        for grip, lies in self.grip_places().items():
            if (lies - place).manhattanLength() <= _GRIP_REACH:
                return grip
        if "move" not in self._frame.grips:
            return None
        corners = QPolygonF([self.place_of(corner) for corner in self._frame.corners])
        inside = corners.containsPoint(place, Qt.FillRule.OddEvenFill)
        # A line has no inside: it is taken by itself.
        thin = corners.boundingRect().height() < _GRIP_REACH and corners.boundingRect().adjusted(
            0, -_GRIP_REACH, 0, _GRIP_REACH
        ).contains(place)
        return "move" if inside or thin else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a grip, or tell where it was pressed; the middle button moves a picture that is zoomed in."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        box, place = self.canvas_box(), event.position()
        if self.carries:
            self._pressed = place if box.contains(place) else None
            return
        grip = self._grip_at(place)
        if grip is not None:
            self._grabbed, self._moved = (grip, place), False
        else:
            self.pressed_at.emit((place.x() - box.x()) / box.width(), (place.y() - box.y()) / box.height())
            grip = self._grip_at(place)
            if grip == "move":
                self._grabbed, self._moved = (grip, place), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the grip."""
        if self._panning is not None:
            by, box = event.position() - self._panning, self.canvas_box()
            self._panning = event.position()
            self.pan(by.x() / box.width(), by.y() / box.height())
            return
        if self._pressed is not None and (event.position() - self._pressed).manhattanLength() >= _CARRY_PX:
            self._pressed = None
            self.carried_off.emit()
        if self._grabbed is None:
            self.setCursor(_CURSORS.get(self._grip_at(event.position()) or "", Qt.CursorShape.ArrowCursor))
            return
        grip, start = self._grabbed
        if not self._moved and (event.position() - start).manhattanLength() < 4:
            return
        if not self._moved:
            self._moved = True
            self.taken.emit(grip)
        snap = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self.pulled.emit(self._point_at(start), self._point_at(event.position()), snap)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._panning = self._pressed = None
        grabbed, moved = self._grabbed, self._moved
        self._grabbed, self._moved = None, False
        if grabbed is not None and moved:
            self.let_go.emit()

    def event(self, event: QEvent) -> bool:
        """Arrows and Escape are its own while it has the focus and a frame, whatever they do in the window; on a screen
        of another scale another size is wanted."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.resized.emit()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own_key(event):
            event.accept()
            return True
        return super().event(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._moved
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return alt and self._frame is not None and event.key() in _NUDGES

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the clip by a pixel, with Shift by ten; Escape drops what is pulled."""
        if event.key() == Qt.Key.Key_Escape and self._moved:
            self._grabbed, self._moved = None, False
            self.dropped.emit()
        elif self._own_key(event):
            across, down = _NUDGES[Qt.Key(event.key())]
            step = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.nudged.emit(across * step, down * step)
        else:
            super().keyPressEvent(event)


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
