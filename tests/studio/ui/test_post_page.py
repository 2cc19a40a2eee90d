"""The inspector's page for the post, and the rows for whose a file is."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.model import Asset, At, Clip, Footage, Item, Layer, Project, Span
from studio.ui.inspector.clip_pages import SoundPage
from studio.ui.inspector.panel import Inspector
from studio.ui.inspector.post_page import PostPage
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def inspector(window: MainWindow) -> Inspector:
    [found] = window.findChildren(Inspector)
    return found


def test_words_are_typed_in_one_step_and_too_many_are_told_at_once(filled: MainWindow) -> None:
    panel = inspector(filled)
    filled.session.select(())
    panel.show_tab("post")
    page = panel.pages["post"]
    assert isinstance(page, PostPage)
    steps = len(filled.session.history.past)
    page.words["hashtags"].setFocus()
    QTest.keyClicks(page.words["hashtags"], "#one two three #four five six")
    page.words["caption"].setFocus()
    assert filled.session.project.post.hashtags == ("one", "two", "three", "four", "five", "six")
    assert len(filled.session.history.past) == steps + 1
    assert "TikTok takes 5" in page.told.text()
    page.answers["paid"].chosen.emit("yes")
    assert filled.session.project.post.paid == "yes"
    filled.session.undo()
    filled.session.undo()
    assert page.words["hashtags"].toPlainText() == ""


def _with_song(project: Project) -> Project:
    song = Asset("m1", __file__, "sound", "song.mp3", Fraction(9), has_sound=True)
    item = Item(Clip("s1", Footage("m1"), Span(Fraction(0), Fraction(4))), At(Fraction(0)))
    return replace(project, assets=(song,), sounds=(Layer("l9", "sound", items=(item,)),))


def test_a_sound_is_said_to_be_ones_own_with_one_click_or_in_words(filled: MainWindow) -> None:
    filled.session.edit("Song", _with_song)
    filled.session.select(("s1",))
    page = inspector(filled).pages["sound"]
    assert isinstance(page, SoundPage)
    QTest.mouseClick(page.rights.own, LEFT)
    assert filled.session.project.assets[0].licence == "own"
    assert not page.rights.own.isEnabled()
    field = page.rights.fields["author"]
    field.setFocus()
    QTest.keyClicks(field, "Ada")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert filled.session.project.assets[0].author == "Ada"
