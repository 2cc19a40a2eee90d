"""The covers that the platforms show, as small pictures of the moment at the playhead, each in its shape.

They are hints: what is written is drawn anew and cut so that words stay whole. It must never write a file.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.platforms import Platform
from studio.publish import covers
from studio.sentences import say
from studio.ui.controls.labels import label
from studio.ui.theme import theme

__all__ = ["CoversRow"]

_HEIGHT = 104
_MOST = 3


class CoversRow(QWidget):
    """Up to three covers side by side."""

    def __init__(self, picture: QImage | None) -> None:
        super().__init__()
        self._picture = picture
        self._shapes: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage) -> None:
        """Another moment was chosen."""
        self._picture = picture
        shapes, self._shapes = self._shapes, ()
        self._show(shapes)

    def show_shapes(self, platforms: Iterable[Platform]) -> None:
        """Show the covers these platforms want."""
        self._show(tuple(wanted.shape for wanted in covers(platforms))[:_MOST])

    def _show(self, shapes: tuple[str, ...]) -> None:
        if shapes == self._shapes:
            return
        self._shapes = shapes
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, shape in enumerate(shapes):
            self._row.addWidget(_Cover(self._picture, shape, first=number == 0), 0, Qt.AlignmentFlag.AlignBottom)


class _Cover(QWidget):
    def __init__(self, picture: QImage | None, shape: str, *, first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_Shown(picture, shape, first=first), 0, Qt.AlignmentFlag.AlignHCenter)
        words = label(say("Cover {shape}", shape=shape) if first else shape, "small")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)


class _Shown(QWidget):
    def __init__(self, picture: QImage | None, shape: str, *, first: bool) -> None:
        super().__init__()
        wide, high = map(int, shape.split(":"))
        height = _HEIGHT if first else round(_HEIGHT * 0.66)
        width = min(110, round(height * wide / high))
        self.setFixedSize(width, round(width * high / wide))
        self._picture, self._first = picture, first

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The middle of the picture, in this shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        painter.fillPath(path, QColor(theme().raised))
        if self._picture is not None and not self._picture.isNull():
            wide, high = self._picture.width(), self._picture.height()
            scale = min(wide / box.width(), high / box.height())
            part = QRectF(0, 0, box.width() * scale, box.height() * scale)
            part.moveCenter(QRectF(0, 0, wide, high).center())
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(box, self._picture, part)
            painter.restore()
        painter.setPen(QColor(theme().accline if self._first else theme().line2))
        painter.drawPath(path)
