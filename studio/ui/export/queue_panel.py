"""The right side of the export dialog: what is being written, what waits, and what came of the last one.

It must never say done before the file was read back and checked.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.choices import Switch
from studio.ui.controls.labels import ElidedLabel, Pictogram, label
from studio.ui.controls.slider import number_text
from studio.ui.export.queued import QueuedExport
from studio.ui.export.receipt_view import ReceiptView
from studio.ui.export.running import Exporting
from studio.ui.words import shown

__all__ = ["QueuePanel"]

_OVER = ("done", "failed")


class QueuePanel(QWidget):
    """Cards of all exports; the newest that is over lies below with its proof. Follows `exporting`."""

    def __init__(self, exporting: Exporting) -> None:
        super().__init__()
        self._exporting = exporting
        self.cards: dict[int, ExportCard] = {}
        self.last: LastExport | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(10)
        column.addLayout(self._head())
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        column.addLayout(self._place)
        self._nothing = label(say("Nothing is being exported."), "muted", wrap=True)
        column.addWidget(self._nothing)
        self._last_place = QVBoxLayout()
        self._last_place.setSpacing(10)
        column.addSpacing(14)
        column.addLayout(self._last_place)
        column.addStretch(1)
        column.addLayout(self._foot())
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        exporting.changed.connect(self.refresh)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(say("Queue"), "title"))
        row.addStretch(1)
        self._hint = label(say("You can keep editing"), "muted")
        self.start_all = PushButton(say("Start all"), "small", clicked=self._start_all)
        row.addWidget(self._hint)
        row.addWidget(self.start_all)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = say("Encode ahead while nothing goes on")
        self.ahead = Switch(words)
        self.ahead.set_on(self._exporting.preparing.on)
        self.ahead.toggled.connect(self._exporting.preparing.enable)
        row.addWidget(label(words, "muted", wrap=True), 1)
        row.addWidget(self.ahead)
        return row

    def refresh(self) -> None:
        """Show the present."""
        exports = [one for one in self._exporting.exports if one.state != "done"]
        exports.sort(key=lambda one: one.state != "running")
        held = any(one.state == "paused" for one in exports)
        self.start_all.setVisible(held)
        self._hint.setVisible(not held and bool(exports))
        self._nothing.setVisible(not exports)
        numbers = [one.number for one in exports]
        if list(self.cards) != numbers:
            self._rebuild(exports)
        for one in exports:
            self.cards[one.number].show_export(one)
        over = [one for one in self._exporting.exports if one.state == "done"]
        newest = over[-1] if over else None
        if newest is not None and (self.last is None or self.last.number != newest.number):
            self._show_last(newest)

    def _rebuild(self, exports: list[QueuedExport]) -> None:
        kept = {one.number: self.cards.get(one.number) for one in exports}
        for number, card in self.cards.items():
            self._place.removeWidget(card)
            if kept.get(number) is None:
                card.hide()
                card.deleteLater()
        self.cards = {number: card or ExportCard(self._exporting, number) for number, card in kept.items()}
        for card in self.cards.values():
            self._place.addWidget(card)

    def _show_last(self, export: QueuedExport) -> None:
        if self.last is None:
            self._last_place.addWidget(label(say("Last export"), "title"))
        else:
            self._last_place.removeWidget(self.last)
            self.last.hide()
            self.last.deleteLater()
        self.last = LastExport(export)
        self._last_place.addWidget(self.last)

    def _start_all(self) -> None:
        for one in self._exporting.exports:
            if one.state == "paused":
                self._exporting.resume(one.number)


class ExportCard(QFrame):
    """One export that is not done: its name, how far it is, what can be done with it; of a film that did not come out
    right what was proved, and where it was kept."""

    def __init__(self, exporting: Exporting, number: int) -> None:
        super().__init__()
        self.setObjectName("card")
        self._exporting, self._number = exporting, number
        self._aside = Path()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 8, 10)
        whole.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        whole.addLayout(row)
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        self.name = ElidedLabel("", "strong")
        self.percent = label("", "strong", figures=True)
        head.addWidget(self.name, 1)
        head.addWidget(self.percent)
        column.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(shown(say("How much is written")))
        column.addWidget(self.bar)
        self.words = label("", "muted", wrap=True, figures=True)
        column.addWidget(self.words)
        row.addLayout(column, 1)
        row.addLayout(self._buttons())
        self._shown_receipt: object = None
        self.receipt = ReceiptView()
        whole.addWidget(self.receipt)
        self.receipt.show_receipt(None, Path())
        whole.addLayout(self._kept_row())

    def _kept_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.play = PushButton(say("Play what was kept"), "outline", "play", clicked=lambda: _open(self._aside))
        self.folder = PushButton(
            say("Show in folder"), "outline", "folder-open", clicked=lambda: _open(self._aside.parent)
        )
        row.addWidget(self.play)
        row.addWidget(self.folder)
        row.addStretch(1)
        return row

    def _show_kept(self, export: QueuedExport) -> None:
        """The proofs of a film that did not come out right, and the way to it."""
        self._aside = export.aside or Path()
        for button in (self.play, self.folder):
            button.setVisible(export.aside is not None)
        if export.receipt is not self._shown_receipt:
            self._shown_receipt = export.receipt
            self.receipt.show_receipt(export.receipt, export.target)

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        ask = self._exporting
        self.rest = IconButton("pause", say("Pause"), clicked=partial(ask.pause, self._number))
        self.go = IconButton("play", say("Go on"), clicked=partial(ask.resume, self._number))
        self.cancel = IconButton("close", say("Cancel"), clicked=partial(ask.cancel, self._number))
        self.earlier = IconButton("up", say("Earlier"), size=14, clicked=partial(ask.move, self._number, -1))
        top, below = QHBoxLayout(), QHBoxLayout()
        for line, buttons in ((top, (self.rest, self.go, self.cancel)), (below, (self.earlier,))):
            line.setSpacing(2)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)
        return column

    def show_export(self, export: QueuedExport) -> None:
        """Show how it stands."""
        state = export.state
        self.name.setText(export.target.name)
        self.bar.setVisible(state == "running" or (state == "paused" and export.percent > 0))
        self.bar.setValue(round(export.percent * 10))
        begun = state == "running" or (state == "paused" and export.percent > 0)
        self.percent.setText(number_text(export.percent, 0, "%") if begun else "")
        self.rest.setVisible(state in ("running", "waiting"))
        self.go.setVisible(state in ("paused", "failed"))
        first = self._exporting.exports and self._exporting.exports[0].number == self._number
        self.earlier.setVisible(state in ("waiting", "paused") and not first)
        self.words.setText(shown(_words(export)))
        self._show_kept(export)


def _words(export: QueuedExport) -> Sentence:
    """How it stands, in words."""
    names = ", ".join(export.platforms)
    match export.state:
        case "paused" if export.offered:
            return say("Not finished when the program ended. What is encoded is kept.")
        case "waiting" | "paused" if names:
            return say("Waiting, for {platforms}", platforms=names)
        case "waiting" | "paused":
            return say("Waiting")
        case "failed":
            return export.sentence or say("The export did not come to an end.")
        case _ if export.seconds_left is None:
            return say("Getting ready")
        case _:
            left = number_text(max(1.0, export.seconds_left), 0, "s")
            return say("{left} left, {done} of {total} frames", left=left, done=export.done, total=export.total)


class LastExport(QFrame):
    """What came of the newest export: the file, its figures, and what was proved."""

    def __init__(self, export: QueuedExport) -> None:
        super().__init__()
        self.number = export.number
        self.setObjectName("card")
        self._target = export.target
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Pictogram("check-circle", "ok", 22))
        self.outcome = label(say("“{name}” is ready.", name=export.target.name), "strong", wrap=True)
        head.addWidget(self.outcome, 1)
        column.addLayout(head)
        result = export.result
        if result is not None:
            size = number_text(result.bytes / 1_000_000, 1, "MB")
            took = number_text(result.took_s, 1, "s")
            column.addWidget(
                label(say("{size}, {frames} frames, took {time}", size=size, frames=result.frames, time=took), "muted",
                      figures=True)
            )  # fmt: skip
            if result.receipt is None:
                column.addWidget(label(say("Checked after writing"), "tagOk"), 0, Qt.AlignmentFlag.AlignLeft)
            for words, plain in _facts(export):
                column.addLayout(_fact(words, plain=plain))
        self.receipt = ReceiptView()
        # Into the card first: what is shown before it has a parent flashes up as a window and takes the keys away.
        column.addWidget(self.receipt)
        self.receipt.show_receipt(result.receipt if result is not None else None, self._target)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder = PushButton(say("Show in folder"), "outline", "folder-open", clicked=self._show_folder)
        row.addWidget(self.folder)
        sheet = self._target.with_name(f"{self._target.stem}.post.html")
        self.sheet = PushButton(say("Post sheet"), "outline", clicked=partial(_open, sheet))
        row.addWidget(self.sheet)
        row.addStretch(1)
        column.addLayout(row)
        self.sheet.setVisible(sheet.exists())

    def _show_folder(self) -> None:
        _open(self._target.parent)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _fact(words: Sentence, *, plain: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    mark = Pictogram("info", "muted", 14) if plain else Pictogram("check", "ok", 14)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, wrap=True, figures=True), 1)
    return row


def _facts(export: QueuedExport) -> list[tuple[Sentence, bool]]:
    """What was proved, and (True) what there is to know besides."""
    result = export.result
    if result is None:
        return []
    facts: list[tuple[Sentence, bool]] = []
    sound = result.sound
    if sound is not None and sound.loudness_lufs is not None and sound.true_peak_db is not None:
        loudness, peak = (f"{level:.1f}".replace("-", "−") for level in (sound.loudness_lufs, sound.true_peak_db))
        facts.append((say("Sound: {loudness} LUFS, peak {peak} dB", loudness=loudness, peak=peak), False))
        if sound.note is not None:
            facts.append((sound.note, True))
    if result.frames_reused + result.frames_copied:
        share = 100 * (result.frames_reused + result.frames_copied) / max(1, result.frames)
        facts.append((say("{share} came from earlier work.", share=number_text(share, 0, "%")), True))
    covers = len(export.steps) - 1
    if covers == 1:
        facts.append((say("A cover lies beside it."), True))
    elif covers:
        facts.append((say("{count} covers lie beside it.", count=covers), True))
    if export.sentence is not None:
        facts.append((export.sentence, True))
    return facts
