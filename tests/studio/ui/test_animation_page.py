"""The inspector's animations, chosen and set by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.model import Animation, Clip, Span, find
from studio.ui.controls.cards import CardGrid
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.animation_page import AnimationPage
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def page_for(window: MainWindow, *clips: str) -> AnimationPage:
    window.session.select(clips)
    window.editor.inspector.show_tab("animation")
    page = window.editor.inspector.pages["animation"]
    assert isinstance(page, AnimationPage)
    return page


def click(grid: CardGrid, card_id: str) -> None:
    row = [card.id for card in grid.cards_model.cards].index(card_id)
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.visualRect(grid.cards_model.index(row)).center())


def clip(window: MainWindow, name: str) -> Clip:
    found = find(window.session.project, name)
    assert found is not None
    return found.clip


def typed(row: ValueRow, text: str) -> None:
    row.field.setText(text)
    QTest.keyClick(row.field, Qt.Key.Key_Return)


def test_a_click_animates_the_clip_and_another_takes_it_off(filled: MainWindow) -> None:
    page = page_for(filled, "c1")
    assert page.length.isHidden()
    click(page.grid, "motion_spin")
    assert clip(filled, "c1").animations == (Animation("in", "motion_spin", Fraction(1, 2)),)
    typed(page.length, "1.2")
    typed(page.rows["amount"], "360")
    spin = Animation("in", "motion_spin", Fraction(6, 5), settings=(("amount", 360.0),))
    assert clip(filled, "c1").animations == (spin,)
    QTest.mouseClick(page.chips["out"], LEFT)
    assert page.grid.chosen == "none"
    click(page.grid, "motion_fade")
    assert [one.when for one in clip(filled, "c1").animations] == ["in", "out"]
    assert "amount" not in page.rows
    click(page.grid, "none")
    assert clip(filled, "c1").animations == (spin,)
    for _step in range(5):
        filled.session.undo()
    assert clip(filled, "c1").animations == ()


def test_what_is_chosen_plays_once_and_the_playhead_comes_back(filled: MainWindow, qtbot: QtBot) -> None:
    shown: list[object] = []
    filled.bridge.to_show.connect(shown.append)
    session, viewer = filled.session, filled.editor.player.viewer
    session.move_playhead(Fraction(5))
    seen: list[Fraction] = []
    filled.bridge.playhead_changed.connect(lambda: seen.append(session.playhead))
    page = page_for(filled, "c1")
    page.choose("out")
    with qtbot.waitSignal(viewer.playing_changed, timeout=20_000, check_params_cb=lambda playing: not playing):
        click(page.grid, "motion_fade")
    assert shown == [Span(Fraction(3, 2), Fraction(1, 2))]
    assert seen[0] == Fraction(3, 2)
    assert max(seen[:-1]) <= 2
    assert session.playhead == 5
    click(page.grid, "none")
    filled.preferences.change(motion="reduced")
    click(page.grid, "motion_fade")
    assert len(shown) == 1


def test_whoever_goes_elsewhere_meanwhile_stays_there(filled: MainWindow) -> None:
    viewer, session = filled.editor.player.viewer, filled.session
    filled.bridge.to_show.emit(Span(Fraction(1), Fraction(2)))
    assert viewer.playing
    session.move_playhead(Fraction(4))
    assert not viewer.playing
    assert session.playhead == 4
    filled.bridge.to_show.emit(Span(Fraction(1), Fraction(2)))
    filled.bridge.to_show.emit(Span(Fraction(2), Fraction(1)))
    filled.run("pause")
    assert session.playhead == 4


def test_another_animation_keeps_the_length_that_was_chosen(filled: MainWindow) -> None:
    page = page_for(filled, "c1", "c2")
    page.choose("loop")
    click(page.grid, "loop_sway")
    typed(page.length, "3")
    click(page.grid, "loop_hop")
    for name in ("c1", "c2"):
        assert clip(filled, name).animations == (Animation("loop", "loop_hop", Fraction(3)),)


def test_titles_are_offered_animations_of_letters_first(filled: MainWindow) -> None:
    page = page_for(filled, "t1")
    kinds = [filled.session.effects[card.id].kind for card in page.grid.cards_model.cards[1:]]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds[0] == "text"
    click(page.grid, "words_rise")
    assert clip(filled, "t1").animations == (Animation("in", "words_rise", Fraction(1, 2)),)
    assert {card.id for card in page_for(filled, "c1").grid.cards_model.cards}.isdisjoint({"words_rise"})


@pytest.mark.parametrize("width", [280, 320, 500])
def test_no_tab_is_cut_where_the_panel_is_narrow(filled: MainWindow, qtbot: QtBot, width: int) -> None:
    inspector = filled.editor.inspector
    filled.session.select(("c1",))
    inspector.setFixedWidth(width)
    qtbot.waitUntil(lambda: inspector.width() == width)
    seen = [button for button in inspector.tabs.values() if button.isVisible()]
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in seen))
