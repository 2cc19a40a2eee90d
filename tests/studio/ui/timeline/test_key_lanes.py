"""Keyframe lanes under the hand and the keys: diamonds move, go, are copied, and their ways are chosen."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from studio.edits import number_curve, set_key
from studio.model import find
from studio.ui.timeline.ease_picker import EasePicker
from studio.ui.timeline.key_lanes import KeyLanes
from studio.ui.timeline.key_rows import KeyPlace
from tests.studio.ui.timeline.conftest import show
from tests.studio.ui.timeline.scenes import at, usual

CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def lanes(view):
    """Two lanes of the first clip: scale at seconds 1 and 3, opacity at 1."""
    project = usual()
    for number, second, value in (("scale", 1, 1.0), ("scale", 3, 2.0), ("opacity", 1, 0.5)):
        project = set_key(project, "abcd", number=number, at=at(second), value=value)
    show(view, project)
    made = KeyLanes(view)
    made.resize(view.width(), made.height())
    view.bridge.session.select(("abcd",))
    made.show()
    yield made
    made.close()
    made.deleteLater()


def keys(view, number="scale"):
    curve = number_curve(view.bridge.session.project, find(view.bridge.session.project, "abcd").clip, number)
    return [(key.time, key.ease) for key in curve.keys] if not isinstance(curve, float) else []


def send(widget, kind, point, button, buttons, held=PLAIN):
    QApplication.sendEvent(widget, QMouseEvent(kind, point, widget.mapToGlobal(point), button, buttons, held))


def drag(widget, start, to, held=PLAIN):
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(widget, QEvent.Type.MouseButtonPress, start, left, left, held)
    for part in (0.5, 1.0):
        send(widget, QEvent.Type.MouseMove, start + (to - start) * part, none, left, held)
    send(widget, QEvent.Type.MouseButtonRelease, to, left, none, held)


def key(widget, code, held=PLAIN):
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, code, held))


def test_a_lane_for_each_animated_number_and_diamonds_are_pulled_as_one_step(view, lanes):
    assert [row.number for row in lanes.rows()] == ["scale", "opacity"]
    steps = len(view.bridge.session.history.past)
    start = lanes.place_of(KeyPlace("scale", at(3)))
    send(lanes, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton)
    send(lanes, QEvent.Type.MouseButtonRelease, start, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)
    assert view.bridge.session.playhead == at(3)
    drag(lanes, start, start + QPointF(50, 0), CTRL)
    assert [time for time, _ease in keys(view)] == [at(1), at(3)]  # Ctrl takes it out of the selection
    drag(lanes, start, start + QPointF(-100, 0))
    assert [time for time, _ease in keys(view)] == [at(1), at(2)]
    assert len(view.bridge.session.history.past) == steps + 1
    lanes.grab()


def test_the_keys_of_the_keyboard_go_move_copy_and_remove(view, lanes):
    session = view.bridge.session
    key(lanes, Qt.Key.Key_Down)
    key(lanes, Qt.Key.Key_Right)
    assert lanes.chosen == {KeyPlace("scale", at(3))}
    assert "2 of 2" in lanes.accessibleDescription()
    key(lanes, Qt.Key.Key_Left, ALT)
    assert [time for time, _ease in keys(view)] == [at(1), at(3) - Fraction(1) / session.project.rate]
    key(lanes, Qt.Key.Key_C, CTRL)
    session.move_playhead(at(2))
    key(lanes, Qt.Key.Key_V, CTRL)
    assert [time for time, _ease in keys(view)][:2] == [at(1), at(2)]
    key(lanes, Qt.Key.Key_A, CTRL)
    assert len(lanes.chosen) == 4
    key(lanes, Qt.Key.Key_Delete)
    assert lanes.rows() == ()
    lanes.grab()


def test_easings_are_chosen_by_their_look_bent_by_hand_and_typed(view, lanes):
    session = view.bridge.session
    lanes.choose_ease((KeyPlace("scale", at(1)),))
    [picker] = lanes.findChildren(EasePicker)
    where = picker.table.middle_of("out_bounce")
    send(picker.table, QEvent.Type.MouseButtonPress, where, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton)
    assert keys(view)[0] == (at(1), "out_bounce")
    steps = len(session.history.past)
    drag(picker.graph, picker.graph.place(0), picker.graph.place(0) + QPointF(30, -30))
    assert keys(view)[0][1] == "bezier"
    assert len(session.history.past) == steps + 1
    picker.fields[3].entered.emit(1.5)
    [first, _last] = number_curve(session.project, find(session.project, "abcd").clip, "scale").keys
    assert first.bend[3] == 1.5
    picker.grab()
    key(picker, Qt.Key.Key_Escape)
