"""The numbers of what is selected, beside the picture: followed while it is pulled, and typed.

It must never keep a number: it is told what stands, and says what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.slider import ValueField
from studio.ui.words import shown

__all__ = ["Readout"]

_FIELDS: tuple[tuple[str, str, Sentence, float, float, str, int], ...] = (
    ("x", "X", say("Across, in percent of the canvas"), -1000, 1000, "%", 1),
    ("y", "Y", say("Down, in percent of the canvas"), -1000, 1000, "%", 1),
    ("scale", "S", say("Scale"), 1, 2000, "%", 0),
    ("rotation_deg", "R", say("Rotation"), -3600, 3600, "°", 1),
)
"""Number, letter, name, least, most, unit, decimals."""
_WIDTH = 84
_GAP = 8


class Readout(QFrame):
    """`typed(number, value)` when a person wrote another one; Enter takes it."""

    typed = Signal(str, float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.fields: dict[str, ValueField] = {}
        for number, letter, name, low, high, unit, decimals in _FIELDS:
            field = ValueField(low, high, unit=unit, decimals=decimals, prefix=letter)
            field.setAccessibleName(shown(name))
            field.setToolTip(shown(name))
            field.setFixedWidth(_WIDTH)
            field.entered.connect(lambda value, number=number: self.typed.emit(number, value))
            self.fields[number] = field
            column.addWidget(field)
        self.hide()

    def show_numbers(self, numbers: Mapping[str, float] | None, picture: QRectF, *, pulled: bool) -> None:
        """Show these, as they stand on the fields, or nothing. Where it would lie on the `picture` it is shown only
        while something is `pulled`, so that it never hides what one looks at."""
        parent = self._stage
        size = self.sizeHint()
        where = QRect(_GAP, parent.height() - size.height() - _GAP, size.width(), size.height())
        free = not QRectF(where).intersects(picture)
        held = any(field.hasFocus() for field in self.fields.values())
        self.setVisible(numbers is not None and (free or pulled or held))
        if numbers is None:
            return
        self.setGeometry(where)
        for number, field in self.fields.items():
            field.set_number(numbers[number])
