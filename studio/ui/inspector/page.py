"""What every page of the inspector is: titled sections in a column that scrolls.

A page must never keep values: it is told what is selected and asks the bridge to change it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from studio.model import Clip, Curve
from studio.sentences import Sentence
from studio.ui.bridge import Bridge
from studio.ui.controls.diamond import Diamond
from studio.ui.controls.labels import label, rule
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.changing import ClipEdit, common, draft_row
from studio.ui.inspector.keying import Keying, numbered

__all__ = ["Page", "named"]

_NAME_WIDTH = 88
_WIDE = 1000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def named(name: str, control: QWidget) -> QWidget:
    """A row: the name at the left, a control beside it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    words = label(name)
    words.setFixedWidth(_NAME_WIDTH - 8)
    row.addWidget(words)
    row.addWidget(control, 1, _LEFT if control.maximumWidth() < _WIDE else Qt.AlignmentFlag(0))
    holder.setMinimumHeight(28)
    return holder


class Page(QScrollArea):
    """One tab of the inspector. Subclasses build in `__init__` and show the present in `refresh`."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.clips: tuple[Clip, ...] = ()
        self.keyings: list[Keying] = []
        self._rows: list[tuple[ValueRow, Callable[[Clip], Curve], float]] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(4)
        self.setWidget(inner)

    def ids(self) -> tuple[str, ...]:
        """The ids of the clips shown."""
        return tuple(clip.id for clip in self.clips)

    def section(self, title: Sentence, *beside: QWidget, first: bool = False) -> None:
        """Begin a section."""
        if not first:
            self.column.addSpacing(8)
            self.column.addWidget(rule())
            self.column.addSpacing(4)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(title, "head"), 1)
        for widget in beside:
            row.addWidget(widget)
        holder = QWidget()
        holder.setLayout(row)
        holder.setFixedHeight(28)
        self.column.addWidget(holder)

    def add(self, what: QWidget | QLayout) -> None:
        """Add a widget or a row to the section."""
        if isinstance(what, QWidget):
            self.column.addWidget(what)
        else:
            self.column.addLayout(what)

    def number(
        self,
        row: ValueRow,
        label_for_undo: Sentence,
        read: Callable[[Clip], Curve],
        edit: ClipEdit | None = None,
        *,
        shown_as: float = 1.0,
        number: str = "",
    ) -> ValueRow:
        """Add a number: `read` from a clip and times `shown_as` on the row; `edit` gets what stands on the row.

        `number` is its name as `studio.edits.keys` has it: then it can have keyframes, and needs no `edit`.
        """
        self._rows.append((row, read, shown_as))
        change = edit or numbered(self.bridge, number, per=shown_as)
        draft_row(self.bridge, row, label_for_undo, self.ids, change)
        if number:
            row.add_beside(self.diamond(label_for_undo, number))
        self.column.addWidget(row)
        return row

    def diamond(self, name: Sentence, *numbers: str) -> Diamond:
        """A diamond for the keyframes of these numbers, kept up to date."""
        diamond = Diamond(name)
        self.keyings.append(Keying(self.bridge, diamond, numbers, self.ids))
        return diamond

    def end(self) -> None:
        """All is added."""
        self.column.addStretch(1)

    def show_clips(self, clips: tuple[Clip, ...]) -> None:
        """Show these clips as they are now."""
        self.clips = clips
        for row, read, shown_as in self._rows:
            value = common(self.bridge, clips, read)
            row.set_number(None if value is None else value * shown_as)
        for keying in self.keyings:
            keying.refresh()
        self.refresh()

    def refresh(self) -> None:
        """Show what is not a number; for subclasses."""
