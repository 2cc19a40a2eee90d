"""Encoding ahead: only once the settings are known, nothing goes on, and the person lets it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.media import ExportSettings
from studio.ui.window import MainWindow

SMALL = ExportSettings(width=180, height=320, preset="ultrafast")


def test_after_an_export_the_changed_project_is_encoded_ahead_and_found(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting = filled.exporting
    exporting.preparing.begin()
    assert not exporting.preparing.waiting.isActive(), "nobody knows yet what for"
    with qtbot.waitSignal(exporting.ended, timeout=60_000):
        exporting.add(((tmp_path / "a.mp4", SMALL),))
    assert exporting.preparing.waiting.isActive()
    filled.session.move_playhead(filled.session.playhead + 1)
    assert exporting.preparing.waiting.isActive()
    exporting.preparing.begin()
    assert exporting._process is not None
    assert exporting._process.wait_prepared(60)
    with qtbot.waitSignal(exporting.ended, timeout=60_000) as ended:
        exporting.add(((tmp_path / "b.mp4", SMALL),))
    result = ended.args[0].result
    assert result.frames_reused == result.frames > 0


def test_whoever_does_not_want_it_switches_it_off(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    exporting = filled.exporting
    exporting.preparing.exported(SMALL)
    assert exporting.preparing.waiting.isActive()
    filled.run("export")
    panel = filled.dialog.queue  # type: ignore[union-attr]
    assert panel.ahead.isChecked()
    panel.ahead.click()
    assert not exporting.preparing.on
    assert not exporting.preparing.waiting.isActive()
