"""The best parts of one long clip: looked at by itself in the player, marked, put in one after the other.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.model import Clip, Footage, Span
from studio.ui.window import MainWindow
from tests.helpers.person import Person, start
from tests.helpers.real_media import PHONE_CLIPS, real


def test_the_best_parts_of_a_clip(windows: list[MainWindow], qapp: QApplication, qtbot: QtBot) -> None:
    person = start(windows, qapp, qtbot)
    person.window.run("new")
    person.window.bridge.importing.start([real(PHONE_CLIPS[2])])
    media, player = person.window.editor.media, person.window.editor.player
    person.until(lambda: len(media.grid.cards_model.cards) == 1)
    [asset] = person.project.assets
    assert player.stage.picture is None
    person.click(media.grid, asset.id)
    person.until(lambda: player.stage.picture is not None)
    assert player.title.text() == asset.name
    assert player.back.isVisible()
    assert not player.ratio.isVisible()
    person.see("by itself")
    _mark(person)
    _put_in(person, asset.id)
    _back(person)


def _mark(person: Person) -> None:
    """It plays; in and out by I and O, frame by frame."""
    player, deck = person.window.editor.player, person.session.file_deck
    person.window.setFocus()
    person.key(Qt.Key.Key_L)
    assert player.viewer.playing
    person.until(lambda: deck.playhead > Fraction(1, 5))
    person.key(Qt.Key.Key_K)
    assert not player.viewer.playing
    assert person.session.playhead == 0
    person.key(Qt.Key.Key_Home)
    for _ in range(6):
        person.key(Qt.Key.Key_Right)
    person.key(Qt.Key.Key_I)
    for _ in range(11):
        person.key(Qt.Key.Key_Right)
    person.key(Qt.Key.Key_O)
    assert deck.range == Span(Fraction(6, 30), Fraction(12, 30))
    person.see("marked")


def _put_in(person: Person, asset_id: str) -> None:
    """One part behind the other, the last one over what is there; the player stays with the file."""
    deck, player = person.session.file_deck, person.window.editor.player
    person.key(Qt.Key.Key_Comma)
    deck.set_range(Span(Fraction(1), Fraction(1, 2)))
    QTest.mouseClick(player.insert, Qt.MouseButton.LeftButton)
    assert [thing.length for thing in person.project.main] == [Fraction(12, 30), Fraction(1, 2)]
    assert person.session.playhead == Fraction(9, 10)
    person.see("put in")
    person.session.move_playhead(Fraction(0))
    person.key(Qt.Key.Key_Period)
    clips = [thing for thing in person.project.main if isinstance(thing, Clip)]
    assert [clip.content for clip in clips] == [Footage(asset_id)] * len(clips)
    assert clips[0].window == Span(Fraction(1), Fraction(1, 2))
    assert person.session.deck is deck


def _back(person: Person) -> None:
    """Escape goes back, F to the file at the picture under the playhead, a press on the timeline back."""
    session, editor = person.session, person.window.editor
    person.key(Qt.Key.Key_Escape)
    assert session.deck is session
    assert not editor.player.back.isVisible()
    assert editor.player.title.text() == "Player"
    session.select(())
    session.move_playhead(Fraction(1, 10))
    person.key(Qt.Key.Key_F)
    assert session.file_deck.asset is not None
    assert session.file_deck.playhead == Fraction(11, 10)
    clip = person.project.main[-1].id
    x, y = person.on_timeline(clip, 0.5)
    person.drag(editor.timeline, (x, y), (x, y))
    assert session.deck is session
    assert session.selection == (clip,)
    person.until(lambda: not editor.player.viewer.settling)
    person.see("back")
