"""What is chosen before an export: platforms, name, folder, format; and what to look at before posting.

It must never block: whoever wants to export with warnings may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio.model import Project, Span, Time, captions_of, duration, floor_frame
from studio.platforms import Platform, platforms
from studio.publish import FORMATS, Choice, cover_works, expected_bytes, export_settings, film_metadata, grouped
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.choices import Choice as DropDown
from studio.ui.controls.flow import FlowLayout
from studio.ui.controls.labels import ElidedLabel, label, rule
from studio.ui.controls.slider import ValueField, number_text
from studio.ui.export.advanced import AdvancedPart
from studio.ui.export.checks import ChecksList
from studio.ui.export.covers_row import CoversRow
from studio.ui.export.running import Exporting
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import ExportSettings, Work

__all__ = ["DrawMoment", "ExportForm", "Planned", "file_name", "megabytes"]

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_CAPTIONS = MappingProxyType({"srt": say("Captions .srt"), "vtt": say("Captions .vtt")})
_STILLS = MappingProxyType(
    {
        "still": ("png", say("One picture (PNG)")),
        "still-jpg": ("jpg", say("One picture (JPEG)")),
        "still-webp": ("webp", say("One picture (WebP)")),
    }
)
"""Ending and words of single pictures."""
_COVER_BOX = (240, 426)


def megabytes(count: int) -> str:
    """Bytes as people read them."""
    return number_text(count / 1_000_000, 1, "MB")


def file_name(name: str) -> str:
    """A name every file system takes."""
    return _UNSAFE.sub(" ", name).strip(" .")[:120] or "video"


DrawMoment = Callable[[Project, Time, tuple[int, int]], QImage]
"""Draws a moment of a project into a box of pixels. On a worker."""


class Planned(NamedTuple):
    """One export to come: its files in order, the film first, and the platforms it is for."""

    steps: tuple[tuple[Path, Work], ...]
    platforms: tuple[Platform, ...]


class ExportForm(QWidget):
    """The choices. `wanted` when Export is pressed, `queued` for Add to queue; `jump(problem)` when a problem is to be
    seen. `picture` is what the player shows, for the covers; `draw` draws another moment, on a worker."""

    wanted = Signal()
    queued = Signal()
    jump = Signal(object)

    def __init__(
        self, bridge: Bridge, exporting: Exporting, picture: QImage | None = None, draw: DrawMoment | None = None
    ) -> None:
        super().__init__()
        self._draw = draw
        self._bridge, self._exporting = bridge, exporting
        first = platforms().get("tiktok") or next(iter(platforms().values()))
        self._platforms: tuple[Platform, ...] = (first,)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._chips())
        self.suits = label("", "muted")
        column.addWidget(self.suits)
        row = QHBoxLayout()
        row.setSpacing(24)
        self.covers = CoversRow(picture)
        row.addWidget(self.covers)
        row.addLayout(self._fields(), 1)
        column.addLayout(row)
        column.addWidget(rule())
        self.advanced = AdvancedPart(exporting)
        column.addWidget(self.advanced)
        column.addWidget(rule())
        self.checks = ChecksList(bridge)
        self.checks.jump.connect(self.jump)
        self.checks.changed.connect(self.refresh)
        self.checks.lit.connect(self._light)
        exporting.changed.connect(self._stand_back)
        exporting.ended.connect(self._look_again)
        column.addWidget(self.checks, 1)
        column.addLayout(self._foot())
        self.advanced.chosen.connect(self.refresh)
        self.format.chosen.connect(lambda _key: self.refresh())
        self.only_range.toggled.connect(lambda _on: self.refresh())
        self.refresh()

    @property
    def platform(self) -> Platform:
        """The first platform chosen."""
        return self._platforms[0]

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """All platforms chosen."""
        return self._platforms

    def choose(self, *platform_ids: str) -> None:
        """Choose these platforms and no others."""
        self._platforms = tuple(platforms()[name] for name in platform_ids)
        for name, chip in self.chips.items():
            chip.setChecked(name in platform_ids)
        self.refresh()

    def plan(self) -> tuple[Planned, ...]:
        """The exports to make, as few as serve all platforms chosen."""
        groups = self._groups()
        folder, name = Path(self.folder.text()), file_name(self.name.text())
        kind = self._kind()
        ending = _STILLS[kind][0] if kind in _STILLS else FORMATS[kind][0]  # type: ignore[index]
        name = name.removesuffix(f".{ending}") if ending else name
        planned: list[Planned] = []
        for served, work in groups:
            own = name if len(groups) == 1 else f"{name} {served[0].name}"
            steps = [(folder / (f"{own}.{ending}" if ending else own), work)]
            if self.with_covers.isChecked() and not planned:
                moment = self.moment
                steps += [(folder / f"{own}.{more}", still) for more, still in cover_works(self._platforms, moment)]
            planned.append(Planned(tuple(steps), served))
        return tuple(planned)

    def target(self) -> Path:
        """The first file to write."""
        return self.plan()[0].steps[0][0]

    def settings(self) -> ExportSettings:
        """How the first film will be written."""
        return export_settings(self._bridge.session.project, self.platform)

    def _stand_back(self) -> None:
        """While something is written, the machine is for that."""
        if self._exporting.busy:
            self.checks.measuring.stop()

    def _look_again(self, _export: object) -> None:
        if self.isVisible():
            self.refresh()

    def _light(self) -> None:
        """Say on each platform's chip what the checks found; a tick means that it is chosen and nothing was."""
        for platform_id, chip in self.chips.items():
            light = self.checks.light(platform_id)
            chip.draw({"error": "error", "warning": "warning", "ok": "check" if chip.isChecked() else ""}[light])

    def span(self) -> Span | None:
        """The marked range when only that is wanted, otherwise None: all of it."""
        wanted = self.only_range.isVisibleTo(self) and self.only_range.isChecked()
        return self._bridge.session.range if wanted else None

    def _kind(self) -> str:
        return str(self.format.currentData())

    def _groups(self) -> tuple[tuple[tuple[Platform, ...], Work], ...]:
        project, kind = self._bridge.session.project, self._kind()
        if kind in _STILLS:
            from studio.media import Still

            canvas, ending = project.canvas, _STILLS[kind][0]
            still = Still(moment=self.moment, width=canvas.width, height=canvas.height, format=ending)  # type: ignore[arg-type]
            return ((self._platforms, still),)
        choice = Choice(
            format=kind,  # type: ignore[arg-type]
            quality=str(self.advanced.quality.currentData()),  # type: ignore[arg-type]
            short_side=self.advanced.short_side,
            rate=self.advanced.frame_rate,
            loudness="as is" if self.advanced.level.currentData() == "as is" else "",
            encoder=self.advanced.hardware,
            copy=self.advanced.copies.isChecked(),
            tags=tuple(film_metadata(project).items()),
        )
        return grouped(project, self._platforms, choice)

    def _chips(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        self.chips: dict[str, PushButton] = {}
        for platform in platforms().values():
            chip = PushButton(_words(platform), "smallChip", checkable=True)
            chip.clicked.connect(lambda _on=False, name=platform.id: self._toggle(name))
            self.chips[platform.id] = chip
            row.addWidget(chip)
        self.chips[self.platform.id].setChecked(True)
        return holder

    def _toggle(self, platform_id: str) -> None:
        """One more or one less; the last one stays."""
        chosen = [platform.id for platform in self._platforms]
        if platform_id in chosen:
            chosen.remove(platform_id)
        else:
            chosen.append(platform_id)
        self.choose(*(chosen or [platform_id]))

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
        kinds = [(key, words) for key, (_ending, words) in FORMATS.items()]
        kinds[8:8] = [(key, words) for key, (_ending, words) in _STILLS.items()]  # type: ignore[misc]
        self.format = DropDown(say("Format"), kinds)
        self.only_range = PushButton(say("Only the marked range"), "smallChip", checkable=True)
        self.only_range.setVisible(self._bridge.session.range is not None)
        self.with_covers = PushButton(say("Covers"), "smallChip", checkable=True)
        explain(self.with_covers, say("Make the platforms' covers of the picture at the time chosen"))
        self.with_sheet = PushButton(say("Post sheet"), "smallChip", checkable=True)
        explain(self.with_sheet, say("Write a page with all that is typed and ticked while posting"))
        self.with_captions = {kind: PushButton(words, "smallChip", checkable=True) for kind, words in _CAPTIONS.items()}
        for chip in self.with_captions.values():
            explain(chip, say("Write the captions into a file beside the film, for players and platforms that show it"))
            chip.setVisible(bool(captions_of(project)))
        for line, (words, control) in enumerate(
            ((say("Name"), self.name), (say("Folder"), self.folder), (say("Format"), self.format))
        ):
            grid.addWidget(label(words, "muted"), line, 0)
            grid.addWidget(control, line, 1, 1, 1 if line == 1 else 2)
        grid.addWidget(self._browse, 1, 2)
        switches = QWidget()
        flow = FlowLayout(switches)
        for chip in (self.with_covers, self.with_sheet, *self.with_captions.values(), self.only_range):
            flow.addWidget(chip)
        grid.addWidget(label(say("Cover at"), "muted"), 3, 0)
        grid.addWidget(self._cover_time(), 3, 1, 1, 2)
        grid.addWidget(switches, 4, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 56)
        return grid

    def caption_files(self) -> tuple[str, ...]:
        """The kinds of caption files that are wanted beside the film."""
        return tuple(kind for kind, chip in self.with_captions.items() if chip.isChecked())

    def _cover_time(self) -> ValueField:
        session = self._bridge.session
        self.moment: Time = session.playhead
        end = max(0.0, float(duration(session.project) - 1 / session.project.rate))
        self.cover_at = ValueField(0.0, end, unit="s", decimals=2)
        self.cover_at.setAccessibleName(shown(say("Time of the cover and of single pictures")))
        self.cover_at.setFixedWidth(88)
        self.cover_at.set_number(float(self.moment))
        self.cover_at.entered.connect(self._choose_moment)
        return self.cover_at

    def _choose_moment(self, seconds: float) -> None:
        """Covers and single pictures show the frame that is seen at that time."""
        project = self._bridge.session.project
        self.moment = moment = floor_frame(Fraction(round(seconds * 1000), 1000), project.rate) / project.rate
        self.cover_at.set_number(seconds)
        draw = self._draw
        if draw is not None:
            self._bridge.jobs.submit(lambda: draw(project, moment, _COVER_BOX), done=self.covers.show_picture,
                                     failed=lambda _error: None)  # fmt: skip

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.expected = label("", "strong", figures=True)
        self.length = ElidedLabel("", "muted")
        words.addWidget(self.expected)
        words.addWidget(self.length)
        row.addLayout(words, 1)
        self.later = PushButton(say("Add to queue"), clicked=self.queued.emit)
        explain(self.later, say("Let it wait until you say so"))
        self.export = PushButton(say("Export"), "accent", "export", clicked=self.wanted.emit)
        for button in (self.later, self.export):
            button.setFixedHeight(36)
            button.setMinimumWidth(112)
            row.addWidget(button)
        return row

    def refresh(self) -> None:
        """Show what the choice means."""
        groups = self._groups()
        span = self.span()
        self.advanced.show_work(groups[0][1], self._kind())
        # An encoder of the graphics card may be chosen for a codec it cannot do: what counts is said above.
        self.suits.setText(shown(_suits(self._platforms, groups)))
        project = self._bridge.session.project
        expected = sum(expected_bytes(project, work, span) for _, work in groups)
        self.expected.setText(shown(say("About {size}", size=megabytes(expected))))
        length = span.length if span is not None else duration(project)
        self.length.setText(shown(self._room(groups, length) or _long(length)))
        self.covers.show_shapes(self._platforms)
        self.checks.check(self.platforms, self.settings())
        self._light()

    def _room(self, groups: Sequence[tuple[tuple[Platform, ...], Work]], length: Fraction) -> Sentence | None:
        """What is wrong with the room on the disk, before anybody waits for it."""
        from studio.media.writing.disk_room import needed, room_sentence

        target = Path(self.folder.text()) / "any"
        for _, work in groups:
            sentence = room_sentence(needed(work, length), target, None)
            if sentence is not None:
                return sentence
        return None

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, shown(say("Choose a folder")), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self.refresh()


def _long(length: Fraction) -> Sentence:
    return say("{length} long", length=number_text(float(length), 1, "s"))


def _suits(chosen: tuple[Platform, ...], groups: tuple[tuple[tuple[Platform, ...], Work], ...]) -> Sentence:
    if len(chosen) == 1 and chosen[0].id == "master":
        return say("The best quality, to keep or to work on.")
    if len(chosen) == 1:
        return say("Size, rate and quality as {platform} takes them.", platform=chosen[0].name)
    if len(groups) == 1:
        return say("One file that suits all {count}.", count=len(chosen))
    return say("{files} files for {count} platforms.", files=len(groups), count=len(chosen))


def _words(platform: Platform) -> Sentence:
    return say("{name}", name=platform.name)


def _free_name(folder: Path, name: str) -> str:
    """The name, or with a number when there is such a file already."""
    number, free = 2, name
    while (folder / f"{free}.mp4").exists():
        free = f"{name} {number}"
        number += 1
    return free
