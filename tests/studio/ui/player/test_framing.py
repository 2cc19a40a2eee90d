"""Place, crop, mask and text changed by hand on the picture."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.edits import set_animation, set_key, set_mask, set_place
from studio.model import Adjustment, Animation, At, Clip, Item, Keyframes, Layer, Span, Title, find
from studio.ui.player.stage import Stage
from studio.ui.window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def clip(window: MainWindow, name: str = "c1") -> Clip:
    found = find(window.session.project, name)
    assert found is not None
    return found.clip


def send(stage: Stage, kind: QEvent.Type, at: QPointF, keys: Qt.KeyboardModifier = PLAIN) -> None:
    held = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else held
    QApplication.sendEvent(stage, QMouseEvent(kind, at, stage.mapToGlobal(at), button, held, keys))


def pull(window: MainWindow, grip: str, by: tuple[float, float], keys: Qt.KeyboardModifier = CONTROL) -> None:
    """Pull a grip of the frame by so many short sides; `move` takes the middle."""
    stage = window.editor.player.stage
    places = stage.grip_places()
    start = places[grip] if grip in places else stage.place_of((0.02, 0.02))
    end = start + QPointF(*by) * stage.short_side()
    send(stage, QEvent.Type.MouseButtonPress, start, keys)
    send(stage, QEvent.Type.MouseMove, start + (end - start) / 2, keys)
    send(stage, QEvent.Type.MouseMove, end, keys)
    send(stage, QEvent.Type.MouseButtonRelease, end, keys)


def chosen(window: MainWindow, name: str = "c1") -> None:
    window.session.edit("Small", lambda project: set_place(project, "c1", scale=0.5))
    window.session.select((name,))


def test_a_clip_is_moved_scaled_and_rotated_each_in_one_step(filled: MainWindow) -> None:
    chosen(filled)
    steps = len(filled.session.history.past)
    pull(filled, "move", (0.1, -0.2))
    assert (clip(filled).place.x, clip(filled).place.y) == pytest.approx((0.1, -0.2), abs=0.01)
    pull(filled, "bottom_right", (0.1, 0.18))
    assert clip(filled).place.scale == pytest.approx(0.7, abs=0.02)
    pull(filled, "rotate", (0.4, 0.4))
    assert 20 < clip(filled).place.rotation_deg < 90
    assert len(filled.session.history.past) == steps + 3


def test_it_snaps_to_the_middle_with_a_guide_unless_control_is_held(filled: MainWindow) -> None:
    filled.session.set_safe_zone(None)
    chosen(filled)
    stage = filled.editor.player.stage
    start = stage.place_of((0.02, 0.02))
    send(stage, QEvent.Type.MouseButtonPress, start)
    send(stage, QEvent.Type.MouseMove, start + QPointF(20, 60))
    send(stage, QEvent.Type.MouseMove, start + QPointF(4, 60))
    assert [guide.axis for guide in filled.editor.player.framing.guides] == ["x"]
    send(stage, QEvent.Type.MouseButtonRelease, start + QPointF(4, 60))
    assert clip(filled).place.x == 0.0
    assert filled.editor.player.framing.guides == ()
    pull(filled, "move", (0.01, 0.2))
    assert clip(filled).place.x != 0.0


def test_escape_drops_what_is_pulled(filled: MainWindow) -> None:
    chosen(filled)
    stage, before = filled.editor.player.stage, filled.session.project
    start = stage.place_of((0.02, 0.02))
    send(stage, QEvent.Type.MouseButtonPress, start)
    send(stage, QEvent.Type.MouseMove, start + QPointF(50, 60))
    assert filled.session.project is not before
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    assert filled.session.project is before


def test_where_there_are_keyframes_a_pull_sets_one(filled: MainWindow) -> None:
    chosen(filled)
    filled.session.edit("Key", lambda project: set_key(project, "c1", number="x", at=Fraction(0)))
    filled.session.move_playhead(Fraction(1))
    pull(filled, "move", (0.1, 0.0))
    across = clip(filled).place.x
    assert isinstance(across, Keyframes)
    assert [key.time for key in across.keys] == [0, 1]


def test_sides_crop_while_cropping_is_on(filled: MainWindow) -> None:
    chosen(filled)
    filled.editor.player.crop.click()
    stage = filled.editor.player.stage
    assert set(stage.grip_places()) >= {"left", "right", "top", "bottom"}
    pull(filled, "left", (0.125, 0.0))
    assert clip(filled).place.crop_left == pytest.approx(0.25, abs=0.01)
    filled.editor.player.crop.click()
    assert "left" not in stage.grip_places()


def test_the_mask_has_the_grips_while_its_page_is_on_show(filled: MainWindow) -> None:
    chosen(filled)
    filled.session.edit("Mask", lambda project: set_mask(project, "c1", shape="rectangle"))
    filled.editor.inspector.show_tab("mask")
    pull(filled, "right", (0.05, 0.0))
    mask = clip(filled).mask
    assert mask is not None
    assert mask.width == pytest.approx(0.8, abs=0.02)
    assert clip(filled).place.scale == 0.5
    filled.editor.inspector.show_tab("picture")
    assert filled.editor.player.framing.mode == "place"


def test_the_mask_of_a_look_has_grips_on_the_whole_canvas(filled: MainWindow) -> None:
    look = Item(Clip("k1", Adjustment(), Span(Fraction(0), Fraction(2))), At(Fraction(0)))
    layer = Layer("looks", "look", items=(look,))
    filled.session.edit("Look", lambda project: replace(project, layers=(*project.layers, layer)))
    filled.session.edit("Mask", lambda project: set_mask(project, "k1", shape="rectangle"))
    filled.session.select(("k1",))
    assert filled.editor.player.framing.frame() is None
    filled.editor.inspector.show_tab("mask")
    pull(filled, "right", (0.05, 0.0))
    mask = clip(filled, "k1").mask
    assert mask is not None
    assert mask.width == pytest.approx(0.7, abs=0.02)


def test_the_side_of_a_title_wraps_its_words(filled: MainWindow) -> None:
    session = filled.session
    session.move_playhead(Fraction(3))
    session.select(("t1",))
    pull(filled, "right", (-0.1, 0.0))
    content = clip(filled, "t1").content
    assert isinstance(content, Title)
    assert content.style.wrap_width < 0.82


def test_alt_and_arrows_move_by_pixels_of_the_canvas(filled: MainWindow) -> None:
    chosen(filled)
    stage = filled.editor.player.stage
    stage.setFocus()
    QTest.keyClick(stage, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(stage, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert (clip(filled).place.x, clip(filled).place.y) == pytest.approx((1 / 1080, -10 / 1080))


def test_it_snaps_to_the_safe_zone_and_to_other_clips(filled: MainWindow) -> None:
    filled.session.set_safe_zone("tiktok")
    filled.session.move_playhead(Fraction(2))
    filled.session.edit("Small", lambda project: set_place(project, "c2", scale=0.5, x=0.06))
    filled.session.edit("Word", lambda project: set_place(project, "t1", y=-0.3))
    filled.session.select(("t1",))
    framing = filled.editor.player.framing
    framing.begin("move")
    corners = filled.editor.player.stage.safe_corners()
    assert corners
    held = framing._held
    assert held is not None
    assert {x for x, _y in corners} <= set(held.lines["x"])
    assert any(line == pytest.approx(0.06 + 0.25) for line in held.lines["x"])
    framing.cancel()


def test_feather_and_roundness_are_pulled_on_the_picture(filled: MainWindow) -> None:
    filled.session.edit("Mask", lambda project: set_mask(project, "c1", shape="rectangle", width=0.5, height=0.5))
    filled.session.select(("c1",))
    filled.editor.inspector.show_tab("mask")
    pull(filled, "feather", (0.0, 0.1))
    pull(filled, "roundness", (-0.05, 0.05))
    mask = clip(filled).mask
    assert mask is not None
    assert mask.feather == pytest.approx(0.1, abs=0.02)
    assert mask.roundness == pytest.approx(0.4, abs=0.08)


def test_place_scale_and_rotation_are_read_and_typed_beside_the_picture(filled: MainWindow) -> None:
    chosen(filled)
    readout = filled.editor.player.readout
    assert readout.isVisible()
    assert [field.text().replace("\u202f", " ") for field in readout.fields.values()] == [
        "50.0 %",
        "50.0 %",
        "50 %",
        "0.0°",
    ]
    for number, text in (("x", "60"), ("scale", "80"), ("rotation_deg", "15")):
        readout.fields[number].setText(text)
        QTest.keyClick(readout.fields[number], Qt.Key.Key_Return)
    place = clip(filled).place
    assert (place.x, place.y, place.scale, place.rotation_deg) == (pytest.approx(0.1), 0, 0.8, 15)
    pull(filled, "move", (0.1, 0.0))
    assert readout.fields["x"].text().startswith(("69", "70"))
    filled.session.select(())
    assert not readout.isVisible()


def test_the_grips_lie_on_the_picture_as_it_comes_in_and_pull_what_it_rests_at(filled: MainWindow) -> None:
    chosen(filled)
    filled.session.move_playhead(Fraction(4, 5))
    still = filled.editor.player.framing.frame()
    spin = Animation("in", "motion_spin", Fraction(1), settings=(("amount", 180.0),))
    filled.session.edit("Spin", lambda project: set_animation(project, "c1", animation=spin))
    frame = filled.editor.player.framing.frame()
    assert still is not None
    assert frame is not None
    assert frame.corners != still.corners
    corner = filled.editor.player.stage.grip_places()["top_left"]
    assert corner == filled.editor.player.stage.place_of(frame.corners[0])
    pull(filled, "move", (0.1, -0.2))
    assert (clip(filled).place.x, clip(filled).place.y) == pytest.approx((0.1, -0.2), abs=0.01)
    filled.session.move_playhead(Fraction(3, 2))
    after = filled.editor.player.framing.frame()
    assert after is not None
    assert after.corners[0] == pytest.approx((still.corners[0][0] + 0.1, still.corners[0][1] - 0.2), abs=0.01)
