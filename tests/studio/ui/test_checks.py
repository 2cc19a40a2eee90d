"""The checks in the export dialog: told as they are found, mended by one click, left with a reason."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.edits import set_place, set_post
from studio.model import Clip, Project, Solid, Span, find
from studio.ui.export.check_row import CheckRow
from studio.ui.export.checks import ChecksList
from studio.ui.export.dialog import ExportDialog
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000


def opened(window: MainWindow, qtbot: QtBot) -> ChecksList:
    """The checks of the export dialog, all of them told."""
    window.run("export")
    dialog = window.dialog
    assert isinstance(dialog, ExportDialog)
    checks = dialog.form.checks
    qtbot.waitUntil(lambda: checks.measuring.measured.complete and not checks.measuring.busy, timeout=PATIENCE_MS)
    return checks


def rows(checks: ChecksList) -> dict[str, CheckRow]:
    return {row.problem.code: row for row in checks.rows}


def seen(widget: QWidget) -> None:
    """New lines are shown once Qt comes to it."""
    for _ in range(50):
        QCoreApplication.processEvents()
        if widget.isVisible():
            return
    raise AssertionError("it is never shown")


def press(row: CheckRow, words: str) -> None:
    seen(row)
    [button] = [one for one in row._buttons if getattr(one, "text", str)() == words]
    QTest.mouseClick(button, LEFT)


@pytest.fixture
def answered(filled: MainWindow) -> MainWindow:
    filled.session.edit("Answers", lambda project: set_post(project, ai="no", paid="no", minors="no"))
    return filled


def test_one_click_moves_a_title_into_the_safe_zone_and_undo_takes_it_back(answered: MainWindow, qtbot: QtBot) -> None:
    answered.session.edit("Low", lambda project: set_place(project, "t1", y=0.8))
    before = answered.session.project
    checks = opened(answered, qtbot)
    assert checks.light("tiktok") == "error"
    press(rows(checks)["safe-zone"], "Move it in")
    assert "safe-zone" not in rows(checks)
    found = find(answered.session.project, "t1")
    assert found is not None
    assert isinstance(found.clip.place.y, float)
    assert found.clip.place.y < 0.8
    answered.session.undo()
    assert answered.session.project is before


def test_questions_are_answered_where_they_are_asked(filled: MainWindow, qtbot: QtBot) -> None:
    checks = opened(filled, qtbot)
    assert {"ai-unanswered", "paid-unanswered", "minors-unanswered"} <= rows(checks).keys()
    press(rows(checks)["ai-unanswered"], "No")
    press(rows(checks)["paid-unanswered"], "Yes")
    assert (filled.session.project.post.ai, filled.session.project.post.paid) == ("no", "yes")
    assert "ad-mark" in rows(checks)
    press(rows(checks)["ad-mark"], "Add a hashtag")
    assert filled.session.project.post.hashtags == ("ad",)


def test_with_several_platforms_each_thing_is_told_once_for_the_one_that_minds_it_most(
    answered: MainWindow, qtbot: QtBot
) -> None:
    answered.session.edit("Low", lambda project: set_place(project, "t1", y=0.3))
    checks = opened(answered, qtbot)
    assert isinstance(answered.dialog, ExportDialog)
    answered.dialog.form.choose("channels", "tiktok", "reels")
    told = [problem for problem in checks.problems if problem.code == "safe-zone"]
    assert [checks.problems[problem].id for problem in told] == ["tiktok"]
    assert checks.light("channels") == "warning", "there is nothing to hear in colours"


def _strobe(project: Project) -> Project:
    from msgspec.structs import replace

    flashes = tuple(
        Clip(f"f{n}", Solid("#FFFFFF" if n % 2 else "#000000"), Span(Fraction(0), Fraction(1, 10))) for n in range(30)
    )
    return replace(project, main=(*project.main, *flashes))


def test_flashes_are_found_while_the_dialog_is_open_and_darkened_by_a_click(answered: MainWindow, qtbot: QtBot) -> None:
    answered.session.edit("Strobe", _strobe)
    checks = opened(answered, qtbot)
    assert rows(checks)["flashes"].problem.level == "error"
    press(rows(checks)["flashes"], "Darken it")
    qtbot.waitUntil(lambda: checks.measuring.measured.complete and not checks.measuring.busy, timeout=PATIENCE_MS)
    assert "flashes" not in rows(checks)


def test_what_is_left_as_it_is_has_a_reason_and_can_be_told_again(answered: MainWindow, qtbot: QtBot) -> None:
    answered.session.edit("Low", lambda project: set_place(project, "t1", y=0.8))
    checks = opened(answered, qtbot)
    row = rows(checks)["safe-zone"]
    seen(row)
    QTest.mouseClick(row._buttons[-1], LEFT)
    QTest.keyClicks(row.reason, "meant to be low")
    QTest.keyClick(row.reason, Qt.Key.Key_Return)
    assert "safe-zone" not in rows(checks)
    [(problem, ignored)] = checks.aside
    assert (problem.code, ignored.reason) == ("safe-zone", "meant to be low")
    again = [button for button in checks.findChildren(type(row._buttons[0])) if button.text() == "Tell it again"]
    seen(again[-1])
    QTest.mouseClick(again[-1], LEFT)
    assert "safe-zone" in rows(checks)
    assert answered.dialog is not None


def test_the_second_look_at_the_same_project_needs_no_measuring(
    answered: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(answered, qtbot)
    measured = first.measuring.measured
    assert answered.dialog is not None
    answered.dialog.close_dialog()
    told: list[Callable[[], None]] = []
    monkeypatch.setattr("studio.publish.measure.measure", lambda *_args, **_kwargs: told.append)
    second = opened(answered, qtbot)
    assert second.measuring.measured == measured
    assert told == []
