"""Text that fits: labels that elide at the end, empty places that say what to do, rules between sections.

They must never cut words in the middle of a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.controls.buttons import PushButton
from studio.ui.icons import icon_pixmap
from studio.ui.style import refresh
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["ElidedLabel", "EmptyPlace", "Pictogram", "label", "rule", "set_role"]

Role = Literal[
    "", "strong", "head", "title", "hero", "muted", "small", "body", "ok", "warn", "err", "tagWarn", "tagErr", "tagOk"
]


def label(words: str, role: Role = "", *, wrap: bool = False, figures: bool = False) -> QLabel:
    """A label in one of the roles of text; with `figures`, its digits are equally wide."""
    made = QLabel(shown(words))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if figures:
        made.setFont(ui_font(12, figures=True))
    if role:
        made.setProperty("role", role)
    return made


def set_role(made: QLabel, role: Role) -> None:
    """Change the role of a label."""
    if made.property("role") != role:
        made.setProperty("role", role)
        refresh(made)


def rule() -> QFrame:
    """A hairline between sections."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


class ElidedLabel(QLabel):
    """One line that ends in … where the room ends; the whole text is in the tooltip then."""

    def __init__(self, words: str = "", role: Role = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(shown(words))

    def minimumSizeHint(self) -> QSize:
        """Almost nothing: it gives way."""
        return QSize(16, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        box = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.setToolTip(self.text() if words != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), words)


class Pictogram(QLabel):
    """An icon that stands alone, in the colour of a token."""

    def __init__(self, drawing: str, token: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._drawing, self._token, self._size = drawing, token, size
        self.setFixedSize(size, size)
        self._recolour()

    def draw(self, drawing: str, token: str) -> None:
        """Show another icon in the colour of another token."""
        self._drawing, self._token = drawing, token
        self._recolour()

    def _recolour(self) -> None:
        colour = getattr(theme(), self._token)
        self.setPixmap(icon_pixmap(self._drawing, colour, self._size, max(1.0, self.devicePixelRatioF())))

    def event(self, event: QEvent) -> bool:
        """Follow the theme, and the scale of the screen."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._recolour()
        return super().event(event)


class EmptyPlace(QWidget):
    """What an empty panel shows: an icon, what to do, a button for it, and what fits."""

    def __init__(
        self,
        drawing: str,
        words: str,
        *,
        button: str = "",
        clicked: Callable[[], object] | None = None,
        fits: str = "",
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(Pictogram(drawing, "muted", 32), alignment=Qt.AlignmentFlag.AlignHCenter)
        sentence = label(words, "body", wrap=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(sentence)
        if button:
            push = PushButton(button, drawing="plus", clicked=clicked)
            column.addWidget(push, alignment=Qt.AlignmentFlag.AlignHCenter)
        if fits:
            line = label(fits, "small", wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(3)
