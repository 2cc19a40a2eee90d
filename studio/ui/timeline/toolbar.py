"""The bar over the timeline: tools and cuts at the left, snapping and zoom at the right.

Every button is a command of the table. It must never know how the timeline is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSlider, QWidget

from studio.commands import COMMANDS
from studio.sentences import Sentence, say
from studio.session import LINKED
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.shortcuts import key_words
from studio.ui.theme import theme
from studio.ui.timeline.strokes import colour
from studio.ui.timeline.view import TimelineView
from studio.ui.words import shown

__all__ = ["TimelineToolbar", "ZoomSlider"]

_STEPS = 1000
_AT_PLAYHEAD = (
    ("split", "split-here"),
    ("delete-left", "delete-left"),
    ("delete-right", "delete-right"),
    ("delete", "delete"),
    ("marker", "marker"),
    ("freeze", "freeze"),
    ("reverse", "reverse"),
    ("mirror", "mirror"),
    ("rotate", "rotate"),
    ("crop-on-picture", "crop"),
)
"""What is done most at the playhead, to what is selected: the first ones are never without a button."""
_NEVER_GONE = 5


class ZoomSlider(QSlider):
    """How much of the timeline is shown; even steps multiply. A double click shows all of it."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._view = view
        self.setRange(0, _STEPS)
        self.setPageStep(_STEPS // 10)
        self.setSingleStep(_STEPS // 40)
        self.setFixedSize(96, 24)
        self.setAccessibleName(shown(say("Zoom")))
        self.setToolTip(shown(say("Zoom  (Ctrl+wheel)")))
        self.valueChanged.connect(self._slid)
        view.zoom_changed.connect(self.show_zoom)

    def show_zoom(self) -> None:
        """Stand where the view's zoom is."""
        low, high = self._view.zoom_limits()
        part = math.log(max(self._view.zoom, low) / low) / math.log(high / low)
        self.blockSignals(True)
        self.setValue(round(part * _STEPS))
        self.blockSignals(False)

    def _slid(self, value: int) -> None:
        low, high = self._view.zoom_limits()
        self._view.set_zoom(low * (high / low) ** (value / _STEPS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The knob comes to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The knob follows."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of it."""
        self._view.fit()
        event.accept()

    def _value_at(self, x: float) -> int:
        return round(min(1.0, max(0.0, (x - 6) / (self.width() - 12))) * _STEPS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A groove of 2 px, a knob of 12."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme()
        middle = self.height() / 2
        knob = 6 + (self.width() - 12) * self.value() / _STEPS
        painter.fillRect(0, int(middle) - 1, self.width(), 2, colour(tokens.line2))
        painter.fillRect(0, int(middle) - 1, int(knob), 2, colour(tokens.accline))
        painter.setPen(QPen(colour(tokens.ctl if tokens.name == "light" else "#F5F6F7"), 1))
        painter.setBrush(colour("#F5F6F7"))
        painter.drawEllipse(int(knob) - 6, int(middle) - 6, 12, 12)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(tokens.accline), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class GivingWay(QWidget):
    """Buttons side by side, of which the last are not shown where there is no room: all they do is in the menus too."""

    def __init__(self, buttons: Sequence[QWidget], spacing: int) -> None:
        super().__init__()
        self._shown = list(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._spacing = spacing
        self._each = buttons[0].minimumWidth() + spacing
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """All of them."""
        return QSize(self._each * len(self._shown), self._shown[0].minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The first few."""
        return QSize(self._each * _NEVER_GONE, self._shown[0].minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many as there is room for."""
        super().resizeEvent(event)
        for number, button in enumerate(self._shown):
            button.setVisible(self._each * (number + 1) <= self.width() + self._spacing)


class TimelineToolbar(QFrame):
    """Buttons for the tools of `view`, and for what is done most at the playhead."""

    def __init__(self, view: TimelineView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bridge = view.bridge
        self._bridge, self._view = bridge, view
        self.setObjectName("panelHead")
        self.setFixedHeight(40)
        self.setAccessibleName(shown(say("Timeline tools")))
        self._buttons: dict[str, IconButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(5)
        row.addWidget(self._button("select-tool", "select", checkable=True))
        row.addWidget(self._button("split-tool", "split", checkable=True))
        for tool in ("roll", "slip", "slide"):
            row.addWidget(self._button(f"{tool}-tool", tool, checkable=True))
        row.addWidget(self._rule())
        row.addWidget(GivingWay([self._button(command, drawing) for command, drawing in _AT_PLAYHEAD], row.spacing()))
        row.addStretch(1)
        row.addWidget(self._button("record-voice", "microphone"))
        row.addWidget(self._rule())
        row.addWidget(self._button("magnet", "magnet", checkable=True))
        row.addWidget(self._button("snapping", "snap", checkable=True))
        row.addWidget(self._button("linkage", "link", checkable=True))
        row.addWidget(self._button("skimming", "eye", checkable=True))
        row.addWidget(self._rule())
        row.addWidget(self._button("zoom-out", "minus"))
        self.slider = ZoomSlider(view)
        row.addWidget(self.slider)
        row.addWidget(self._button("zoom-in", "plus"))
        fit = PushButton(say("Fit"), "ghost", clicked=lambda: bridge.run("zoom-fit"))
        explain(fit, COMMANDS["zoom-fit"].name, key_words("zoom-fit"))
        row.addWidget(fit)
        for signal in (bridge.project_changed, bridge.selection_changed, bridge.settings_changed, bridge.opened):
            signal.connect(self.refresh)
        bridge.playhead_changed.connect(self._enable)
        view.tool_changed.connect(self.refresh)
        self.refresh()
        self.slider.show_zoom()

    def _hint(self, command: str) -> str:
        found = COMMANDS[command]
        key = key_words(command)
        return f"{shown(found.name)}  ({key})" if key else shown(found.name)

    def _button(self, command: str, drawing: str, *, checkable: bool = False) -> IconButton:
        found = COMMANDS[command]
        name: Sentence = found.name
        button = IconButton(
            drawing,
            name,
            key_words(command),
            checkable=checkable,
            clicked=lambda: self._run(command),
        )
        self._buttons[command] = button
        return button

    def _run(self, command: str) -> None:
        self._bridge.run(command)
        self.refresh()

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedSize(1, 16)
        holder = QFrame()
        column = QHBoxLayout(holder)
        column.setContentsMargins(6, 0, 6, 0)
        column.addWidget(rule)
        return holder

    def refresh(self) -> None:
        """Show which tool and which switches are on, and what can be done now."""
        session = self._bridge.session
        on = {
            "select-tool": self._view.tool == "select",
            **{f"{tool}-tool": self._view.tool == tool for tool in ("split", "roll", "slip", "slide")},
            "snapping": session.snapping,
            "magnet": session.magnet,
            "linkage": session.linked >= LINKED,
            "skimming": self._view.skimming,
        }
        for command, checked in on.items():
            self._buttons[command].setChecked(checked)
        self._enable()

    def _enable(self) -> None:
        for command, _drawing in _AT_PLAYHEAD:
            why_not = COMMANDS[command].why_not(self._bridge.session)
            button = self._buttons[command]
            button.setEnabled(why_not is None)
            button.setToolTip(self._hint(command) if why_not is None else shown(why_not))
