"""Short messages over the window: what was done, with an answer; what was refused, and why.

A warning is never a dialog, so it is here. It must never take the focus.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import Pictogram, label
from studio.ui.words import shown

__all__ = ["Toast"]

_SHOWN_MS = 6000


class Toast(QFrame):
    """One message at the foot of `parent`; the next one replaces it. Gone after 6 s."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._drawing = Pictogram("info", "text", 18)
        self._words: QLabel = label("", "strong")
        self._action = PushButton("", "link", clicked=self._act)
        self._does: Callable[[], object] | None = None
        row.addWidget(self._drawing)
        row.addWidget(self._words)
        row.addWidget(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text() if self.isVisible() else ""

    def tell(
        self,
        words: str,
        *,
        wrong: bool = False,
        drawing: str = "",
        action: str = "",
        does: Callable[[], object] | None = None,
        stays: bool = False,
    ) -> None:
        """Show a sentence; `action` is the word on a button beside it. It goes by itself unless it `stays`.

        `drawing` is the icon of what is neither done nor wrong."""
        if drawing:
            self._drawing.draw(drawing, "text")
        else:
            self._drawing.draw("warning" if wrong else "check-circle", "warn" if wrong else "ok")
        self._words.setText(shown(words))
        self._action.setVisible(bool(action))
        self._action.say_words(action)
        self._action.setAccessibleName(shown(action))
        self._does = does
        room = self._window.width() - 48
        self._words.setWordWrap(False)
        self.adjustSize()
        if self.width() > room:
            self._words.setWordWrap(True)
            self.setFixedWidth(room)
            self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        if stays:
            self._timer.stop()
        else:
            self._timer.start(_SHOWN_MS)

    def place(self) -> None:
        """Stand in the middle, above the timeline's edge."""
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 24)

    def _act(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()
