"""The settings: in force at once, and there again at the next start."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.model import Title
from studio.session import read_settings, store_folder
from studio.session.homes import settings_file
from studio.ui.adding import add_title
from studio.ui.keys_dialog import KeysDialog
from studio.ui.motion import may_move, note_wish
from studio.ui.settings_dialog import SettingsDialog
from studio.ui.theme import theme
from studio.ui.window import MainWindow


@pytest.fixture
def dialog(filled: MainWindow) -> SettingsDialog:
    filled.activateWindow()
    filled.run("settings")
    assert isinstance(filled.dialog, SettingsDialog)
    return filled.dialog


def test_what_is_chosen_is_in_force_and_kept(filled: MainWindow, dialog: SettingsDialog) -> None:
    dialog.theme.chosen.emit("light")
    assert theme().name == read_settings().theme == "light"
    dialog.theme.chosen.emit("dark")
    dialog.motion.chosen.emit("reduced")
    assert read_settings().motion == "reduced"
    assert not may_move(filled.session.settings)
    dialog.motion.chosen.emit("full")
    assert may_move(filled.session.settings)
    note_wish(stillness=True)
    assert may_move(filled.session.settings)
    dialog.motion.chosen.emit("system")
    assert not may_move(filled.session.settings)
    note_wish(stillness=False)
    assert may_move(filled.session.settings)
    dialog.keymap.chosen.emit("resolve")
    assert read_settings().keymap == "resolve"
    dialog.proxies.click()
    assert not filled.proxying.on
    dialog.live_door.click()
    assert filled.door is not None
    assert filled.door.is_open
    dialog.live_door.click()
    assert not filled.door.is_open


def test_new_titles_are_as_long_as_one_likes(filled: MainWindow, dialog: SettingsDialog) -> None:
    dialog.title_length.setFocus()
    QTest.keyClicks(dialog.title_length, "4.5")
    QTest.keyClick(dialog.title_length, Qt.Key.Key_Return)
    assert read_settings().title_s == 4.5
    dialog.close_dialog()
    add_title(filled.bridge, "plain", at=Fraction(0))
    made = [item.clip for layer in filled.session.project.layers for item in layer.items]
    assert Fraction(9, 2) in {clip.length for clip in made if isinstance(clip.content, Title)}


def test_the_store_is_measured_and_emptied(filled: MainWindow, qtbot: QtBot) -> None:
    left = store_folder() / "pieces"
    left.mkdir(parents=True)
    (left / "one").write_bytes(bytes(1 << 20))
    filled.run("settings")
    qtbot.waitUntil(filled.dialog.empty.isEnabled)
    filled.dialog.empty.click()
    qtbot.waitUntil(lambda: not (left / "one").exists())


def test_all_keys_are_a_click_away(filled: MainWindow, dialog: SettingsDialog) -> None:
    dialog._open_keys()
    assert isinstance(filled.dialog, KeysDialog)
    filled.dialog.close_dialog()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"theme": "pink"}', '{"photo_s": -3, "store_gb": 1e9}'])
def test_a_file_of_settings_that_makes_no_sense_gives_the_usual_ones(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text)
    assert (read_settings().theme, read_settings().photo_s, read_settings().store_gb) == ("dark", 5.0, 12.0)
