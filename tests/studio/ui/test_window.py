"""The window as a whole: what is there, what can be reached, what fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.commands import COMMANDS
from studio.model import find
from studio.sentences import say
from studio.session import read_settings
from studio.ui.controls.toast import Toast
from studio.ui.values_dialog import ValuesDialog
from studio.ui.window import MainWindow

CONTROLS = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QListView, QPlainTextEdit)
INSIDE = ("qt_", "_q_")


def controls(window: QWidget) -> list[QWidget]:
    return [
        child
        for kind in CONTROLS
        for child in window.findChildren(kind)
        if not child.objectName().startswith(INSIDE)
        and not isinstance(child.parentWidget(), QLineEdit | QComboBox)
        and "QScrollBar" not in type(child).__name__
        and type(child) is not QListView
        and not isinstance(child.parentWidget(), Toast)
    ]


def test_every_control_has_a_name_for_those_who_cannot_see_it(filled: MainWindow) -> None:
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for control in controls(filled)
        if not control.accessibleName() and not (isinstance(control, QAbstractButton) and control.text())
    ]
    assert not nameless


def test_every_button_is_large_enough_to_hit(filled: MainWindow, qtbot: QtBot) -> None:
    small = [
        (control.accessibleName(), control.width(), control.height())
        for control in controls(filled)
        if isinstance(control, QAbstractButton) and control.isVisible() and min(control.width(), control.height()) < 24
    ]
    assert not small


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1920, 1080)])
def test_all_panels_fit_side_by_side(filled: MainWindow, qtbot: QtBot, width: int, height: int) -> None:
    filled.resize(width, height)
    qtbot.wait(1)
    editor = filled.editor
    right = 0
    for panel in (editor.library, editor.player, editor.inspector):
        left = panel.mapTo(filled, QPoint(0, 0)).x()
        assert left >= right
        right = left + panel.width()
    assert right <= filled.width()
    assert editor.timeline.height() >= 140
    assert editor.player.stage.canvas_box().height() > 150


def test_every_command_has_one_key_of_its_own() -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_is_reached_by_menu_palette_and_an_assignable_key(filled: MainWindow) -> None:
    filled.session.select(("c2",))
    menu = filled.top_bar.command_menu()
    in_menu = {action.data() for sub in menu.actions() if sub.menu() for action in sub.menu().actions()}
    menu.deleteLater()
    filled.palette_box.open_palette()
    in_palette = {command.id for command, _reason in filled.palette_box._found.commands}
    filled.palette_box.close_palette()
    filled.open_keys()
    in_sheet = {command.id for command, _keys in filled.dialog._rows.rows}
    filled.dialog.close_dialog()
    # The palette lists everything but itself: it is open.
    assert in_menu == in_sheet == in_palette | {"palette"} == set(COMMANDS)


def test_what_a_command_needs_is_asked_for(filled: MainWindow) -> None:
    filled.session.select(("c2",))
    filled.run("rename-clip")
    asked = filled.dialog
    assert isinstance(asked, ValuesDialog)
    asked.run()
    assert asked.answer.text()
    asked.fields["name"].setText("Two")
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert filled.dialog is None
    assert find(filled.session.project, "c2").clip.name == "Two"
    filled.run("undo")
    assert find(filled.session.project, "c2").clip.name == "Colour 2"


def test_the_settings_of_an_effect_are_asked_for_by_their_names(filled: MainWindow) -> None:
    filled.session.select(("c2",))
    filled.run("add-effect", {"clip": "c2", "effect": "blur"})
    filled.run("tune-effect")
    asked = filled.dialog
    assert isinstance(asked, ValuesDialog)
    key = next(iter(asked._settings))
    asked.fields[key].setText("0.5")
    asked.run()
    assert filled.dialog is None, asked.answer.text()
    assert find(filled.session.project, "c2").clip.effects[0].settings


def test_every_command_with_values_has_a_form_in_which_every_field_has_a_name(filled: MainWindow) -> None:
    filled.session.select(("c2",))
    for command in COMMANDS.values():
        if command.params:
            filled.ask_values(command.id, {})
            fields = filled.dialog.fields
            assert set(fields) >= {param.key for param in command.params}
            assert all(field.accessibleName() for field in fields.values())
            filled.dialog.close_dialog()


def test_letters_typed_into_a_field_are_no_commands(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled.session
    before = session.range
    filled.activateWindow()
    field = filled.editor.media.search
    field.setFocus()
    QTest.keyClicks(field, "io")
    assert field.text() == "io"
    assert session.range == before


def test_a_key_runs_its_command(filled: MainWindow, qtbot: QtBot) -> None:
    filled.activateWindow()
    filled.setFocus()
    QTest.keyClick(filled, Qt.Key.Key_Down)
    assert filled.session.playhead == 2


def test_a_refusal_is_told_beside_the_work_and_changes_nothing(filled: MainWindow) -> None:
    before = filled.session.project
    filled.run("remove-layer", {"layer": "nothing"})
    assert filled.toast.words
    assert filled.session.project is before


def test_undo_and_redo_say_what_they_do(filled: MainWindow) -> None:
    session = filled.session
    session.select(("c1",))
    filled.run("delete")
    assert find(session.project, "c1") is None
    assert "Delete" in filled.top_bar.undo.toolTip()
    filled.run("undo")
    assert find(session.project, "c1") is not None
    assert filled.top_bar.redo.isEnabled()
    assert "Delete" in filled.top_bar.redo.toolTip()


def test_the_name_is_a_click_away(filled: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(filled.top_bar.name, Qt.MouseButton.LeftButton)
    QTest.keyClicks(filled.top_bar.name_field, "Five days")
    QTest.keyClick(filled.top_bar.name_field, Qt.Key.Key_Return)
    assert filled.session.project.name == "Five days"
    assert filled.windowTitle().startswith("Five days")


def test_both_themes_can_be_worn_and_are_remembered(filled: MainWindow) -> None:
    from studio.ui.theme import theme

    filled.run("theme")
    assert theme().name == read_settings().theme == "light"
    filled.run("theme")
    assert theme().name == read_settings().theme == "dark"


def test_saved_is_always_said(filled: MainWindow, qtbot: QtBot) -> None:
    filled.session.save()
    assert filled.top_bar.saved.text().startswith("Saved ")


def test_the_full_screen_shows_the_picture_alone_and_escape_leaves_it(filled: MainWindow, qtbot: QtBot) -> None:
    filled.run("full-screen")
    assert not filled.editor.library.isVisible()
    assert filled.editor.player.isVisible()
    QTest.keyClick(filled, Qt.Key.Key_Escape)
    assert filled.editor.library.isVisible()


class TestThePalette:
    def test_finds_by_any_word_and_runs_with_enter(self, filled: MainWindow) -> None:
        filled.run("palette")
        palette = filled.palette_box
        QTest.keyClicks(palette.field, "last fra")
        names = [command.id for command, _reason in palette._found.commands]
        assert names[0] == "to-end"
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        assert not palette.isVisible()
        assert filled.session.playhead == 6

    def test_says_why_something_cannot_be_done(self, filled: MainWindow) -> None:
        filled.session.select(())
        filled.run("palette")
        reasons = {command.id: reason for command, reason in filled.palette_box._found.commands}
        assert reasons["copy"] is not None
        filled.palette_box.close_palette()

    def test_escape_closes_it(self, filled: MainWindow) -> None:
        filled.run("palette")
        QTest.keyClick(filled.palette_box.field, Qt.Key.Key_Escape)
        assert not filled.palette_box.isVisible()


def test_the_menu_lists_every_command_with_its_key(filled: MainWindow) -> None:
    menu = filled.top_bar.command_menu()
    texts = [action.text() for sub in menu.actions() if sub.menu() for action in sub.menu().actions()]
    assert any(text.startswith("Export\t") for text in texts)
    assert any(text.startswith("Split\t") for text in texts)
    menu.deleteLater()


def test_a_sentence_can_be_shown_in_another_language(filled: MainWindow) -> None:
    from studio.ui.words import shown

    assert shown(say("On “{name}”", name="Walk")) == "On “Walk”"
    assert shown("plain") == "plain"
