"""What is chosen before an export: platform, name, folder; and what to look at before posting.

It must never block: whoever wants to export with warnings may.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio.model import Span, duration
from studio.platforms import Platform, platforms
from studio.publish import estimated_bytes, export_settings
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.flow import FlowLayout
from studio.ui.controls.labels import label, rule
from studio.ui.controls.slider import number_text
from studio.ui.export.checks import ChecksList
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
        self.checks = ChecksList(bridge)
        self.checks.jump.connect(self.jump)
        self.checks.changed.connect(self.refresh)
        self.checks.lit.connect(self._light)
        column.addWidget(self.checks, 1)
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

    def _light(self) -> None:
        """Say on each platform's chip what the checks found."""
        for platform_id, chip in self.chips.items():
            light = self.checks.light(platform_id)
            chip.draw({"error": "error", "warning": "warning", "ok": "check"}[light])

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
        self.checks.check(self._platform, settings)

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
