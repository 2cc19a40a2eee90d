"""One line of the checks: how bad it is, the sentence, and what can be done about it.

It must never change the project: it says what was pressed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio.model import Problem
from studio.platforms import Platform
from studio.publish import FIXES
from studio.sentences import say
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.labels import Pictogram, label
from studio.ui.words import shown

__all__ = ["CheckRow", "fact_row"]

_MARKS = {"error": ("error", "err"), "warning": ("warning", "warn"), "ask": ("help", "muted")}
_QUESTIONS = {"ai-unanswered": "ai", "paid-unanswered": "paid", "minors-unanswered": "minors"}


def fact_row(words: str, drawing: str = "check-circle", token: str = "ok", button: PushButton | None = None) -> QWidget:
    """A line that says what is well, or what was left as it is."""
    holder = QWidget()
    holder.setMinimumHeight(30)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Pictogram(drawing, token, 18))
    row.addWidget(label(words, "" if button is None else "muted", wrap=True), 1)
    if button is not None:
        explain(button, words)
        row.addWidget(button)
    return holder


class _Reason(QLineEdit):
    """Where a person says why something is left as it is."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(shown(say("Why is it left as it is?")))
        self.setAccessibleName(shown(say("Reason")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for this line alone; Escape gives up, and does not close the dialog."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class CheckRow(QWidget):
    """A problem, told for a platform. `jump`, `fix`, `answered(key, answer)`, `left(reason)` when the person presses
    what stands for it."""

    jump = Signal()
    fix = Signal()
    answered = Signal(str, str)
    left = Signal(str)

    def __init__(self, problem: Problem, platform: Platform) -> None:
        super().__init__()
        self.problem, self.platform = problem, platform
        self.setMinimumHeight(30)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        drawing, token = _MARKS[problem.level]
        row.addWidget(Pictogram(drawing, token, 18))
        row.addSpacing(4)
        row.addWidget(label(problem.sentence, wrap=True), 1)
        self._row = row
        self._buttons: list[QWidget] = []
        if problem.code in _QUESTIONS:
            for answer, words in (("yes", say("Yes")), ("no", say("No"))):
                self._add(
                    PushButton(
                        words,
                        "small",
                        clicked=lambda answer=answer: self.answered.emit(_QUESTIONS[problem.code], answer),  # type: ignore[misc]
                    )
                )
            return
        if problem.about or problem.at is not None:
            self._add(PushButton(say("Show"), "small", clicked=self.jump.emit))
        if problem.code in FIXES:
            self.fix_button = self._add(PushButton(FIXES[problem.code].name, "small", clicked=self.fix.emit))
        self._add(IconButton("hide", say("Leave it as it is"), size=16, clicked=self._ask_why))

    def _add(self, button: PushButton | IconButton) -> PushButton | IconButton:
        if isinstance(button, PushButton):
            explain(button, say("{button}: {sentence}", button=button.text(), sentence=self.problem.sentence))
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def _ask_why(self) -> None:
        for button in self._buttons:
            button.hide()
        reason = self.reason = _Reason()
        reason.setMinimumWidth(220)
        reason.returnPressed.connect(self._leave)
        reason.given_up.connect(self._give_up)
        self._row.addWidget(reason)
        reason.setFocus()

    def _leave(self) -> None:
        if self.reason.text().strip():
            self.left.emit(self.reason.text())

    def _give_up(self) -> None:
        self.reason.deleteLater()
        for button in self._buttons:
            button.show()
        self._buttons[-1].setFocus()
