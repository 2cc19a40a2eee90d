"""What is chosen before an export: platform, name, folder; and what to look at before posting.

It must never block: whoever wants to export with warnings may.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.model import Problem, Project, Span, duration
from studio.platforms import Platform, platforms
from studio.publish import check_for, estimated_bytes, export_settings, placed_texts
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.flow import FlowLayout
from studio.ui.controls.labels import Pictogram, label, rule
from studio.ui.controls.slider import number_text
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import ExportSettings

__all__ = ["ExportForm", "file_name", "megabytes"]

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def megabytes(count: int) -> str:
    """Bytes as people read them."""
    return number_text(count / 1_000_000, 1, "MB")


def file_name(name: str) -> str:
    """A name every file system takes."""
    return _UNSAFE.sub(" ", name).strip(" .")[:120] or "video"


class ExportForm(QWidget):
    """The choices. `wanted` when Export is pressed; `jump(problem)` when a problem is to be seen."""

    wanted = Signal()
    jump = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._platform = platforms().get("tiktok") or next(iter(platforms().values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._chips())
        self._suits = label("", "muted")
        column.addWidget(self._suits)
        column.addLayout(self._fields())
        column.addWidget(rule())
        self._advanced = label("", "muted", figures=True)
        row = QHBoxLayout()
        row.addWidget(label(say("The file"), "strong"))
        row.addWidget(self._advanced, 1)
        column.addLayout(row)
        column.addWidget(rule())
        column.addLayout(self._checks_head())
        column.addWidget(self._checks_place(), 1)
        column.addLayout(self._foot())
        self.refresh()

    @property
    def platform(self) -> Platform:
        """The platform chosen."""
        return self._platform

    def choose(self, platform_id: str) -> None:
        """Choose a platform."""
        self._platform = platforms()[platform_id]
        self.chips[platform_id].setChecked(True)
        self.refresh()

    def target(self) -> Path:
        """The file to write."""
        name = file_name(self.name.text())
        return Path(self.folder.text()) / (name if name.lower().endswith(".mp4") else f"{name}.mp4")

    def settings(self) -> ExportSettings:
        """How it will be written."""
        return export_settings(self._bridge.session.project, self._platform)

    def span(self) -> Span | None:
        """The marked range when only that is wanted, otherwise None: all of it."""
        return self._bridge.session.range if self.only_range.isVisible() and self.only_range.isChecked() else None

    def _chips(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        group = QButtonGroup(self)
        self.chips: dict[str, PushButton] = {}
        for platform in platforms().values():
            chip = PushButton(_words(platform), "smallChip", checkable=True)
            chip.clicked.connect(lambda _on=False, name=platform.id: self.choose(name))
            group.addButton(chip)
            self.chips[platform.id] = chip
            row.addWidget(chip)
        self.chips[self._platform.id].setChecked(True)
        return holder

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        project = self._bridge.session.project
        movies = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation) or str(Path.home())
        self.folder = QLineEdit(movies)
        self.folder.setAccessibleName(shown(say("Folder")))
        self.name = QLineEdit(_free_name(Path(movies), file_name(project.name)))
        self.name.setAccessibleName(shown(say("Name of the file")))
        self._browse = IconButton("folder-open", say("Choose a folder"), clicked=self._ask_folder)
        self.only_range = PushButton(say("Only the marked range"), "smallChip", checkable=True)
        self.only_range.setVisible(self._bridge.session.range is not None)
        grid.addWidget(label(say("Name"), "muted"), 0, 0)
        grid.addWidget(self.name, 0, 1, 1, 2)
        grid.addWidget(label(say("Folder"), "muted"), 1, 0)
        grid.addWidget(self.folder, 1, 1)
        grid.addWidget(self._browse, 1, 2)
        grid.addWidget(self.only_range, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 72)
        return grid

    def _checks_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(say("Before you post"), "title"))
        self._warnings = label("", "tagWarn")
        self._errors = label("", "tagErr")
        self._fine = label(say("Nothing to mend"), "tagOk")
        for tag in (self._warnings, self._errors, self._fine):
            row.addWidget(tag)
        row.addStretch(1)
        return row

    def _checks_place(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._checks = QWidget()
        self._checks.setObjectName("scrolled")
        self._rows = QVBoxLayout(self._checks)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(2)
        scroll.setWidget(self._checks)
        return scroll

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        self._size = label("", "strong", figures=True)
        self._length = label("", "muted", figures=True)
        words.addWidget(self._size)
        words.addWidget(self._length)
        row.addLayout(words, 1)
        self.export = PushButton(say("Export"), "accent", "export", clicked=self.wanted.emit)
        self.export.setFixedHeight(36)
        self.export.setMinimumWidth(112)
        row.addWidget(self.export)
        return row

    def refresh(self) -> None:
        """Show what the choice means."""
        project, settings = self._bridge.session.project, self.settings()
        rate = number_text(float(settings.rate), 0 if settings.rate.denominator == 1 else 2, "fps")
        most = number_text(settings.max_bit_rate / 1_000_000, 1, "Mbit/s")
        sound = number_text(settings.audio_bit_rate / 1000, 0, "kbit/s")
        facts = say(
            "{width} × {height}, {rate}, H.264 up to {most}, AAC {sound}, MP4",
            width=settings.width,
            height=settings.height,
            rate=rate,
            most=most,
            sound=sound,
        )
        self._advanced.setText(shown(facts))
        only = self._platform.id == "master"
        self._suits.setText(
            shown(
                say("The best quality, to keep or to work on.")
                if only
                else say("Size, rate and quality as {platform} takes them.", platform=self._platform.name)
            )
        )
        self._size.setText(shown(say("At most {size}", size=megabytes(estimated_bytes(project, settings)))))
        self._length.setText(shown(say("{length} long", length=number_text(float(duration(project)), 1, "s"))))
        self._show_problems(check_for(project, self._platform, texts=placed_texts(project)))

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        errors = sum(problem.level == "error" for problem in problems)
        warnings = len(problems) - errors
        self._errors.setText(shown(say("{count} to mend", count=errors)))
        self._errors.setVisible(errors > 0)
        self._warnings.setText(shown(say("{count} to look at", count=warnings)))
        self._warnings.setVisible(warnings > 0)
        self._fine.setVisible(not problems)
        for fact in self._fine_facts(self._bridge.session.project, problems):
            self._rows.addWidget(_row("check-circle", "ok", fact))
        for problem in sorted(problems, key=lambda one: one.level == "warning"):
            drawing, token = ("error", "err") if problem.level == "error" else ("warning", "warn")
            button = None
            if problem.about or problem.at is not None:
                button = PushButton(say("Show"), "small", clicked=partial(self.jump.emit, problem))
            self._rows.addWidget(_row(drawing, token, problem.sentence, button))
        self._rows.addStretch(1)

    def _fine_facts(self, project: Project, problems: tuple[Problem, ...]) -> list[Sentence]:
        codes = {problem.code for problem in problems}
        facts: list[Sentence] = []
        if not any("long" in code or "short" in code or "duration" in code for code in codes):
            facts.append(say("Length: {length}", length=number_text(float(duration(project)), 1, "s")))
        if not any("side" in code or "shape" in code or "large" in code for code in codes):
            settings = self.settings()
            facts.append(say("Picture: {width} × {height}", width=settings.width, height=settings.height))
        return facts

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, shown(say("Choose a folder")), self.folder.text())
        if folder:
            self.folder.setText(folder)


def _words(platform: Platform) -> Sentence:
    return say("{name}", name=platform.name)


def _free_name(folder: Path, name: str) -> str:
    """The name, or with a number when there is such a file already."""
    number, free = 2, name
    while (folder / f"{free}.mp4").exists():
        free = f"{name} {number}"
        number += 1
    return free


def _row(drawing: str, token: str, words: str, button: PushButton | None = None) -> QWidget:
    holder = QWidget()
    holder.setMinimumHeight(30)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Pictogram(drawing, token, 18))
    sentence = label(words, wrap=True)
    row.addWidget(sentence, 1)
    if button is not None:
        explain(button, words)
        row.addWidget(button)
    return holder
