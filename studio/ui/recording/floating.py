"""A small panel that floats inside the window while the work goes on: it can be carried by its head.

It must never keep keys from the window, nor cover it with a scrim.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.labels import ElidedLabel
from studio.ui.words import shown

__all__ = ["FloatingPanel"]

_EDGE = 16


class FloatingPanel(QFrame):
    """Put contents into `body`. `escape` is asked first on Esc: whether it took it; otherwise `close_panel` runs."""

    def __init__(self, window: QWidget, title: Sentence, width: int, close: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._close = window, close
        self._grabbed: QPointF | None = None
        self._placed = False
        self.setObjectName("dialog")
        self.setAccessibleName(shown(title))
        self.setFixedWidth(width)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QFrame()
        head.setObjectName("panelHead")
        head.setFixedHeight(40)
        head.setCursor(Qt.CursorShape.SizeAllCursor)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(ElidedLabel(title, "head"), 1)
        self.cross = IconButton("close", say("Close"), "Esc", clicked=close)
        self.cross.setCursor(Qt.CursorShape.ArrowCursor)
        row.addWidget(self.cross)
        column.addWidget(head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(10)
        column.addLayout(self.body)
        self.head = head
        # What is inside gets its new size only after the event that changed it.
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        head.installEventFilter(self)
        window.installEventFilter(self)

    def open_panel(self, corner: QPoint) -> None:
        """Show it with its lower left corner there, or where it was carried."""
        self.adjustSize()
        if not self._placed:
            self.move(corner.x(), corner.y() - self.height())
        self._stay_inside()
        self.show()
        self.raise_()

    def escape(self) -> bool:
        """Whether Esc ended something else first."""
        return False

    def fit(self) -> None:
        """Become as high as the contents soon, the foot where it was."""
        self._fitting.start()

    def _fit(self) -> None:
        foot = self.geometry().bottom()
        self.adjustSize()
        self.move(self.x(), foot - self.height() + 1)
        self._stay_inside()

    def _stay_inside(self) -> None:
        room = self._window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        x = max(room.left(), min(self.x(), room.right() - self.width()))
        y = max(room.top(), min(self.y(), room.bottom() - self.height()))
        self.move(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the hand on the head; stay in the window as it changes."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._stay_inside()
        elif isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._grabbed = event.globalPosition() - QPointF(self.pos())
            elif event.type() == QEvent.Type.MouseMove and self._grabbed is not None:
                self.move((event.globalPosition() - self._grabbed).toPoint())
                self._placed = True
                self._stay_inside()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._grabbed = None
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends what goes on, then closes."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.escape():
                self._close()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Go for good."""
        self._fitting.stop()
        self._window.removeEventFilter(self)
        self.head.removeEventFilter(self)
        self.hide()
        self.deleteLater()
