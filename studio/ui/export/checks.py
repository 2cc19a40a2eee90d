"""What to look at before posting, as a list in the export dialog.

It must never block: whoever wants to export with warnings may.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.model import Problem, Project, duration
from studio.platforms import Platform
from studio.publish import check_for, placed_texts
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton, explain
from studio.ui.controls.labels import Pictogram, label
from studio.ui.controls.slider import number_text
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import ExportSettings

__all__ = ["ChecksList"]


_ORDER = ("error", "warning", "ask")
_MARKS = {"error": ("error", "err"), "warning": ("warning", "warn"), "ask": ("help", "muted")}


class ChecksList(QWidget):
    """The checks for one platform. `jump(problem)` when a problem is to be seen on the timeline."""

    jump = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._place(), 1)

    def check(self, platform: Platform, settings: ExportSettings) -> None:
        """Show what stands between the project, exported so, and the platform."""
        project = self._bridge.session.project
        self._show_problems(project, settings, check_for(project, platform, texts=placed_texts(project)))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(say("Before you post"), "title"))
        self.warnings = label("", "tagWarn")
        self.errors = label("", "tagErr")
        self.fine = label(say("Nothing to mend"), "tagOk")
        for tag in (self.warnings, self.errors, self.fine):
            row.addWidget(tag)
        row.addStretch(1)
        return row

    def _place(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(2)
        scroll.setWidget(inside)
        return scroll

    def _show_problems(self, project: Project, settings: ExportSettings, problems: tuple[Problem, ...]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        errors = sum(problem.level == "error" for problem in problems)
        warnings = sum(problem.level == "warning" for problem in problems)
        self.errors.setText(shown(say("{count} to mend", count=errors)))
        self.errors.setVisible(errors > 0)
        self.warnings.setText(shown(say("{count} to look at", count=warnings)))
        self.warnings.setVisible(warnings > 0)
        self.fine.setVisible(not errors and not warnings)
        for fact in _fine_facts(project, settings, problems):
            self._rows.addWidget(_row("check-circle", "ok", fact))
        for problem in sorted(problems, key=lambda one: _ORDER.index(one.level)):
            drawing, token = _MARKS[problem.level]
            button = None
            if problem.about or problem.at is not None:
                button = PushButton(say("Show"), "small", clicked=partial(self.jump.emit, problem))
            self._rows.addWidget(_row(drawing, token, problem.sentence, button))
        self._rows.addStretch(1)


def _fine_facts(project: Project, settings: ExportSettings, problems: tuple[Problem, ...]) -> list[Sentence]:
    codes = {problem.code for problem in problems}
    facts: list[Sentence] = []
    if not any("long" in code or "short" in code or "duration" in code for code in codes):
        facts.append(say("Length: {length}", length=number_text(float(duration(project)), 1, "s")))
    if not any("side" in code or "shape" in code or "large" in code for code in codes):
        facts.append(say("Picture: {width} × {height}", width=settings.width, height=settings.height))
    return facts


def _row(drawing: str, token: str, words: str, button: PushButton | None = None) -> QWidget:
    holder = QWidget()
    holder.setMinimumHeight(30)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Pictogram(drawing, token, 18))
    row.addWidget(label(words, wrap=True), 1)
    if button is not None:
        explain(button, words)
        row.addWidget(button)
    return holder
