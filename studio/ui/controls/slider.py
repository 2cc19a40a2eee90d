"""Numbers a person sets: a slider, a typed value, and the row that joins them.

They say `started`, `changed` and `finished`, so that a whole drag can become one step of undo. They must never
commit anything themselves.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from studio.ui.controls.labels import ElidedLabel
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["Slider", "ValueField", "ValueRow", "number_text", "read_number"]

_STEPS = 1000
_KNOB = 12
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_NUMBER = re.compile(r"[-+−]?\d*[.,]?\d+")


def number_text(value: float, decimals: int, unit: str) -> str:
    """A number as people read it: true minus, thin space before the unit."""
    figures = f"{value:.{decimals}f}"
    if float(figures) == 0:
        figures = figures.lstrip("-")
    figures = figures.replace("-", "−")
    if unit == "°":
        return f"{figures}°"
    return f"{figures}\u202f{unit}" if unit else figures


def read_number(text: str) -> float | None:
    """The number in what was typed, or None."""
    match = _NUMBER.search(text)
    return float(match.group().replace("−", "-").replace(",", ".")) if match else None


class Slider(QAbstractSlider):
    """A groove of 2, a knob of 12; a signed range fills from its middle.

    `started`, `moved(value)`, `finished` tell of a drag; a double click says `reset`.
    """

    started = Signal()
    moved = Signal(float)
    finished = Signal()
    reset = Signal()

    def __init__(self, low: float = 0.0, high: float = 1.0, *, signed: bool = False) -> None:
        super().__init__()
        self._low, self._high, self._signed = low, high, signed
        self._dragging = False
        self._mixed = False
        self.setRange(0, _STEPS)
        self.setSingleStep(_STEPS // 100)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)

    def sizeHint(self) -> QSize:
        """24 high, as wide as there is room."""
        return QSize(120, 24)

    def set_number(self, value: float, *, mixed: bool = False) -> None:
        """Show a value without saying anything."""
        self._mixed = mixed
        share = (value - self._low) / (self._high - self._low) if self._high > self._low else 0.0
        blocked = self.blockSignals(True)
        self.setValue(round(min(1.0, max(0.0, share)) * _STEPS))
        self.blockSignals(blocked)
        self.update()

    def number(self) -> float:
        """The value shown."""
        return self._low + (self._high - self._low) * self.value() / _STEPS

    def _centre(self) -> float:
        share = self.value() / _STEPS
        return _KNOB / 2 + 1 + share * (self.width() - _KNOB - 2)

    def _set_from(self, x: float) -> None:
        share = (x - _KNOB / 2 - 1) / max(1, self.width() - _KNOB - 2)
        value = round(min(1.0, max(0.0, share)) * _STEPS)
        # The middle of a signed range, and so "none", is easy to hit.
        if self._signed and abs(value - _STEPS / 2) < _STEPS / 60:
            value = _STEPS // 2
        self._mixed = False
        self.setValue(value)
        self.moved.emit(self.number())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob, or bring it under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._dragging = True
        self.started.emit()
        if abs(event.position().x() - self._centre()) > _KNOB / 2 + 2:
            self._set_from(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the knob."""
        if self._dragging:
            self._set_from(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._dragging:
            self._dragging = False
            self.finished.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the default."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a panel never changes a value."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Arrows are its own while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, with Shift ten steps."""
        steps = _ARROWS.get(Qt.Key(event.key()), 0)
        if not steps:
            event.ignore()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            steps *= 10
        self.started.emit()
        self.setValue(self.value() + steps * self.singleStep())
        self.moved.emit(self.number())
        self.finished.emit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, filled part, knob."""
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        left, right = _KNOB / 2 + 1, self.width() - _KNOB / 2 - 1
        painter.setBrush(QColor(tokens.line2))
        painter.drawRoundedRect(QRectF(left, middle - 1, right - left, 2), 1, 1)
        if self._mixed:
            return
        start = (left + right) / 2 if self._signed else left
        knob = self._centre()
        painter.setBrush(QColor(tokens.accline if self.isEnabled() else tokens.dis))
        painter.drawRoundedRect(QRectF(min(start, knob), middle - 1, abs(knob - start), 2), 1, 1)
        painter.setBrush(QColor("#FFFFFF" if self.isEnabled() else tokens.dis))
        if tokens.name == "light":
            painter.setPen(QColor(tokens.ctl))
        painter.drawEllipse(QPointF(knob, middle), _KNOB / 2, _KNOB / 2)


class ValueField(QLineEdit):
    """A typed number with its unit; `entered(value)` when a person wrote another one."""

    entered = Signal(float)

    def __init__(self, low: float, high: float, *, unit: str = "", decimals: int = 0, prefix: str = "") -> None:
        super().__init__()
        self._low, self._high, self._unit, self._decimals = low, high, unit, decimals
        self._prefix = prefix
        self._value: float | None = 0.0
        self.setProperty("look", "value")
        self.setFont(ui_font(12, figures=True))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(24)
        self.returnPressed.connect(self._enter)
        if prefix:
            self.setTextMargins(16, 0, 0, 0)

    def set_number(self, value: float | None) -> None:
        """Show a value; None where several differ. What is being typed stays, and counts for what is shown then."""
        self._value = value
        if not self.hasFocus() or not self.isModified():
            self._show()

    def measure(self, high: float, unit: str, decimals: int) -> None:
        """Count in something else from now on, from 0 up."""
        self._low, self._high, self._unit, self._decimals = 0.0, high, unit, decimals
        self._show()

    def _show(self) -> None:
        self.setText("—" if self._value is None else number_text(self._value, self._decimals, self._unit))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the number."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts when one goes on."""
        self._enter()
        super().focusOutEvent(event)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the number as it was; up and down step it."""
        if event.key() == Qt.Key.Key_Escape:
            self._show()
            self.clearFocus()
            return
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps and self._value is not None:
            step = 10.0**-self._decimals * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            self._take(self._value + steps * step)
            self._show()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        number = read_number(self.text())
        if number is not None and (self._value is None or self.text() != self._text_of(self._value)):
            self._take(number)
        self._show()

    def _text_of(self, value: float) -> str:
        return number_text(value, self._decimals, self._unit)

    def _take(self, number: float) -> None:
        number = min(self._high, max(self._low, number))
        if number != self._value:
            self._value = number
            self.entered.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and its letter at the left."""
        super().paintEvent(event)
        if self._prefix:
            painter = QPainter(self)
            painter.setPen(QColor(theme().muted))
            box = self.rect().adjusted(8, 0, 0, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._prefix)


class ValueRow(QWidget):
    """Name, slider, typed value. `limits` are what the field takes; the slider may show a smaller, usual range."""

    started = Signal()
    changed = Signal(float)
    finished = Signal()

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        default: float,
        *,
        unit: str = "",
        decimals: int = 0,
        limits: tuple[float, float] | None = None,
        name_width: int = 88,
    ) -> None:
        super().__init__()
        self._default = default
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = ElidedLabel(name)
        words.setFixedWidth(name_width - 8)
        self.slider = Slider(low, high, signed=low < 0 < high and default == 0 and abs(low + high) < (high - low) / 4)
        least, most = limits or (low, high)
        self.field = ValueField(least, most, unit=unit, decimals=decimals)
        self.field.setFixedWidth(64)
        row.addWidget(words)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.setFixedHeight(28)
        spoken = shown(name)
        self.slider.setAccessibleName(spoken)
        self.field.setAccessibleName(spoken)
        self.slider.started.connect(self.started)
        self.slider.moved.connect(self._slid)
        self.slider.finished.connect(self.finished)
        self.slider.reset.connect(lambda: self._set_at_once(self._default))
        self.field.entered.connect(self._set_at_once)

    def set_number(self, value: float | None) -> None:
        """Show a value; None where several differ."""
        self.slider.set_number(self._default if value is None else value, mixed=value is None)
        self.field.set_number(value)

    def add_beside(self, widget: QWidget) -> None:
        """Put something small at the right end, such as a keyframe's diamond."""
        row = self.layout()
        assert row is not None
        row.addWidget(widget)

    def _slid(self, value: float) -> None:
        self.field.set_number(value)
        self.changed.emit(value)

    def _set_at_once(self, value: float) -> None:
        self.set_number(value)
        self.started.emit()
        self.changed.emit(value)
        self.finished.emit()
