"""The takes that were kept for a project: which are used, and a way to use another.

It must never remove one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.model import SAMPLE_RATE
from studio.sentences import say
from studio.ui.controls.buttons import PushButton, explain
from studio.ui.controls.labels import ElidedLabel, label
from studio.ui.controls.slider import number_text
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media.recording.takes import Take

__all__ = ["TakesList"]

_ROW, _MOST_ROWS = 32, 4


class TakesList(QScrollArea):
    """One row for each take; `use` is called with the path of the one wanted. Hidden while there is none."""

    def __init__(self, use: Callable[[str], object]) -> None:
        super().__init__()
        self._use = use
        self.buttons: dict[str, PushButton] = {}
        self.setAccessibleName(shown(say("Takes")))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_takes(self, takes: Sequence[Take], used: frozenset[str], *, enabled: bool = True) -> None:
        """Show these, the newest first; `used` are the paths that clips play."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        self.buttons = {}
        for take in takes:
            column.addWidget(self._row(take, used=take.path in used, enabled=enabled))
        column.addStretch(1)
        self.setWidget(inside)
        self.setFixedHeight(_ROW * min(_MOST_ROWS, len(takes)))
        self.setVisible(bool(takes))

    def _row(self, take: Take, *, used: bool, enabled: bool) -> QWidget:
        row = QWidget()
        row.setFixedHeight(_ROW)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(ElidedLabel(take.name, "strong" if used else ""), 1)
        begin, length = take.begin / SAMPLE_RATE, (take.end - take.begin) / SAMPLE_RATE
        where = say("at {begin}, {length}", begin=number_text(begin, 1, "s"), length=number_text(length, 1, "s"))
        line.addWidget(label(where, "muted", figures=True))
        button = PushButton(say("Used") if used else say("Use"), "small", clicked=partial(self._use, take.path))
        explain(button, say("Use {name}", name=take.name))
        button.setEnabled(enabled and not used)
        self.buttons[take.name] = button
        line.addWidget(button)
        return row
