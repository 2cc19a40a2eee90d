"""How a number goes from one keyframe to the next, chosen by its look or bent by hand.

Everything between taking a handle and letting it go is one step of undo. It must never keep keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio.edits import ease_key, number_curve
from studio.model import EASES, FLAT_BEND, Bend, Ease, Key, Keyframes, Project, find
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.bezier_graph import HIGHEST, LOWEST, BezierGraph
from studio.ui.controls.buttons import PushButton, explain
from studio.ui.controls.ease_names import BENDS, ease_name
from studio.ui.controls.ease_table import EaseTable
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueField
from studio.ui.timeline.key_rows import KeyPlace
from studio.ui.words import shown

__all__ = ["EasePicker"]


class EasePicker(QFrame):
    """A window of its own over `parent`, about the ways that begin at `places` of a clip; it closes by Escape."""

    def __init__(self, parent: QWidget, bridge: Bridge, clip_id: str, places: Sequence[KeyPlace]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._bridge, self._clip_id, self._places = bridge, clip_id, tuple(places)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("dialog")
        self.setAccessibleName(shown(say("Easing")))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.table, self.graph = EaseTable(), BezierGraph()
        self._name = label(say("Easing"), "strong")
        column.addWidget(self._name)
        column.addWidget(self.table)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(self.graph)
        lower.addLayout(self._build_values(), 1)
        column.addLayout(lower)
        self.table.chosen.connect(self._choose)
        self.graph.started.connect(lambda: bridge.session.begin_draft(say("Easing")))
        self.graph.changed.connect(self._bend)
        self.graph.finished.connect(bridge.session.commit_draft)
        bridge.project_changed.connect(self.refresh)
        self.refresh()

    def _build_values(self) -> QVBoxLayout:
        column, grid = QVBoxLayout(), QGridLayout()
        grid.setSpacing(6)
        self.fields: list[ValueField] = []
        names = (
            (say("First handle across"), say("First handle up")),
            (say("Second handle across"), say("Second handle up")),
        )
        for row, pair in enumerate(names):
            for side, name in enumerate(pair):
                low, high = (0.0, 1.0) if side == 0 else (LOWEST, HIGHEST)
                field = ValueField(low, high, decimals=2, prefix="xy"[side].upper())
                explain(field, name)
                field.setFixedWidth(76)
                field.entered.connect(partial(self._typed, 2 * row + side))
                self.fields.append(field)
                grid.addWidget(field, row, side)
        column.addWidget(label(say("Bézier by hand"), "small"))
        column.addLayout(grid)
        for bend, name in BENDS:
            column.addWidget(PushButton(name, "smallChip", clicked=partial(self._ease, "bezier", bend)))
        column.addStretch(1)
        return column

    def show_at(self, point: QPoint) -> None:
        """Open with its lower left corner at a point of the screen, moved onto the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = min(max(point.x(), room.left()), room.right() - self.width())
        y = min(max(point.y() - self.height(), room.top()), room.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)

    def _keys(self) -> list[Key]:
        found = find(self._bridge.session.project, self._clip_id)
        if found is None:
            return []
        curves = (
            (place, number_curve(self._bridge.session.project, found.clip, place.number)) for place in self._places
        )
        return [
            key
            for place, curve in curves
            if isinstance(curve, Keyframes)
            for key in curve.keys
            if key.time == place.own
        ]

    def refresh(self) -> None:
        """Show how it goes now; nothing chosen where the ways differ."""
        ways = {(key.ease, key.bend) for key in self._keys()}
        ease, bend = ways.pop() if len(ways) == 1 else (None, None)
        self.table.set_ease(ease)
        self._name.setText(shown(ease_name(ease) if ease is not None else say("Easing")))
        if ease is not None:
            self.graph.set_curve(ease, bend)
        for field, value in zip(self.fields, bend or FLAT_BEND, strict=True):
            field.set_number(value)

    def _choose(self, name: str) -> None:
        ease = next(known for known in EASES if known == name)
        self._ease(ease, self.graph.bend if ease == "bezier" else None)

    def _typed(self, number: int, value: float) -> None:
        parts = [*self.graph.bend]
        parts[number] = value
        self._ease("bezier", (parts[0], parts[1], parts[2], parts[3]))

    def _ease(self, ease: Ease, bend: Bend | None) -> None:
        self._bridge.edit(say("Easing"), lambda project: self._eased(project, ease, bend))

    def _bend(self, bend: Bend) -> None:
        refusal = self._bridge.session.update_draft(lambda project: self._eased(project, "bezier", bend))
        if refusal is not None:
            self._bridge.refused.emit(refusal)

    def _eased(self, project: Project, ease: Ease, bend: Bend | None) -> Project:
        found = find(project, self._clip_id)
        if found is None:
            return project
        for place in self._places:
            at = found.span.start + place.own - found.clip.window.start
            project = ease_key(project, self._clip_id, number=place.number, at=at, ease=ease, bend=bend)
        return project

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
