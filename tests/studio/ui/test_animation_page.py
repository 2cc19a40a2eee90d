"""The inspector's animations, chosen and set by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.model import Animation, Clip, find
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
