"""The Challenges tab: slots marked and filled, and a challenge packed and joined from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.edits import set_challenge
from studio.remix import make_key, pack_challenge, read_signer
from studio.sentences import say
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


def test_one_that_came_with_the_program_is_chosen_by_its_picture_and_joined(filled: MainWindow, qtbot: QtBot) -> None:
    filled.editor.library.show_tab("challenges")
    ready = filled.editor.challenges.ready
    qtbot.waitUntil(lambda: "recipe" in ready.grid.cards_model.pictures, timeout=20_000)
    ready.choose("recipe")
    assert ready.title.text() == "Recipe"
    assert "videos: 3" in ready.wants.text()
    ready.join_button.click()
    tab = filled.editor.challenges
    qtbot.waitUntil(lambda: "plated" in tab.rows, timeout=20_000)
    tab.others.click()
    assert ready.isVisible()
    tab.back.click()
    assert not ready.isVisible()
    assert "plated" in tab.rows


def test_who_signed_a_challenge_is_told_when_it_is_joined(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    filled.run("slot", {"clip": "t1", "key": "before", "kind": "text", "hint": "You"})
    filled.session.edit(say("Challenge"), lambda it: set_challenge(it, challenge_id="id", name="Bloom", author="@ann"))
    for name in ("one", "two"):
        make_key(tmp_path / name)
        pack_challenge(filled.session.whole, tmp_path / f"{name}.challenge", signer=read_signer(tmp_path / name))
    for name, words in (("one", "first time"), ("one", "same key"), ("two", "not the key")):
        filled.collecting.open_zip(tmp_path / f"{name}.challenge")
        qtbot.waitUntil(lambda: not filled.collecting.under_way, timeout=20_000)
        qtbot.waitUntil(lambda words=words: words in filled.toast._words.text(), timeout=20_000)
