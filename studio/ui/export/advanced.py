"""The advanced part of the export: quality, size, rate, loudness, encoder; folded away until it is wanted.

It must never change what a platform takes by itself: everything begins at what the platform wants.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio.publish import CODEC_NAMES, QUALITIES
from studio.sentences import Sentence, say
from studio.ui.controls.buttons import PushButton, explain
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.labels import ElidedLabel, label
from studio.ui.controls.slider import number_text
from studio.ui.export.running import Exporting
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import Work

__all__ = ["AdvancedPart"]

_SIDES = (2160, 1440, 1080, 720, 480)
_RATES = (24, 25, 30, 50, 60)
_CODECS = ("h264", "hevc", "av1")


class AdvancedPart(QWidget):
    """A line that says what the file will be, and the settings below it when opened. `chosen` when one changed."""

    chosen = Signal()

    def __init__(self, exporting: Exporting) -> None:
        super().__init__()
        self._exporting = exporting
        self._codec = "h264"
        exporting.hardware_found.connect(self._offer_hardware)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.opener = PushButton(say("Advanced"), "link", "right", clicked=self.fold)
        explain(self.opener, say("Show or hide the advanced settings"))
        self.summary = ElidedLabel("", "muted")
        row.addWidget(self.opener)
        row.addWidget(self.summary, 1)
        column.addLayout(row)
        self.inside = QWidget()
        self.inside.setLayout(self._grid())
        self.inside.setVisible(False)
        column.addWidget(self.inside)

    def fold(self) -> None:
        """Open or close."""
        opened = not self.inside.isVisibleTo(self)
        self.inside.setVisible(opened)
        self.opener.draw("down" if opened else "right")
        if opened:
            self._look_for_hardware()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        as_platform = ("", say("As the platform takes it"))
        self.quality = Choice(say("Quality"), tuple(QUALITIES.items()))
        self.side = Choice(say("Size"), (as_platform, *((str(side), f"{side} p") for side in _SIDES)))
        self.rate = Choice(say("Rate"), (as_platform, *((str(rate), number_text(rate, 0, "fps")) for rate in _RATES)))
        self.level = Choice(
            say("Loudness"), (("", say("As loud as the platform wants")), ("as is", say("Leave it as it is")))
        )
        self.maker = Choice(say("Encoder"), (("", say("Software, the same each time")),))
        self.quality.set_key("good")
        self.encoder = label("", "muted")
        rows: tuple[tuple[Sentence, QWidget], ...] = (
            (say("Quality"), self.quality),
            (say("Size"), self.side),
            (say("Rate"), self.rate),
            (say("Loudness"), self.level),
            (say("Encoder"), self.maker),
        )
        for number, (words, control) in enumerate(rows):
            line, side = divmod(number, 2)
            grid.addWidget(label(words, "muted"), line, 2 * side)
            grid.addWidget(control, line, 2 * side + 1)
        grid.addWidget(self.encoder, 2, 2, 1, 2)
        grid.addLayout(self._copying(), 3, 0, 1, 4)
        grid.setColumnMinimumWidth(0, 60)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for choice in (self.quality, self.side, self.rate, self.level, self.maker):
            choice.chosen.connect(lambda _key: self.chosen.emit())
        return grid

    def _copying(self) -> QHBoxLayout:
        words = say("Copy untouched stretches")
        self.copies = Switch(words)
        self.copies.set_on(True)
        explain(
            self.copies, say("Where nothing was changed and the platform sets no caps, keep the source's own pictures")
        )
        self.copies.toggled.connect(lambda _on: self.chosen.emit())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(words, "muted"))
        row.addWidget(self.copies)
        row.addStretch(1)
        return row

    @property
    def short_side(self) -> int | None:
        """The shorter side wanted, None for the platform's."""
        key = str(self.side.currentData() or "")
        return int(key) if key else None

    @property
    def frame_rate(self) -> Fraction | None:
        """The rate wanted, None for the platform's."""
        key = str(self.rate.currentData() or "")
        return Fraction(key) if key else None

    @property
    def hardware(self) -> str:
        """The graphics card's encoder, where it is wanted and works; otherwise empty."""
        wanted = self.maker.currentData() == "fast"
        return (self._exporting.hardware(self._codec) or "") if wanted else ""

    def show_work(self, work: Work, codec: str) -> None:
        """Say what will be made."""
        self._codec = codec
        film = codec in CODEC_NAMES
        pictures = film or codec in ("gif", "webp", "png")
        for control, useful in (
            (self.quality, film and codec != "prores"),
            (self.side, pictures),
            (self.rate, pictures),
            (self.level, codec not in ("gif", "webp", "png") and not codec.startswith("still")),
            (self.maker, codec in _CODECS),
            (self.copies, codec == "h264"),
        ):
            control.setEnabled(useful)
        self.summary.setText(shown(_summary(work)))
        encoder = getattr(work, "encoder", "")
        self.encoder.setVisible(bool(encoder))
        if encoder:
            from studio.media.writing.export_settings import SOFTWARE
            from studio.media.writing.hardware import encoder_words

            name = encoder_words(encoder)
            software = encoder in SOFTWARE.values()
            words = (
                say("Encoder: {name} (software)", name=name)
                if software
                else say("Encoder: {name} (hardware)", name=name)
            )
            self.encoder.setText(shown(words))
        if self.inside.isVisibleTo(self):
            self._look_for_hardware()

    def _look_for_hardware(self) -> None:
        if self._codec in _CODECS:
            self._exporting.look_for_hardware(self._codec)  # type: ignore[arg-type]
        self._offer_hardware()

    def _offer_hardware(self) -> None:
        name = self._exporting.hardware(self._codec)
        here = self.maker.findData("fast")
        if name is None:
            if here >= 0:
                self.maker.removeItem(here)
            return
        from studio.media.writing.hardware import encoder_words

        words = shown(say("Fast ({name})", name=encoder_words(name)))
        if here < 0:
            self.maker.addItem(words, "fast")
        else:
            self.maker.setItemText(here, words)


def _summary(work: Work) -> Sentence:
    """What the file will be, in a line."""
    from studio.media import Animation, ExportSettings, PictureSequence, SoundFile

    if isinstance(work, ExportSettings):
        rate = number_text(float(work.rate), 0 if work.rate.denominator == 1 else 2, "fps")
        sound = number_text(work.audio_bit_rate / 1000, 0, "kbit/s")
        codec, container = CODEC_NAMES[work.codec], work.container.upper()
        if work.codec == "prores":
            return say("{width} × {height}, {rate}, {codec}, uncompressed sound, {container}",
                       width=work.width, height=work.height, rate=rate, codec=codec, container=container)  # fmt: skip
        return say(
            "{width} × {height}, {rate}, {codec} up to {most}, {sound_codec} {sound}, {container}",
            width=work.width,
            height=work.height,
            rate=rate,
            codec=codec,
            most=number_text(work.max_bit_rate / 1_000_000, 1, "Mbit/s"),
            sound_codec=work.sound_codec.upper() if work.sound_codec == "aac" else "Opus",
            sound=sound,
            container="WebM" if container == "WEBM" else container,
        )
    if isinstance(work, SoundFile):
        return say("48 kHz, stereo, {format}", format=work.format.upper())
    if isinstance(work, Animation | PictureSequence):
        rate = number_text(float(work.rate), 0 if work.rate.denominator == 1 else 2, "fps")
        return say("{width} × {height}, {rate}", width=work.width, height=work.height, rate=rate)
    return say("{width} × {height}", width=work.width, height=work.height)
