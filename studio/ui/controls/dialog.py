"""A dialog inside the window: a scrim over everything, a rounded sheet on it.

It must never open a window of its own, so that nothing gets lost behind another.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.sentences import say
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.labels import ElidedLabel
from studio.ui.theme import theme

__all__ = ["Dialog"]


class Dialog(QWidget):
    """The scrim and the sheet. Put contents into `body`; Esc or the cross closes it (`closed`)."""

    closed = Signal()

    def __init__(self, window: QWidget, title: str, width: int, height: int) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = (width, height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet = QFrame(self)
        self.sheet.setObjectName("dialog")
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QFrame()
        head.setObjectName("panelHead")
        head.setFixedHeight(48)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 12, 0)
        self.title = ElidedLabel(title, "title")
        self.cross = IconButton("close", say("Close"), "Esc", clicked=self.close_dialog)
        row.addWidget(self.title, 1)
        row.addWidget(self.cross)
        column.addWidget(head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)
        window.installEventFilter(self)
        self._cover()

    def open_dialog(self) -> None:
        """Show it and take the focus."""
        self._cover()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_dialog(self) -> None:
        """Close it for good."""
        window = self._window
        window.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _cover(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        wide = min(self._wanted[0], window.width() - 48)
        high = min(self._wanted[1], window.height() - 48)
        self.sheet.setGeometry((window.width() - wide) // 2, (window.height() - high) // 2, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window as it grows."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no other key reaches what lies beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_dialog()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing beneath can be clicked."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        order = [
            child
            for child in self.sheet.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not order:
            return False
        here = self.focusWidget()
        at = order.index(here) if here in order else -1 if forward else 0
        order[(at + (1 if forward else -1)) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The scrim."""
        painter = QPainter(self)
        scrim = QColor("#000000")
        scrim.setAlphaF(theme().scrim)
        painter.fillRect(self.rect(), scrim)
