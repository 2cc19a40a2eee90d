"""The Captions tab at the window: words are read, found, put right, and the film is cut by them."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.model import Word, duration
from studio.ui.captions.rows import Row, changed_words, is_right_to_left
from studio.ui.captions.tab import CaptionsTab
from studio.ui.window import MainWindow
from tests.helpers.real_media import real

CONTROL = Qt.KeyboardModifier.ControlModifier


def line(text: str) -> Row:
    words = tuple(
        Word(text=part, start=Fraction(number), end=Fraction(number + 1)) for number, part in enumerate(text.split())
    )
    return Row("m", 10, words, (True,) * len(words), Fraction(0))


def test_an_edited_line_rewrites_only_the_words_that_changed() -> None:
    assert changed_words(line("a b c d"), "a b c d") is None
    assert changed_words(line("a b c d"), "a x y d") == (11, 12, "x y")
    assert changed_words(line("a b c d"), "a c d") == (10, 11, "a")
    assert changed_words(line("a b"), "new a b") == (10, 10, "new a")
    assert changed_words(line("a b"), "") == (10, 11, "")
    assert is_right_to_left("«שלום» Anna")
    assert not is_right_to_left("1. Anna שלום")


def click(tab: CaptionsTab, row: int, word: int) -> None:
    lines = tab.list
    corner = lines.visualRect(lines.lines.index(row)).topLeft()
    box = lines.boxes(lines.lines.rows[row])[word]
    spot = QPoint(corner.x() + int(box.center().x()), corner.y() + 8 + int(box.center().y()))
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_a_film_is_captioned_searched_put_right_and_cut_by_its_words(window: MainWindow, qtbot: QtBot) -> None:
    session, tab = window.session, window.editor.captions
    window.run("append", {"media": str(real("video/mdn__friday.mp4"))})
    window.editor.library.show_tab("captions")
    tab.take(real("subtitles/mdn__friday.vtt"))
    rows = tab.list.lines.rows
    assert [row.text for row in rows][:2] == ["Hildy!", "How are you?"]
    tab.list.scheduleDelayedItemsLayout()
    qtbot.waitUntil(lambda: tab.list.visualRect(tab.list.lines.index(2)).height() > 10)

    click(tab, 2, 3)
    assert tab.list.chosen_words == (7, 7)
    assert Fraction(3, 2) < session.playhead < 3
    assert tab.list.here == 2
    whole = duration(session.project)
    QTest.keyClick(tab.list, Qt.Key.Key_Delete)
    assert duration(session.project) < whole
    assert not tab.list.lines.rows[2].heard[3]
    QTest.keyClick(tab.list, Qt.Key.Key_Delete)
    assert duration(session.project) == whole
    assert len(session.project.main) == 1

    tab.list.setCurrentIndex(tab.list.lines.index(1))
    QTest.keyClick(tab.list, Qt.Key.Key_Return)
    editor = tab.list.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "How are you?"
    editor.setText("How are you all?")
    editor.setCursorPosition(8)
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert [row.text for row in tab.list.lines.rows][1:3] == ["How are", "you all?"]
    tab.search.setText("YOU")
    assert [row.text for row in tab.list.lines.rows] == ["you all?"]
    tab.search.clear()

    tab.find_fillers()
    assert "no filler" in tab.offer.words.text()
    tab.find_silences()
    qtbot.waitUntil(lambda: "silence" in tab.offer.words.text(), timeout=30_000)
    tab.look.chosen.emit("box")
    assert session.project.captions.style.kind == "box"
