"""What to look at before posting, as a list in the export dialog: told as it is found, mended by one click.

It must never block: whoever wants to export with warnings may. It must never say that a platform will take a video.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.edits import heed_problem, ignore_problem, set_post
from studio.model import Ignored, Problem, Project, duration
from studio.platforms import Platform, platforms
from studio.publish import (
    FIXES,
    Given,
    PlacedText,
    check_for,
    every_problem,
    export_settings,
    mended,
    placed_words,
    problems_anywhere,
    set_aside,
)
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import label
from studio.ui.controls.slider import number_text
from studio.ui.export.check_row import CheckRow, fact_row
from studio.ui.export.measuring import Measuring
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import ExportSettings

__all__ = ["ChecksList", "Light"]

Light = Literal["error", "warning", "ok"]
_ORDER = ("error", "warning", "ask")


class ChecksList(QWidget):
    """The checks for the platforms chosen. `jump(problem)` when a problem is to be seen on the timeline, `lit` when the
    lights of the platforms may have changed, `changed` when the project was mended."""

    jump = Signal(object)
    lit = Signal()
    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._platforms: tuple[Platform, ...] = ()
        self._settings: ExportSettings | None = None
        self._looked: tuple[Project, tuple[PlacedText, ...], tuple[Problem, ...]] | None = None
        self.rows: list[CheckRow] = []
        self.measuring = Measuring(bridge)
        self.measuring.found.connect(self._refresh)
        self.measuring.advanced.connect(self._advance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._place(), 1)

    def check(self, platforms: tuple[Platform, ...], settings: ExportSettings) -> None:
        """Show what stands between the project, exported so, and the platforms."""
        self._platforms, self._settings = platforms, settings
        if self.isVisible():
            self.measuring.start(self._bridge.session.project)
        self._refresh()

    def light(self, platform_id: str) -> Light:
        """What the checks so far mean for a platform: something to mend, something to look at, or nothing found."""
        levels = {problem.level for problem in self._problems(platforms()[platform_id])}
        return "error" if "error" in levels else "warning" if "warning" in levels else "ok"

    @property
    def problems(self) -> dict[Problem, Platform]:
        """What is found so far, each with the platform it is told for: the same thing found for several is told once,
        for the one that minds it most."""
        found: dict[tuple[str, str, object], tuple[Problem, Platform]] = {}
        for platform in self._platforms:
            for problem in self._problems(platform):
                key = (problem.code, problem.about, problem.at)
                known = found.get(key)
                if known is None or _ORDER.index(problem.level) < _ORDER.index(known[0].level):
                    found[key] = (problem, platform)
        return dict(found.values())

    @property
    def aside(self) -> tuple[tuple[Problem, Ignored], ...]:
        """What the person left as it is, with the reasons."""
        project = self._bridge.session.project
        _, texts, anywhere = self._look(project)
        found: dict[tuple[str, str], tuple[Problem, Ignored]] = {}
        for platform in self._platforms:
            every = every_problem(
                project,
                platform,
                texts=texts,
                anywhere=anywhere,
                measured=self.measuring.measured,
                levelled=self._levelled(project, platform),
            )
            for problem, ignored in set_aside(project, every):
                found.setdefault((problem.code, problem.about), (problem, ignored))
        return tuple(found.values())

    def showEvent(self, event: QShowEvent) -> None:
        """Measure while it is seen."""
        super().showEvent(event)
        if self._platforms:
            self.measuring.start(self._bridge.session.project)
            self._show_progress()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: the machine is for the export now."""
        super().hideEvent(event)
        self.measuring.stop()

    def _look(self, project: Project) -> tuple[Project, tuple[PlacedText, ...], tuple[Problem, ...]]:
        """The project, where its words lie, and what is wrong with it for any platform."""
        if self._looked is None or self._looked[0] is not project:
            self._looked = (project, placed_words(project), problems_anywhere(project))
        return self._looked

    def _levelled(self, project: Project, platform: Platform) -> bool:
        return (self._settings or export_settings(project, platform)).loudness_lufs is not None

    def _problems(self, platform: Platform) -> tuple[Problem, ...]:
        project = self._bridge.session.project
        _, texts, anywhere = self._look(project)
        return check_for(
            project,
            platform,
            texts=texts,
            anywhere=anywhere,
            measured=self.measuring.measured,
            levelled=self._levelled(project, platform),
        )

    # -- building

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(say("Before you post"), "title"))
        self.warnings = label("", "tagWarn")
        self.errors = label("", "tagErr")
        self.fine = label(say("Nothing found"), "tagOk")
        for tag in (self.errors, self.warnings, self.fine):
            row.addWidget(tag)
        row.addStretch(1)
        self.progress = label("", "muted", figures=True)
        row.addWidget(self.progress)
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

    # -- showing

    def _refresh(self) -> None:
        if not self._platforms or self._settings is None:
            return
        problems = self.problems
        errors = sum(problem.level == "error" for problem in problems)
        warnings = sum(problem.level == "warning" for problem in problems)
        self.errors.setText(shown(say("{count} to mend", count=errors)))
        self.errors.setVisible(errors > 0)
        self.warnings.setText(shown(say("{count} to look at", count=warnings)))
        self.warnings.setVisible(warnings > 0)
        self.fine.setVisible(not errors and not warnings and not self.measuring.busy)
        self._show_progress()
        self._fill(problems)
        self.lit.emit()

    def _fill(self, problems: dict[Problem, Platform]) -> None:
        # A line that stays is the very same: somebody may be writing a reason there, or just pressing a button.
        kept = {row.problem: row for row in self.rows if problems.get(row.problem) is row.platform}
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and not (isinstance(widget, CheckRow) and kept.get(widget.problem) is widget):
                widget.hide()
                widget.deleteLater()
        ordered = sorted(problems, key=lambda one: _ORDER.index(one.level))
        self.rows = [kept.get(problem) or self._row(problem, problems[problem]) for problem in ordered]
        for row in self.rows:
            self._rows.addWidget(row)
        for fact in self._fine_facts(problems):
            self._rows.addWidget(fact_row(fact))
        for problem, ignored in self.aside:
            again = PushButton(say("Tell it again"), "small", clicked=partial(self._heed, problem))
            words = say("Left as it is: {sentence} ({reason})", sentence=problem.sentence, reason=ignored.reason)
            self._rows.addWidget(fact_row(words, "hide", "muted", again))
        note = label(
            say(
                "A check finds what it looks for; it is no promise that a platform takes the video. "
                "Looking for flashes is a screening aid, not a certification."
            ),
            "small",
            wrap=True,
        )
        self._rows.addWidget(note)
        self._rows.addStretch(1)

    def _row(self, problem: Problem, platform: Platform) -> CheckRow:
        row = CheckRow(problem, platform)
        row.jump.connect(partial(self.jump.emit, problem))
        row.fix.connect(partial(self._mend, problem, platform))
        row.answered.connect(self._answer)
        row.left.connect(partial(self._leave, problem))
        return row

    def _fine_facts(self, problems: Iterable[Problem]) -> list[Sentence]:
        project, settings, measured = self._bridge.session.project, self._settings, self.measuring.measured
        assert settings is not None
        codes = {problem.code for problem in problems}
        facts: list[Sentence] = []
        if not codes & {"too-long", "too-short"}:
            facts.append(say("Length: {length}", length=number_text(float(duration(project)), 1, "s")))
        if not codes & {"too-small", "too-large", "shape"}:
            facts.append(say("Picture: {width} × {height}", width=settings.width, height=settings.height))
        if measured.sound is not None and not codes & {"no-sound", "quiet", "very-quiet", "loud"}:
            loudness = number_text(measured.sound.integrated_lufs, 1, "LUFS")
            if settings.loudness_lufs is not None:
                target = number_text(settings.loudness_lufs, 0, "LUFS")
                facts.append(say("Sound: {loudness}, exported at {target}", loudness=loudness, target=target))
            else:
                facts.append(say("Sound: {loudness}", loudness=loudness))
        if measured.pictures is not None and not codes & {"flashes", "long-flashing"}:
            facts.append(say("No flashes were found."))
        return facts

    def _show_progress(self) -> None:
        self.progress.setVisible(self.measuring.busy)
        if not self.measuring.busy:
            self.progress.setText("")
        elif not self.progress.text():
            self.progress.setText(shown(say("Looking and listening…")))

    def _advance(self, done: int, total: int) -> None:
        share = number_text(100 * done / total if total else 0, 0, "%")
        self.progress.setText(shown(say("Looking at every picture: {share}", share=share)))

    # -- what a person does

    def _mend(self, problem: Problem, platform: Platform) -> None:
        given = Given(problem, platform, self._bridge.session.new_id, self.measuring.measured)
        self._change(FIXES[problem.code].name, partial(mended, given=given))

    def _answer(self, key: str, answer: str) -> None:
        self._change(say("The post"), lambda project: set_post(project, **{key: answer}))

    def _leave(self, problem: Problem, reason: str) -> None:
        self._change(
            say("Leave it as it is"),
            lambda project: ignore_problem(project, code=problem.code, about=problem.about, reason=reason),
        )

    def _heed(self, problem: Problem) -> None:
        self._change(
            say("Tell it again"), lambda project: heed_problem(project, code=problem.code, about=problem.about)
        )

    def _change(self, words: Sentence, edit: Callable[[Project], Project]) -> None:
        if self._bridge.edit(words, edit):
            self.measuring.start(self._bridge.session.project)
            self._refresh()
            self.changed.emit()
