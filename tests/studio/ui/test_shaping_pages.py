"""Keyframe diamonds, the pages for mask and speed, blend and backdrop, changed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from studio.edits import speed_curve
from studio.model import Backdrop, Clip, Footage, Keyframes, Mask, Project, Span, find
from studio.ui.controls.diamond import Diamond
from studio.ui.controls.slider import ValueRow
from studio.ui.controls.speed_graph import SpeedGraph
from studio.ui.inspector.clip_pages import PicturePage
from studio.ui.inspector.mask_page import MaskPage
from studio.ui.inspector.speed_page import SpeedPage
from studio.ui.inspector.title_page import TitlePage
from studio.ui.window import MainWindow
from tests.helpers.word_sources import word

LEFT = Qt.MouseButton.LeftButton


def clip(window: MainWindow, name: str = "c1") -> Clip:
    found = find(window.session.project, name)
    assert found is not None
    return found.clip


def diamond(window: MainWindow, row: str) -> Diamond:
    page = window.editor.inspector.pages[window.editor.inspector.tab]
    holder = next(one for one in page.findChildren(ValueRow) if one.field.accessibleName() == row)
    return holder.findChild(Diamond)


def typed(window: MainWindow, row: str, text: str) -> None:
    page = window.editor.inspector.pages[window.editor.inspector.tab]
    rows = page.findChildren(ValueRow)
    holder = next(one for one in rows if one.field.accessibleName() == row and not one.isHidden())
    holder.field.setText(text)
    QTest.keyClick(holder.field, Qt.Key.Key_Return)


def test_a_diamond_sets_keyframes_and_takes_them_away(filled: MainWindow) -> None:
    session = filled.session
    session.select(("c1",))
    session.move_playhead(Fraction(1, 2))
    assert diamond(filled, "Scale").keyed == "none"
    QTest.mouseClick(diamond(filled, "Scale"), LEFT)
    assert diamond(filled, "Scale").keyed == "here"
    session.move_playhead(Fraction(3, 2))
    assert diamond(filled, "Scale").keyed == "elsewhere"
    typed(filled, "Scale", "150")
    scale = clip(filled).place.scale
    assert isinstance(scale, Keyframes)
    assert [(key.time, key.value) for key in scale.keys] == [(Fraction(1, 2), 1.0), (Fraction(3, 2), 1.5)]
    assert diamond(filled, "Scale").keyed == "here"
    assert diamond(filled, "Scale").accessibleName() == "Remove the keyframe of Scale"
    QTest.keyClick(diamond(filled, "Scale"), Qt.Key.Key_Return)
    assert diamond(filled, "Scale").keyed == "elsewhere"


def test_several_clips_get_their_keyframes_together(filled: MainWindow) -> None:
    filled.session.select(("c1", "c2"))
    QTest.mouseClick(diamond(filled, "Opacity"), LEFT)
    assert isinstance(clip(filled, "c1").opacity, Keyframes)
    assert isinstance(clip(filled, "c2").opacity, Keyframes)


def test_an_easing_is_chosen_from_the_diamonds_menu(filled: MainWindow) -> None:
    session = filled.session
    session.select(("c1",))
    QTest.mouseClick(diamond(filled, "Opacity"), LEFT)
    page = filled.editor.inspector.pages["picture"]
    keying = next(one for one in page.keyings if one.diamond is diamond(filled, "Opacity"))
    keying._ease("in_out_back")
    assert clip(filled).opacity.keys[0].ease == "in_out_back"


def test_blend_crop_turn_and_backdrop_are_set_on_the_page(filled: MainWindow) -> None:
    filled.session.select(("c1",))
    page = filled.editor.inspector.pages["picture"]
    assert isinstance(page, PicturePage)
    page.mixing.blend.chosen.emit("multiply")
    page.turning.turn.click()
    page.turning.mirror.click()
    page.turning.own.click()
    page.backdrop.kind.chosen.emit("blur")
    typed(filled, "Left", "10")
    shown = clip(filled)
    assert (shown.blend, shown.backdrop) == ("multiply", Backdrop())
    own = shown.place.per_ratio[0][1]
    assert (own.rotation_deg, own.mirror, own.crop_left) == (90, True, pytest.approx(0.1))
    assert shown.place.crop_left == 0
    assert not page.backdrop.strength.isHidden()


def test_a_mask_is_chosen_and_tuned_on_its_page(filled: MainWindow) -> None:
    filled.session.select(("c1",))
    filled.editor.inspector.show_tab("mask")
    page = filled.editor.inspector.pages["mask"]
    assert isinstance(page, MaskPage)
    assert page.rows["width"].isHidden()
    page.shape.chosen.emit("rectangle")
    typed(filled, "Roundness", "50")
    assert clip(filled).mask == Mask(shape="rectangle", roundness=0.5)
    page.shape.chosen.emit("line")
    assert page.rows["width"].isHidden()
    page.shape.chosen.emit("none")
    assert clip(filled).mask is None


def test_what_looks_a_film_through_is_offered_where_it_can(filled: MainWindow) -> None:
    inspector = filled.editor.inspector
    filled.session.select(("t1",))
    inspector.show_tab("title")
    page = inspector.pages["title"]
    assert isinstance(page, TitlePage)
    assert not page.seeing.buttons["follow"].isHidden()
    assert page.seeing.buttons["stabilise"].isHidden()
    moving(filled)
    inspector.show_tab("picture")
    shown = inspector.pages["picture"]
    assert isinstance(shown, PicturePage)
    assert shown.seeing.buttons["follow"].isHidden()
    assert not shown.seeing.buttons["reframe"].isHidden()


def moving(window: MainWindow) -> SpeedPage:
    """The speed page over a clip of eight seconds of a file."""
    whole = Clip("v", Footage("file:abcdefgh"), Span(Fraction(0), Fraction(8)))
    project = Project("p", assets=(word("abcdefgh"),), main=(whole,))
    window.session.edit("Film", lambda _project: project)
    window.session.select(("v",))
    window.editor.inspector.show_tab("speed")
    page = window.editor.inspector.pages["speed"]
    assert isinstance(page, SpeedPage)
    return page


def test_speed_length_direction_and_pitch_are_set_on_the_page(window: MainWindow) -> None:
    page = moving(window)
    typed(window, "Length", "4")
    assert clip(window, "v").speed == 2
    page.reverse.click()
    assert clip(window, "v").time_map.backwards
    assert page.reverse.isChecked()
    assert page.pitch.isChecked()
    page.pitch.click()
    assert not clip(window, "v").keep_pitch
    window.session.move_playhead(Fraction(1))
    page.freeze.click()
    assert len(window.session.project.main) == 3


def test_a_curve_is_chosen_and_bent_in_one_step_of_undo(window: MainWindow) -> None:
    page = moving(window)
    page.curve.chosen.emit("jump")
    assert page.curve.currentData() == "jump"
    graph: SpeedGraph = page.graph
    steps = len(window.session.history.past)
    part, speed = graph.points[2]
    here = graph.point_at(part, speed).toPoint()
    QTest.mousePress(graph, LEFT, pos=here)
    QTest.mouseMove(graph, here + QPoint(0, 20))
    QTest.mouseMove(graph, here + QPoint(0, 40))
    QTest.mouseRelease(graph, LEFT, pos=here + QPoint(0, 40))
    assert len(window.session.history.past) == steps + 1
    assert speed_curve(clip(window, "v"))[2][1] < speed / 2
    assert page.curve.currentData() == "own"


def test_points_of_a_curve_come_and_go_by_double_click_and_by_key(window: MainWindow) -> None:
    page = moving(window)
    graph = page.graph
    QTest.mouseDClick(graph, LEFT, pos=graph.point_at(0.5, 3.0).toPoint())
    assert len(speed_curve(clip(window, "v"))) == 3
    graph.setFocus()
    QTest.keyClick(graph, Qt.Key.Key_Space)
    QTest.keyClick(graph, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(graph, Qt.Key.Key_Up)
    assert speed_curve(clip(window, "v"))[1][1] > 3.0
    assert "Point 2 of 3" in graph.accessibleDescription()
    QTest.keyClick(graph, Qt.Key.Key_Delete)
    assert len(graph.points) == 2


def test_the_numbers_of_a_point_are_typed_and_one_goes_from_point_to_point(window: MainWindow) -> None:
    page = moving(window)
    page.curve.chosen.emit("own")
    bar, name = page.points, "v"
    assert (bar.which.text(), bar.fields[0].isEnabled(), bar.remove.isEnabled()) == ("1/5", False, False)
    steps = len(window.session.history.past)
    bar.after.click()
    for field, text in zip(bar.fields, ("2.4", "0.5"), strict=True):
        field.setFocus()
        field.setText(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(window.session.history.past) == steps + 2
    part, speed = speed_curve(clip(window, name))[1]
    assert (part, speed) == pytest.approx((0.3, 0.5), abs=0.005)
    bar.add.click()
    assert bar.which.text() == "3/6"
    bar.before.click()
    bar.remove.click()
    assert bar.which.text() == "1/5"
    bar.before.click()
    assert bar.which.text() == "5/5"
    assert (bar.fields[0].text(), bar.fields[1].text()) == ("8.00\u202fs", "1.00\u202f×")


def test_what_stands_still_has_a_length_only(filled: MainWindow) -> None:
    filled.session.select(("c1",))
    filled.editor.inspector.show_tab("speed")
    page = filled.editor.inspector.pages["speed"]
    assert isinstance(page, SpeedPage)
    assert page.graph.isHidden()
    typed(filled, "Length", "3")
    assert clip(filled).length == 3


def test_the_frame_rate_is_set_on_the_project_page(filled: MainWindow) -> None:
    filled.session.select(())
    filled.editor.inspector.pages["project"].rate.chosen.emit("60")
    assert filled.session.project.rate == 60
