"""Keyboard only: from the start screen to the finished file without a mouse.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.media import probe
from studio.model import Title, duration, main_duration
from studio.ui.adding import look_of
from studio.ui.controls.buttons import RailButton
from studio.ui.controls.cards import CardGrid
from studio.ui.export.dialog import ExportDialog
from studio.ui.window import MainWindow
from tests.helpers.person import Person, start
from tests.helpers.real_media import PHONE_CLIPS, real

MUSIC = "audio/librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_from_import_to_export_without_a_mouse(
    windows: list[MainWindow], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    person = start(windows, qapp, qtbot)
    # Whoever has no mouse may want little motion; it also saves the making of previews that move.
    person.window.preferences.change(motion="reduced")
    _bring_in(person, [real(PHONE_CLIPS[1]), real(PHONE_CLIPS[2])])
    person.until(lambda: len(person.project.main) == 2)
    _cut(person)
    _look(person)
    _title(person)
    _music(person)
    _export(person, tmp_path)


def _bring_in(person: Person, files: Sequence[Path]) -> None:
    """Ctrl+I, their names typed into the dialog, Enter."""
    typing = QTimer()
    typing.setInterval(20)

    def type_names() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog) and isinstance(QApplication.focusWidget(), QLineEdit):
            typing.stop()
            person.type_words(" ".join(f'"{path}"' for path in files))
            QTest.keyClick(dialog, Qt.Key.Key_Return)

    typing.timeout.connect(type_names)
    typing.start()
    person.press(Qt.Key.Key_I, CTRL)
    assert not typing.isActive(), "no dialog asked for files"
    # A desktop gives the keyboard back by itself; there is none here.
    person.window.activateWindow()
    person.until(person.window.isActiveWindow)


def _named(words: str) -> Callable[[QWidget], bool]:
    return lambda widget: (
        widget.accessibleName() == words or (isinstance(widget, QAbstractButton) and widget.text() == words)
    )


def _cut(person: Person) -> None:
    """The first second away; the last clip split, rejoined by undo, and both cut short frame by frame."""
    assert person.focused is person.window.editor.timeline
    whole = main_duration(person.project)
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_Right, SHIFT)
    assert person.session.playhead == 1
    person.press(Qt.Key.Key_Q)
    assert main_duration(person.project) == whole - 1
    person.press(Qt.Key.Key_Home)
    for _ in range(10):
        person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_W)
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_Down)
    for _ in range(10):
        person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_B, CTRL)
    assert len(person.project.main) == 3
    person.press(Qt.Key.Key_Z, CTRL)
    person.press(Qt.Key.Key_W)
    assert len(person.project.main) == 2
    assert [thing.length for thing in person.project.main] == [Fraction(1, 3)] * 2
    person.see("cut")


def _to_cards(person: Person, tab: str) -> CardGrid:
    """From wherever we are to the library, its tab, its cards."""
    person.press(Qt.Key.Key_F6)
    while not person.window.editor.library.isAncestorOf(person.focused):
        person.press(Qt.Key.Key_F6)
    rail = person.tab_to(lambda widget: isinstance(widget, RailButton))
    below = next(one for one in person.window.findChildren(RailButton) if one.text() == tab).y() > rail.y()
    person.tab_to(_named(tab), key=Qt.Key.Key_Down if below else Qt.Key.Key_Up)
    assert person.window.editor.library.tab == tab.lower()
    grid = person.tab_to(lambda widget: isinstance(widget, CardGrid))
    assert isinstance(grid, CardGrid)
    return grid


def _look(person: Person) -> None:
    """The clip is chosen with the arrows, the look from its card."""
    # Once round: whoever comes to the timeline by key goes from clip to clip with the arrows.
    person.press(Qt.Key.Key_F6)
    _to_timeline(person)
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Right)
    [clip] = person.session.selection
    _to_cards(person, "Looks")
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Return)
    assert look_of(person.session, person.clip(clip)) is not None
    person.see("look")


def _title(person: Person) -> None:
    _to_timeline(person)
    person.press(Qt.Key.Key_Home)
    _to_cards(person, "Text")
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Return)
    [title] = person.session.selection
    content = person.clip(title).content
    assert isinstance(content, Title)
    while not person.window.editor.inspector.isAncestorOf(person.focused):
        person.press(Qt.Key.Key_F6)
    words = person.tab_to(lambda widget: isinstance(widget, QPlainTextEdit))
    person.press(Qt.Key.Key_A, CTRL)
    person.type_words("By keys")
    person.press(Qt.Key.Key_Escape)
    content = person.clip(title).content
    assert isinstance(content, Title)
    assert content.text == "By keys"
    assert words is not person.focused, "Escape leaves the words"
    _end_with_the_picture(person)
    person.see("title")


def _music(person: Person) -> None:
    _bring_in(person, [real(MUSIC)])
    person.until(lambda: any(asset.kind == "sound" for asset in person.project.assets))
    _to_timeline(person)
    person.press(Qt.Key.Key_Home)
    _to_cards(person, "Audio")
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Return)
    [song] = person.session.selection
    _end_with_the_picture(person)
    assert person.session.selection == (song,)
    assert duration(person.project) == main_duration(person.project)
    person.see("music")


def _to_timeline(person: Person) -> None:
    while person.focused is not person.window.editor.timeline:
        person.press(Qt.Key.Key_F6)


def _end_with_the_picture(person: Person) -> None:
    """What is selected is trimmed to where the second clip of the main track ends. Beside the timeline, arrows step."""
    while not person.window.editor.player.isAncestorOf(person.focused):
        person.press(Qt.Key.Key_F6)
    person.press(Qt.Key.Key_Home)
    while person.session.playhead < main_duration(person.project):
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_BracketRight, Qt.KeyboardModifier.AltModifier)


def _export(person: Person, folder: Path) -> None:
    person.press(Qt.Key.Key_E, CTRL)
    dialog = person.window.dialog
    assert isinstance(dialog, ExportDialog)
    person.tab_to(lambda widget: widget is dialog.form.name)
    person.press(Qt.Key.Key_A, CTRL)
    person.type_words("by keys")
    person.tab_to(lambda widget: widget is dialog.form.folder)
    person.press(Qt.Key.Key_A, CTRL)
    person.type_words(str(folder))
    person.see("export")
    person.tab_to(lambda widget: widget is dialog.form.export)
    person.press(Qt.Key.Key_Space)
    person.until(lambda: dialog.queue.last is not None, timeout=120_000)
    person.see("exported")
    facts = probe(folder / "by keys.mp4")
    assert (facts.width, facts.height) == (1080, 1920)
    assert abs(facts.duration - duration(person.project)) <= Fraction(1, 30)
    person.press(Qt.Key.Key_Escape)
    assert person.window.dialog is None
