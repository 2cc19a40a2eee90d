"""The start screen, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from effects import all_effects
from studio.effect import Effects
from studio.sentences import Refused, say
from studio.session import Session
from studio.session.crash_reports import keep_crash
from studio.ui.app import error_teller, make_window
from studio.ui.crash_row import CrashRow
from studio.ui.drafts import NameDialog
from studio.ui.window import MainWindow
from tests.studio.ui.conftest import second_clips


@pytest.fixture
def starting(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    made = make_window(qapp, Effects(all_effects()))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_begins_with_a_question_and_three_ways(starting: MainWindow) -> None:
    assert starting.on_start
    assert starting.start.choose.isVisible()
    assert starting.start.empty.isVisible()
    assert starting.start.open.isVisible()


def test_an_empty_project_is_a_click_away(starting: MainWindow) -> None:
    QTest.mouseClick(starting.start.empty, Qt.MouseButton.LeftButton)
    assert not starting.on_start
    assert starting.editor.isVisible()


def test_recent_projects_are_there_with_their_cover_and_open(
    starting: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "colours.decollage"
    maker = Session(Effects(all_effects()))
    maker.new_project()
    maker.edit("Colours", lambda _project: second_clips())
    maker.save(place)
    maker.close()
    starting.show_start()
    grid = starting.start.recent
    qtbot.waitUntil(lambda: str(place) in grid.cards_model.pictures, timeout=20_000)
    card = next(card for card in grid.cards_model.cards if card.id == str(place))
    assert (card.name, card.tag) == ("Colours", "6.0\u202fs")
    grid.picked.emit(str(place))
    assert starting.session.project.name == "Colours"
    assert not starting.on_start


def test_a_file_that_is_no_project_is_refused_in_words(starting: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.decollage"
    wrong.write_text("this is no project")
    starting.open_project(wrong)
    assert starting.toast.words
    assert starting.on_start


def test_an_unexpected_error_is_logged_and_told_and_the_work_goes_on(
    window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        error_teller(window)(RuntimeError, RuntimeError("a bug"), None)
    qtbot.waitUntil(lambda: "Something went wrong" in window.toast.words)
    assert "a bug" in caplog.text


def test_a_refusal_that_nobody_caught_is_told_in_its_own_words(window: MainWindow) -> None:
    error_teller(window)(Refused, Refused(say("The disk is full.")), None)
    assert window.toast.words == "The disk is full."


def test_projects_are_renamed_copied_and_thrown_away_and_come_back(
    starting: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = tmp_path / "walk.decollage"
    starting.session.new_project(name="Walk")
    starting.session.save(place)
    starting.show_start()
    names = lambda: sorted(card.name for card in starting.start.recent.cards_model.cards)  # noqa: E731
    qtbot.waitUntil(lambda: names() == ["Walk"])
    starting.start.recent.select(str(place))
    QTest.keyClick(starting.start.recent, Qt.Key.Key_F2)
    assert isinstance(starting.dialog, NameDialog)
    starting.dialog.field.setText("Run")
    QTest.keyClick(starting.dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["Run"])
    starting.drafts.duplicate(place)
    qtbot.waitUntil(lambda: names() == ["Run", "Run (copy)"])
    starting.start.search.setText("copy")
    assert names() == ["Run (copy)"]
    starting.start.search.clear()
    starting.drafts.throw_away(place, "Run")
    assert not place.exists()
    assert names() == ["Run (copy)"]
    starting.toast._action.click()
    assert place.exists()
    qtbot.waitUntil(lambda: names() == ["Run", "Run (copy)"])


def test_a_project_that_a_window_has_open_is_left_alone(starting: MainWindow, tmp_path: Path) -> None:
    place = tmp_path / "walk.decollage"
    starting.session.new_project(name="Walk")
    starting.session.save(place)
    starting.drafts.throw_away(place, "Walk")
    assert place.exists()
    assert starting.toast.words


def test_the_sample_is_made_once_and_opened(starting: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "sample.decollage"
    starting.session.new_project(name="Sample")
    starting.session.save(place)
    starting.show_start()
    seen = threading.Event()

    def make(_folder: Path, told: Callable[[int], object]) -> Path:
        told(42)
        assert seen.wait(60)
        return place

    starting.sample._make = make
    starting.start.sample.click()
    qtbot.waitUntil(lambda: "42 %" in starting.toast.words)
    seen.set()
    qtbot.waitUntil(lambda: starting.session.path == place)
    assert not starting.on_start


def test_a_report_of_a_crash_is_offered_read_and_offered_no_more(starting: MainWindow) -> None:
    rows = starting.findChildren(CrashRow)
    assert rows[0].isHidden()
    error = ZeroDivisionError()
    keep_crash(type(error), error, None, ["split"])
    rows[0].refresh()
    assert rows[0].isVisible()
    rows[0].read()
    assert "ZeroDivisionError" in starting.dialog.text.toPlainText()
    starting.dialog.close_dialog()
    assert rows[0].isHidden()


def test_nothing_is_edited_behind_the_start_screen(starting: MainWindow) -> None:
    starting.session.new_project()
    starting.run("solid")
    made = starting.session.project
    starting.show_start()
    starting.run("delete", {"clip": "c1"})
    assert starting.session.project is made
