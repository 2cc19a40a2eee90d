"""The export dialog: what it says before, during and after; and that nothing is left behind."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.edits import set_place
from studio.ui.export.dialog import ExportDialog
from studio.ui.export.form import file_name
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000


@pytest.fixture
def dialog(filled: MainWindow, tmp_path: Path) -> ExportDialog:
    filled.run("export")
    made = filled.dialog
    assert isinstance(made, ExportDialog)
    made.form.folder.setText(str(tmp_path))
    made.form.name.setText("colours")
    return made


def test_a_film_is_written_and_nothing_else_is_left(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.form.export, LEFT)
    assert dialog.stage == "progress"
    qtbot.waitUntil(lambda: dialog.stage == "result", timeout=PATIENCE_MS)
    assert dialog.outcome.text() == "“colours.mp4” is ready."
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["colours.mp4"]
    QTest.mouseClick(dialog.finish, LEFT)
    assert filled.dialog is None


def test_cancel_stops_within_half_a_second_and_leaves_no_file(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=PATIENCE_MS)
    began = monotonic()
    QTest.mouseClick(dialog.cancel_button, LEFT)
    qtbot.waitUntil(lambda: dialog.stage == "form", timeout=PATIENCE_MS)
    assert monotonic() - began < 1.5, "half a second, and some grace for a busy machine"
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_folder_that_cannot_be_written_is_said_in_words(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    dialog.form.folder.setText(str(blocked / "below"))
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: dialog.stage == "result", timeout=PATIENCE_MS)
    assert "could not be written" in dialog.outcome.text()
    assert not dialog.folder.isVisible()


def test_words_outside_the_safe_zone_are_told_and_can_be_seen(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    filled.session.edit("Low", lambda project: set_place(project, "t1", y=0.8))
    filled.run("export")
    dialog = filled.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.form.checks.errors.text().startswith("1 ")
    shows = [button for button in dialog.form.findChildren(type(dialog.form.export)) if button.text() == "Show"]
    QTest.mouseClick(shows[0], LEFT)
    assert filled.dialog is None
    assert filled.session.selection == ("t1",)
    assert filled.session.playhead > 2


def test_every_platform_can_be_chosen_and_says_what_it_means(dialog: ExportDialog) -> None:
    for platform_id in dialog.form.chips:
        dialog.form.choose(platform_id)
        assert "×" in dialog.form._advanced.text()
        assert dialog.form.platform.id == platform_id


def test_no_key_reaches_what_lies_beneath(dialog: ExportDialog, filled: MainWindow) -> None:
    before = filled.session.project
    filled.session.select(("c1",))
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    assert filled.session.project is before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert filled.dialog is None
    filled.setFocus()
    QTest.keyClick(filled, Qt.Key.Key_Delete)
    assert filled.session.project is not before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Day 5: it opens?", "Day 5 it opens"),
        ("../../etc", "etc"),
        ("   ", "video"),
        ("ok", "ok"),
        ("a" * 300, "a" * 120),
    ],
)
def test_names_become_names_every_file_system_takes(name: str, safe: str) -> None:
    assert file_name(name).replace("  ", " ").strip() == safe
