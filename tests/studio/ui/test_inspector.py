"""The inspector: what is selected, changed by hand, one step of undo for each drag."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.edits import longest_transition, set_title
from studio.effect import Effect
from studio.model import Clip, Title, find
from studio.ui.adding import apply_effect, apply_look, apply_transition, look_of
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.effects_page import EffectsPage
from studio.ui.inspector.title_page import TitlePage
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def clip(window: MainWindow, name: str) -> Clip:
    found = find(window.session.project, name)
    assert found is not None
    return found.clip


def row(window: MainWindow, name: str) -> ValueRow:
    page = window.editor.inspector.pages[window.editor.inspector.tab]
    return next(one for one in page.findChildren(ValueRow) if one.field.accessibleName() == name)


def drag(one: ValueRow, share: float) -> None:
    slider = one.slider
    QTest.mousePress(slider, LEFT, pos=QPoint(8, 12))
    for step in range(1, 6):
        QTest.mouseMove(slider, QPoint(round(slider.width() * share * step / 5), 12))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(round(slider.width() * share), 12))


def test_with_nothing_selected_it_is_about_the_project(filled: MainWindow) -> None:
    filled.session.select(())
    assert filled.editor.inspector.tab == "project"


def test_the_tabs_fit_what_is_selected(filled: MainWindow) -> None:
    inspector = filled.editor.inspector
    filled.session.select(("t1",))
    assert [tab for tab, button in inspector.tabs.items() if not button.isHidden()] == [
        "title", "speed", "animation", "effects",
    ]  # fmt: skip
    filled.session.select(("c1",))
    assert [tab for tab, button in inspector.tabs.items() if not button.isHidden()] == [
        "picture",
        "mask",
        "speed",
        "animation",
        "effects",
    ]


def test_a_drag_is_one_step_of_undo(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled.session
    session.select(("c1",))
    steps = len(session.history.past)
    drag(row(filled, "Opacity"), 0.5)
    assert clip(filled, "c1").opacity == pytest.approx(0.5, abs=0.03)
    assert len(session.history.past) == steps + 1
    session.undo()
    assert clip(filled, "c1").opacity == 1.0


def test_several_clips_change_together_and_show_a_dash_where_they_differ(filled: MainWindow) -> None:
    session = filled.session
    session.select(("c1",))
    drag(row(filled, "Scale"), 0.8)
    session.select(("c1", "c2"))
    scale = row(filled, "Scale")
    assert scale.field.text() == "—"
    scale.field.setText("150")
    QTest.keyClick(scale.field, Qt.Key.Key_Return)
    assert clip(filled, "c1").place.scale == clip(filled, "c2").place.scale == pytest.approx(1.5)


def test_position_is_told_in_percent_of_the_canvas(filled: MainWindow) -> None:
    filled.session.select(("t1",))
    page = filled.editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    page.position.down.setText("25 %")
    QTest.keyClick(page.position.down, Qt.Key.Key_Return)
    assert clip(filled, "t1").place.y == pytest.approx(-0.25 * 1920 / 1080)
    assert page.position.down.text() == "25.0\u202f%"


def test_typing_a_title_is_one_step_until_the_field_is_left(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled.session
    session.select(("t1",))
    steps = len(session.history.past)
    filled.editor.inspector.write_title()
    page = filled.editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    QTest.keyClicks(page.words, "Day 5")
    content = clip(filled, "t1").content
    assert isinstance(content, Title)
    assert content.text == "Day 5"
    QTest.keyClick(page.words, Qt.Key.Key_Escape)
    assert not page.words.hasFocus()
    assert not session.drafting
    assert len(session.history.past) == steps + 1


def test_a_style_card_sets_the_title_and_keeps_its_font_and_size(filled: MainWindow) -> None:
    session = filled.session
    session.select(("t1",))
    page = filled.editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    page.styles.picked.emit("box")
    content = clip(filled, "t1").content
    assert isinstance(content, Title)
    assert content.style.box
    assert content.style.size == pytest.approx(0.075)


def test_some_words_are_set_by_themselves_and_as_the_rest_again(filled: MainWindow) -> None:
    filled.session.select(("t1",))
    page = filled.editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    assert page.part_row.isHidden()
    page.words.setFocus()
    page.words.setPlainText("🎬 Look here")
    filled.session.commit_draft()
    cursor = page.words.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    page.words.setTextCursor(cursor)
    assert page.part_words.text() == "Only “Look”"
    page.colour.chosen.emit("#F3E53F")
    page.italic.click()
    drag(row(filled, "Size"), 0.5)

    content = clip(filled, "t1").content
    assert isinstance(content, Title)
    (run,) = content.runs
    assert (run.start, run.end, run.colour, run.italic) == (2, 6, "#F3E53F", True)
    assert run.size == pytest.approx(0.16 / content.style.size, rel=0.05)
    assert content.style.colour != "#F3E53F"
    page.as_the_rest.click()
    after = clip(filled, "t1").content
    assert isinstance(after, Title)
    assert after.runs == ()


def test_a_title_bends_fits_and_shades_and_says_what_no_font_can_write(filled: MainWindow) -> None:
    filled.session.select(("t1",))
    page = filled.editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    drag(row(filled, "Bend"), 0.75)
    page.fit.click()
    page.second.click()
    content = clip(filled, "t1").content
    assert isinstance(content, Title)
    assert content.arc_deg == pytest.approx(90, abs=16)
    assert (content.style.fit, content.style.gradient) == (True, "#FF5A3C")
    assert page.unwritten.isHidden()
    filled.session.edit("Write", lambda project: set_title(project, "t1", text="\U0010fffd"))
    assert "No font here has" in page.unwritten.text()
    assert not page.unwritten.isHidden()


def test_controls_are_made_from_what_an_effect_declares(filled: MainWindow) -> None:
    session = filled.session
    session.select(("c1",))
    assert apply_effect(filled.bridge, "adjust", ("c1",))
    filled.editor.inspector.show_tab("effects")
    effect: Effect = session.effects["adjust"]
    page = filled.editor.inspector.pages["effects"]
    assert isinstance(page, EffectsPage)
    names = [one.field.accessibleName() for one in page.findChildren(ValueRow)]
    assert names == [param.name for param in effect.params]
    drag(row(filled, effect.params[0].name), 0.9)
    value = clip(filled, "c1").effects[0].setting(effect.params[0].key)
    assert isinstance(value, float)
    assert value > effect.params[0].high * 0.6


def test_a_look_takes_the_place_of_the_one_before_and_keeps_its_strength(filled: MainWindow) -> None:
    looks = [effect.id for effect in filled.session.effects.of_kind("colour") if effect.group == "looks"]
    filled.session.select(("c1",))
    apply_look(filled.bridge, looks[0], ("c1",), 30.0)
    apply_look(filled.bridge, looks[1], ("c1",))
    worn = clip(filled, "c1").effects
    assert [applied.effect for applied in worn] == [looks[1]]
    assert worn[0].setting("strength") == 30.0
    apply_look(filled.bridge, "", ("c1",))
    assert look_of(filled.session, clip(filled, "c1")) is None


def test_the_strength_of_a_look_is_a_slider_away(filled: MainWindow, qtbot: QtBot) -> None:
    looks = filled.editor.looks
    filled.editor.library.show_tab("looks")
    filled.session.select(("c1",))
    looks.grid.added.emit("look_dusk")
    steps = len(filled.session.history.past)
    drag(looks.strength, 0.5)
    worn = look_of(filled.session, clip(filled, "c1"))
    assert worn is not None
    assert worn.setting("strength") == pytest.approx(50, abs=4)
    assert len(filled.session.history.past) == steps + 1


def test_a_transition_goes_on_the_cut_nearest_to_the_playhead(filled: MainWindow) -> None:
    filled.session.select(())
    filled.session.move_playhead(Fraction(39, 10))
    assert apply_transition(filled.bridge, "dissolve")
    entered = clip(filled, "c3").enter
    assert entered is not None
    filled.session.select(("c3",))
    longer = row(filled, "Length")
    longer.field.setText("1.0")
    QTest.keyClick(longer.field, Qt.Key.Key_Return)
    entered = clip(filled, "c3").enter
    assert entered is not None
    assert entered.length == 1
    longer.field.setText("9")
    QTest.keyClick(longer.field, Qt.Key.Key_Return)
    entered = clip(filled, "c3").enter
    assert entered is not None
    assert entered.length == longest_transition(filled.session.project, "c3")


def test_an_effect_that_is_not_installed_is_shown_and_kept(filled: MainWindow) -> None:
    from msgspec.structs import replace

    from studio.model import Applied

    session = filled.session
    strange = Applied("e9", "from_the_future")
    first = session.project.main[0]
    assert isinstance(first, Clip)
    session.edit(
        "Strange", lambda project: replace(project, main=(replace(first, effects=(strange,)), *project.main[1:]))
    )
    session.select(("c1",))
    filled.editor.inspector.show_tab("effects")
    assert clip(filled, "c1").effects == (strange,)
