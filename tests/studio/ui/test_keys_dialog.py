"""The key sheet: finding, changing, taking away, starting over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.session import read_settings
from studio.ui.keys_dialog import KeysDialog
from studio.ui.shortcuts import key_words, keys_in_force
from studio.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sheet(filled: MainWindow) -> KeysDialog:
    filled.activateWindow()
    filled.run("shortcuts")
    assert isinstance(filled.dialog, KeysDialog)
    return filled.dialog


def names(sheet: KeysDialog) -> list[str]:
    return [command.id for command, _keys in sheet._rows.rows]


def test_a_command_is_found_by_its_name_and_by_its_key(sheet: KeysDialog) -> None:
    QTest.keyClicks(sheet.search, "ctrl+b")
    assert names(sheet)[0] == "split"
    sheet.search.setText("last fra")
    assert names(sheet) == ["to-end"]


def test_a_new_key_is_in_force_at_once_and_stays(filled: MainWindow, sheet: KeysDialog) -> None:
    QTest.keyClicks(sheet.search, "last frame")
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    QTest.keyClick(sheet.list, Qt.Key.Key_F8)
    assert keys_in_force("to-end") == ("F8",)
    assert read_settings().keymap == "own"
    sheet.close_dialog()
    filled.setFocus()
    QTest.keyClick(filled, Qt.Key.Key_F8)
    assert filled.session.playhead > 5


def test_a_key_that_is_taken_is_given_only_when_asked_for(sheet: KeysDialog) -> None:
    sheet.search.setText("v")
    assert names(sheet)[0] == "enable"
    sheet.wait_for_key()
    QTest.keyClick(sheet.list, Qt.Key.Key_B, CTRL)
    assert keys_in_force("split") == ("Ctrl+B",)
    assert "Split" in sheet.answer.text()
    QTest.keyClick(sheet.take, Qt.Key.Key_Space)
    assert keys_in_force("enable") == ("Ctrl+B",)
    assert keys_in_force("split") == ()


def test_escape_and_keys_for_getting_around_change_nothing(sheet: KeysDialog) -> None:
    before = keys_in_force("new")
    sheet.wait_for_key()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Control, Qt.Key.Key_F6):
        QTest.keyClick(sheet.list, key)
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert keys_in_force("new") == before


def test_another_keymap_is_worn_by_keys_tooltips_and_menus(filled: MainWindow, sheet: KeysDialog) -> None:
    filled.preferences.change(keymap="capcut-premiere")
    assert sheet.keymap.currentData() == "capcut-premiere"
    assert key_words("split") == "Ctrl+K"
    assert "Ctrl+M" in filled.top_bar.export.toolTip()
    sheet.close_dialog()
    menu = filled.top_bar.command_menu()
    texts = [action.text() for sub in menu.actions() if sub.menu() for action in sub.menu().actions()]
    assert "Split\tCtrl+K" in texts
    menu.deleteLater()


def test_own_keys_are_not_lost_without_a_word_and_can_start_over(filled: MainWindow, sheet: KeysDialog) -> None:
    filled.preferences.change(keymap="own", own_keys={"new": ("F7",)})
    filled.preferences.change(keymap="resolve")
    sheet.search.setText("last frame")
    sheet.wait_for_key()
    QTest.keyClick(sheet.list, Qt.Key.Key_F8)
    assert "DaVinci Resolve" in sheet.answer.text()
    assert read_settings().own_keys == {"new": ("F7",)}
    sheet._take()
    assert (read_settings().own_from, read_settings().own_keys) == ("resolve", {"to-end": ("F8",)})
    sheet._start_over()
    assert (read_settings().keymap, read_settings().own_keys) == ("resolve", {})
