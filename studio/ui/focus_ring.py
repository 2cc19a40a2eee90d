"""The ring around what has the keyboard: 2 px, 2 px away, only while the keyboard is used.

It must never take a click.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QLineEdit, QPlainTextEdit, QWidget

from studio.ui.theme import theme

__all__ = ["FocusRing"]

_AWAY = 4


class FocusRing(QWidget):
    """Follows the focus inside one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._by_key = False
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def watch(self) -> None:
        """Begin to tell keys from clicks; the window must be on the screen."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys show the ring, clicks hide it."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6):
                self._by_key = True
                self._follow(QApplication.focusWidget())
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_key = False
            self.hide()
            # A click elsewhere takes the keyboard from a button, so that Space plays again.
            if isinstance(QApplication.focusWidget(), QAbstractButton | QAbstractSlider):
                self._window.setFocus()
        elif kind == QEvent.Type.Resize:
            self._follow(QApplication.focusWidget())
        return super().eventFilter(watched, event)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._follow(new)

    def _follow(self, around: QWidget | None) -> None:
        mine = around is not None and self._window.isAncestorOf(around) and around.isVisible()
        if around is None or not mine or not self._by_key or _shows_focus(around):
            self.hide()
            return
        corner = around.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(
            corner.x() - _AWAY, corner.y() - _AWAY, around.width() + 2 * _AWAY, around.height() + 2 * _AWAY
        )
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().accline), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


def _shows_focus(widget: QWidget) -> bool:
    """Whether it shows the focus by itself: text fields by frame and cursor, the timeline by its own ring."""
    return isinstance(widget, QLineEdit | QPlainTextEdit) or widget.objectName() == "timeline"
