"""The diamond beside a number: whether it has keyframes, and whether there is one now.

It must never set a keyframe itself: it says that it was pressed.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import explain
from studio.ui.icons import paint_icon
from studio.ui.theme import theme

__all__ = ["Diamond", "Keyed"]

Keyed = Literal["none", "elsewhere", "here"]

_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Diamond(QAbstractButton):
    """Hollow without keyframes, lit with some, full where one stands now. `clicked`; `more` asks for its menu."""

    more = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.keyed: Keyed = "none"
        self.setFixedSize(20, 24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_keyed("none")

    def show_keyed(self, keyed: Keyed) -> None:
        """Show whether there are keyframes, and one now."""
        self.keyed = keyed
        explain(self, _words(keyed, self._name))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a row's field."""
        return QSize(20, 24)

    def event(self, event: QEvent) -> bool:
        """Space and Enter press it while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _PRESSING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too."""
        if event.key() in _PRESSING:
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """The other button, or the menu key."""
        self.more.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A diamond of 14, with a ring while it has the focus."""
        tokens = theme()
        painter = QPainter(self)
        lit = tokens.accline if self.keyed != "none" or self.underMouse() else tokens.muted
        box = QRectF((self.width() - 14) / 2, (self.height() - 14) / 2, 14, 14)
        paint_icon(painter, "diamond-full" if self.keyed == "here" else "diamond", lit, box)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lit under the pointer."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No longer lit."""
        self.update()
        super().leaveEvent(event)


def _words(keyed: Keyed, name: str) -> Sentence:
    if keyed == "here":
        return say("Remove the keyframe of {name}", name=name)
    return say("Set a keyframe of {name}", name=name)
