"""The Challenges tab: slots marked and filled, and a challenge packed and joined from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.ui.window import MainWindow


def test_a_project_is_packed_from_the_tab_and_joined_again(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, session = filled.editor, filled.session
    editor.library.show_tab("challenges")
    tab = editor.challenges
    filled.run("slot", {"clip": "t1", "key": "before", "kind": "text", "hint": "You"})
    qtbot.waitUntil(lambda: list(tab.rows) == ["before"])
    tab.facts.click()
    filled.dialog.fields["name"].setText("Bloom")
    QTest.keyClick(filled.dialog, Qt.Key.Key_Return)
    assert session.project.challenge.name == "Bloom"
    qtbot.waitUntil(lambda: tab.pack.isVisible())
    target = tmp_path / "bloom.challenge"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    tab.pack.click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not filled.collecting.under_way)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(target), ""))
    qtbot.waitUntil(lambda: tab.join.isVisible())
    tab.join.click()
    qtbot.waitUntil(lambda: session.project.challenge is not None and session.project.challenge.joined, timeout=20_000)
    assert session.project.name == "bloom"
    qtbot.waitUntil(lambda: list(tab.rows) == ["before"])
