"""The export dialog: choose, watch it grow, see what came of it.

It must never say done before the file was read back and checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from studio.model import Problem
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import ElidedLabel, Pictogram, label
from studio.ui.controls.slider import number_text
from studio.ui.export.form import ExportForm, megabytes
from studio.ui.export.running import Exporting
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import ExportEvent, ExportResult

__all__ = ["ExportDialog"]


class ExportDialog(Dialog):
    """One export, from the choice to the file."""

    def __init__(self, window: QWidget, bridge: Bridge, exporting: Exporting) -> None:
        title = say("Export “{name}”", name=bridge.session.project.name)
        super().__init__(window, title, 720, 580)
        self._bridge, self._exporting = bridge, exporting
        self.form = ExportForm(bridge)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        self._stack.addWidget(self._progress_page())
        self._stack.addWidget(self._result_page())
        self.body.addWidget(self._stack)
        self.form.wanted.connect(self.begin)
        self.form.jump.connect(self._jump)
        exporting.told.connect(self._heard)
        exporting.warm_up()

    @property
    def stage(self) -> str:
        """What is on show: form, progress or result."""
        return ("form", "progress", "result")[self._stack.currentIndex()]

    def _progress_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(12)
        column.addStretch(2)
        row = QHBoxLayout()
        self._writing = ElidedLabel("", "title")
        self.percent = label("", "title", figures=True)
        row.addWidget(self._writing, 1)
        row.addWidget(self.percent)
        column.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(shown(say("How much is written")))
        column.addWidget(self.bar)
        self._left = label("", "muted", figures=True)
        column.addWidget(self._left)
        column.addStretch(3)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.cancel_button = PushButton(say("Cancel"), "outline", clicked=self.cancel)
        foot.addWidget(self.cancel_button)
        column.addLayout(foot)
        return page

    def _result_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(10)
        column.addStretch(2)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._mark = Pictogram("check-circle", "ok", 28)
        self.outcome = label("", "title", wrap=True)
        row.addWidget(self._mark)
        row.addWidget(self.outcome, 1)
        column.addLayout(row)
        self._facts = label("", "body", wrap=True, figures=True)
        column.addWidget(self._facts)
        column.addStretch(3)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.again = PushButton(say("Back"), "ghost", "left", clicked=self._back)
        self.folder = PushButton(say("Show in folder"), drawing="folder-open", clicked=self._show_folder)
        self.finish = PushButton(say("Done"), "accent", clicked=self.close_dialog)
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.folder)
        foot.addWidget(self.finish)
        column.addLayout(foot)
        return page

    def begin(self) -> None:
        """Write the film."""
        target = self.form.target()
        self._target = target
        try:
            self._exporting.start(target, self.form.settings(), self.form.span())
        except OSError as error:
            reason = error.strerror or str(error)
            self._show_end(say("“{name}” could not be written.", name=target.name), reason, well=False)
            return
        self._writing.setText(shown(say("Writing “{name}”", name=target.name)))
        self._show_progress(0, 0, None)
        self._stack.setCurrentIndex(1)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setFocus()

    def cancel(self) -> None:
        """Stop; nothing is left under the file's name."""
        self.cancel_button.setEnabled(False)
        self._left.setText(shown(say("Stopping…")))
        self._exporting.cancel()

    def _heard(self, event: ExportEvent) -> None:
        match event.kind:
            case "progress":
                if self.cancel_button.isEnabled():
                    self._show_progress(event.done, event.total, event.seconds_left)
            case "done" if event.result is not None:
                self._show_done(event.result)
            case "cancelled":
                self._stack.setCurrentIndex(0)
            case _:
                words = event.sentence or say("The export did not come to an end.")
                self._show_end(words, event.detail, well=False)

    def _show_progress(self, done: int, total: int, seconds_left: float | None) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        share = 100 * done / total if total else 0
        self.percent.setText(number_text(share, 0, "%"))
        if seconds_left is None:
            self._left.setText(shown(say("Getting ready")))
        else:
            left = number_text(max(1.0, seconds_left), 0, "s")
            self._left.setText(shown(say("{left} left, {done} of {total} frames", left=left, done=done, total=total)))

    def _show_done(self, result: ExportResult) -> None:
        path = Path(result.path)
        facts = [
            say(
                "{size}, {frames} frames, took {time}",
                size=megabytes(result.bytes),
                frames=result.frames,
                time=number_text(result.took_s, 1, "s"),
            ),
            say("Read back and checked after writing."),
        ]
        if result.frames_reused:
            share = number_text(100 * result.frames_reused / max(1, result.frames), 0, "%")
            facts.append(say("{share} came from earlier work.", share=share))
        words = [str(path.parent), *(shown(fact) for fact in facts)]
        self._show_end(say("“{name}” is ready.", name=path.name), "\n".join(words), well=True)

    def _show_end(self, words: str, detail: str, *, well: bool) -> None:
        self._mark.draw("check-circle" if well else "error", "ok" if well else "err")
        self.outcome.setText(shown(words))
        self._facts.setText(detail)
        self.folder.setVisible(well)
        self._stack.setCurrentIndex(2)
        self.finish.setFocus()

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.form.refresh()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))

    def _jump(self, problem: Problem) -> None:
        """Show the place on the timeline."""
        session = self._bridge.session
        self.close_dialog()
        if problem.about:
            session.select((problem.about,))
        if problem.at is not None:
            session.move_playhead(problem.at)

    def close_dialog(self) -> None:
        """Close; an export under way is stopped."""
        if self._exporting.busy:
            self._exporting.cancel()
        self._exporting.told.disconnect(self._heard)
        super().close_dialog()
