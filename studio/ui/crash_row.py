"""The report of a crash, at the next start: a row that says so, and the report itself to read and copy.

It must never send anything anywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from studio.sentences import say
from studio.session.crash_reports import CrashReport, crash_reports, forget_crash
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import Pictogram, label
from studio.ui.preferences import keep_word, kept_word
from studio.ui.words import shown

__all__ = ["CrashRow", "ReportDialog"]

_SEEN = "report seen"


class CrashRow(QFrame):
    """There while the newest report was neither read nor thrown away. `opens` opens a dialog."""

    def __init__(self, window: QWidget, opens: Callable[[Dialog], object]) -> None:
        super().__init__()
        self._window, self._opens = window, opens
        self.report: CrashReport | None = None
        self.setObjectName("card")
        self.setFixedHeight(52)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram("warning", "warn", 20))
        row.addWidget(label(say("Something went wrong the last time."), "strong"))
        row.addWidget(label(say("A report is kept on this computer, and nowhere else."), "muted"), 1)
        row.addWidget(PushButton(say("Throw it away"), "ghost", clicked=self.forget))
        row.addWidget(PushButton(say("Read it"), "outline", clicked=self.read))
        self.refresh()

    def refresh(self) -> None:
        """Look for a report."""
        self.report = next(iter(crash_reports()), None)
        self.setVisible(self.report is not None and self.report.path.name > kept_word(_SEEN))

    def read(self) -> None:
        """Show the report; it is not offered again."""
        if self.report is not None:
            keep_word(_SEEN, self.report.path.name)
            self._opens(ReportDialog(self._window, self.report))
            self.refresh()

    def forget(self) -> None:
        """Delete the report."""
        if self.report is not None:
            forget_crash(self.report)
            keep_word(_SEEN, self.report.path.name)
        self.refresh()


class ReportDialog(Dialog):
    """A report, to read and to copy."""

    def __init__(self, window: QWidget, report: CrashReport) -> None:
        super().__init__(window, say("Report"), 720, 560)
        self._report = report
        words = label(
            say(
                "No names of files, no pictures, nothing of your projects is in it. It helps whoever mends the program."
            ),
            "muted",
            wrap=True,
        )
        words.setContentsMargins(24, 14, 24, 8)
        self.body.addWidget(words)
        self.text = QPlainTextEdit(report.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(shown(say("Report")))
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 12)
        row.addWidget(self.text)
        self.body.addLayout(row, 1)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.addStretch(1)
        row.addWidget(PushButton(say("Throw it away"), "ghost", clicked=self._forget))
        row.addWidget(PushButton(say("Copy the text"), "accent", clicked=self.copy))
        self.body.addWidget(foot)

    def copy(self) -> None:
        """Put the text onto the clipboard."""
        QGuiApplication.clipboard().setText(self._report.text)

    def _forget(self) -> None:
        forget_crash(self._report)
        self.close_dialog()
