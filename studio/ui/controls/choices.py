"""Choosing one of a few: switches, drop-downs, segments, colours.

They must never change what they show without saying so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QColorDialog, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import IconButton, explain
from studio.ui.icons import paint_icon
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["Choice", "Segments", "Swatches", "Switch"]


_OPENING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_own(event: QEvent, keys: Sequence[Qt.Key]) -> bool:
    """Whether a focused control takes this key for itself, before the window's keys get it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in keys


class Switch(QCheckBox):
    """On or off, 32 x 18."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(shown(name))
        self.setFixedSize(36, 24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_on(self, on: bool) -> None:
        """Show on or off without saying anything."""
        blocked = self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(blocked)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Space is its own while it has the focus, whatever it does in the window."""
        if _is_own(event, (Qt.Key.Key_Space,)):
            event.accept()
            return True
        return super().event(event)

    def hitButton(self, _point: object) -> bool:
        """All of it can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill and its knob."""
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accline if self.isChecked() else tokens.ctl), 1))
        painter.setBrush(QColor(tokens.accwash if self.isChecked() else tokens.raised))
        painter.drawRoundedRect(QRectF(2.5, 3.5, 31, 17), 8.5, 8.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accline if self.isChecked() else tokens.ctl))
        painter.drawEllipse(QPointF(25 if self.isChecked() else 11, 12), 5.5, 5.5)


class Choice(QComboBox):
    """A drop-down of (key, words); `chosen(key)` when a person picked another."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(shown(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for key, words in choices:
            self.addItem(shown(words), key)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def event(self, event: QEvent) -> bool:
        """Arrows, Space and Enter are its own while it has the focus, whatever they do in the window."""
        if _is_own(event, (*_OPENING, Qt.Key.Key_Up, Qt.Key.Key_Down)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter open the list."""
        if event.key() in _OPENING:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def set_key(self, key: str | None) -> None:
        """Show a choice; None where several differ."""
        index = -1 if key is None else self.findData(key)
        if key is not None and index < 0:
            self.addItem(key, key)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a panel never changes a value."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and an arrow of our own."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(self.width() - 22, (self.height() - 14) / 2, 14, 14)
        paint_icon(painter, "down", theme().muted if self.isEnabled() else theme().dis, box)


class Segments(QWidget):
    """A row of icon buttons of which one is on; `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, Sentence]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._buttons: dict[str, IconButton] = {}
        for key, drawing, words in choices:
            button = IconButton(drawing, words, checkable=True, clicked=partial(self._click, key))
            self._buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)

    def set_key(self, key: str | None) -> None:
        """Show which is on; None for none."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def _click(self, key: str) -> None:
        self.set_key(key)
        self.chosen.emit(key)


class _Swatch(QAbstractButton):
    def __init__(self, colour: str) -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(28, 28)
        explain(self, colour)

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(QColor(theme().accline), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, 1, 26, 26), 7, 7)
        painter.setPen(QPen(QColor(theme().line2), 1))
        painter.setBrush(_colour_of(self.colour))
        painter.drawRoundedRect(QRectF(4.5, 4.5, 19, 19), 5, 5)


def _colour_of(text: str) -> QColor:
    """The colour of `#RRGGBB` or `#RRGGBBAA` (Qt itself reads the alpha first)."""
    return QColor(text[:7]) if len(text) != 9 else QColor(f"#{text[7:]}{text[1:7]}")


class Swatches(QWidget):
    """A few colours and a + for any other; `chosen(colour)` as `#RRGGBB`, with `AA` where not opaque."""

    chosen = Signal(str)

    def __init__(self, name: str, colours: Sequence[str] = ("#FFFFFF", "#F3E53F", "#58B4E8", "#14171C")) -> None:
        super().__init__()
        self._name = name
        self._alpha = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._own = _Swatch("#808080")
        self._swatches = [*(_Swatch(colour) for colour in colours), self._own]
        for swatch in self._swatches:
            swatch.clicked.connect(lambda _on=False, chosen=swatch: self._click(chosen.colour))
            row.addWidget(swatch)
        self._own.hide()
        self.more = IconButton("plus", say("Another colour"), clicked=self._ask)
        row.addWidget(self.more)
        row.addStretch(1)
        self.setAccessibleName(shown(name))

    def set_colour(self, colour: str | None) -> None:
        """Show which is on; None where several differ."""
        solid = (colour or "")[:7].upper()
        self._alpha = (colour or "")[7:]
        listed = any(swatch.colour == solid for swatch in self._swatches[:-1])
        self._own.setVisible(bool(solid) and not listed)
        if solid and not listed:
            self._own.colour = solid
        for swatch in self._swatches:
            swatch.setChecked(bool(solid) and swatch.colour == solid)
            swatch.update()

    def _click(self, colour: str) -> None:
        alpha = self._alpha
        self.set_colour(colour + alpha)
        self.chosen.emit(colour + alpha)

    def _ask(self) -> None:
        dialog = QColorDialog(_colour_of(self._own.colour), self.window())
        dialog.setWindowTitle(shown(self._name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self._click(colour.name().upper()))
        dialog.open()
