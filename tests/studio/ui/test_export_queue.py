"""The queue of exports: it outlives the program, says what did not come out right, and keeps names apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from effects import all_effects
from studio.effect import Effects
from studio.media import ExportEvent, Proof, Receipt
from studio.sentences import say
from studio.ui.app import make_window
from studio.ui.export.dialog import ExportDialog
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000


def export_dialog(window: MainWindow, folder: Path) -> ExportDialog:
    window.run("export")
    made = window.dialog
    assert isinstance(made, ExportDialog)
    made.form.folder.setText(str(folder))
    made.form.name.setText("colours")
    return made


@pytest.fixture
def dialog(filled: MainWindow, tmp_path: Path) -> ExportDialog:
    return export_dialog(filled, tmp_path)


@pytest.fixture
def small(brief: MainWindow, tmp_path: Path) -> ExportDialog:
    """What it writes is short and small."""
    made = export_dialog(brief, tmp_path)
    made.form.advanced.side.set_key("480")
    made.form.advanced.chosen.emit()
    return made


def states(window: MainWindow) -> list[str]:
    return [one.state for one in window.exporting.exports]


def test_what_waits_and_what_is_under_way_is_offered_at_the_next_start_and_goes_on(
    small: ExportDialog, brief: MainWindow, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(small.form.export, LEFT)
    small.form.name.setText("later")
    QTest.mouseClick(small.form.later, LEFT)
    asked = brief.exporting.exports
    brief.close()
    brief.close()
    assert list(tmp_path.glob("*.mp4")) == []

    again = make_window(qapp, Effects(all_effects()))
    again.show()
    try:
        row = again.start.kept.itemAt(0).widget()
        qtbot.waitUntil(row.isVisible, timeout=PATIENCE_MS)
        assert row.words.text() == "2 exports were not finished when the program ended."
        offered = again.exporting.exports
        assert [(one.steps, one.json.strip(), one.span) for one in offered] == [
            (one.steps, one.json.strip(), one.span) for one in asked
        ]
        assert states(again) == ["paused", "paused"]
        QTest.mouseClick(row.go_on, LEFT)
        qtbot.waitUntil(lambda: states(again) == ["done", "done"], timeout=PATIENCE_MS)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["colours.mp4", "later.mp4"]
        assert not row.isVisible()
    finally:
        again.close()
        again.deleteLater()


def test_two_exports_to_one_name_leave_one_whole_film(
    small: ExportDialog, brief: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for _ in range(2):
        QTest.mouseClick(small.form.export, LEFT)
    qtbot.waitUntil(lambda: states(brief) == ["done", "done"], timeout=PATIENCE_MS)
    assert [path.name for path in tmp_path.iterdir()] == ["colours.mp4"]
    receipt = brief.exporting.exports[1].result.receipt
    assert receipt is not None
    assert receipt.passed


def test_a_film_that_did_not_come_out_right_shows_its_receipt_and_where_it_was_kept(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.form.later, LEFT)
    (one,) = filled.exporting.exports
    receipt = Receipt(
        file="colours.mp4",
        bytes=1,
        proofs=(Proof("size", "1080×1920", "1080×1920", True), Proof("length", "6 s", "5.9 s", False)),
    )
    aside = tmp_path / "colours.failed.mp4"
    words = say("“{name}” did not come out right.", name="colours.mp4")
    event = ExportEvent(kind="refused", sentence=words, receipt=receipt, aside=str(aside))
    filled.exporting._set(replace(one, state="running"))
    filled.exporting._heard(one.number, event)
    (card,) = dialog.queue.cards.values()
    assert "did not come out right" in card.words.text()
    assert card.receipt.isVisibleTo(card)
    assert card.receipt.details.isVisibleTo(card), "unfolded, for something is wrong"
    assert card.receipt.summary.text() == "Read back: 1 of 2 proofs hold."
    assert card.play.isVisibleTo(card)
    QTest.mouseClick(dialog.cross, LEFT)
    filled.exporting._set(replace(one, state="running"))
    filled.exporting._heard(one.number, event)
    assert "did not come out right" in filled.toast.words
    QTest.mouseClick(filled.toast._action, LEFT)
    assert isinstance(filled.dialog, ExportDialog)
    (card,) = filled.dialog.queue.cards.values()
    assert card.receipt.isVisibleTo(card)
    QTest.mouseClick(card.cancel, LEFT)
    assert filled.exporting.exports == ()
