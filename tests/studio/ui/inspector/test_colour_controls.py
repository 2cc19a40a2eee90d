"""Curves, wheels and bands at the window: by mouse, by typing, by keys, each one step of undo, and told in words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.model import Keyframes, Setting, find
from studio.ui.adding import apply_effect
from studio.ui.inspector.colour_controls import BandPicker, Curves, Wheels, light_counts
from studio.ui.inspector.effect_controls import EffectControls
from studio.ui.window import MainWindow


def controls(window: MainWindow, effect: str) -> EffectControls:
    window.session.select(("c1",))
    apply_effect(window.bridge, effect, ("c1",))
    window.editor.inspector.show_tab("effects")
    found = window.editor.inspector.findChild(EffectControls)
    assert isinstance(found, EffectControls)
    return found


def setting(window: MainWindow, key: str) -> Setting | None:
    found = find(window.session.project, "c1")
    assert found is not None
    return found.clip.effects[0].setting(key)


def test_a_curve_is_bent_by_mouse_and_taken_back_in_one_step(filled: MainWindow, qtbot: QtBot) -> None:
    curves = controls(filled, "curves").findChild(Curves)
    assert isinstance(curves, Curves)
    graph = curves.graph
    QTest.mousePress(graph, Qt.MouseButton.LeftButton, pos=graph.point_at(0.5, 0.5).toPoint())
    QTest.mouseMove(graph, graph.point_at(0.5, 0.6).toPoint())
    QTest.mouseMove(graph, graph.point_at(0.5, 0.7).toPoint())
    QTest.mouseRelease(graph, Qt.MouseButton.LeftButton, pos=graph.point_at(0.5, 0.7).toPoint())
    points = setting(filled, "master")
    assert isinstance(points, tuple)
    assert len(points) == 6
    assert abs(points[3] - 0.7) < 0.02
    assert "Point 2 of 3" in graph.accessibleDescription()
    filled.run("undo")
    assert setting(filled, "master") is None
    assert len(graph.points) == 2


def test_a_curve_is_made_from_the_keyboard_alone(filled: MainWindow) -> None:
    curves = controls(filled, "curves").findChild(Curves)
    assert isinstance(curves, Curves)
    curves.channel.chosen.emit("red")
    graph = curves.graph
    assert graph.accessibleName() == "Curve: Red"
    QTest.keyClick(graph, Qt.Key.Key_Insert)
    QTest.keyClick(graph, Qt.Key.Key_Up)
    QTest.keyClick(graph, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert setting(filled, "red") == (0.0, 0.0, 0.504, 0.52, 1.0, 1.0)
    curves.bar.fields[1].entered.emit(30.0)
    assert setting(filled, "red") == (0.0, 0.0, 0.504, 0.3, 1.0, 1.0)
    QTest.keyClick(graph, Qt.Key.Key_Delete)
    assert setting(filled, "red") == (0.0, 0.0, 1.0, 1.0)
    QTest.keyClick(graph, Qt.Key.Key_Space)
    assert graph.chosen == 1
    curves.straight.click()
    assert graph.points == ((0.0, 0.0), (1.0, 1.0))
    assert setting(filled, "master") is None


def test_a_wheel_turns_by_mouse_and_keys_and_sets_keys_where_there_are_some(filled: MainWindow) -> None:
    held = controls(filled, "wheels")
    wheels = held.findChild(Wheels)
    assert isinstance(wheels, Wheels)
    wheel = wheels.wheels["Highlights"]
    QTest.mouseClick(wheel, Qt.MouseButton.LeftButton, pos=wheel.place_of(60, 0).toPoint())
    x = setting(filled, "gain_x")
    assert isinstance(x, float)
    assert abs(x - 60) < 4
    wheel.setFocus()
    QTest.keyClick(wheel, Qt.Key.Key_Up)
    y = setting(filled, "gain_y")
    assert isinstance(y, float)
    assert y > 1
    assert "Hue" in wheel.accessibleDescription()
    held._keyings[6].toggle()
    QTest.keyClick(wheel, Qt.Key.Key_Left)
    assert isinstance(setting(filled, "gain_x"), Keyframes)
    QTest.keyClick(wheel, Qt.Key.Key_Delete)
    assert wheel.point == (0.0, 0.0)


def test_bands_show_the_rows_of_the_one_that_is_chosen(filled: MainWindow) -> None:
    held = controls(filled, "hsl")
    picker = held.findChild(BandPicker)
    assert isinstance(picker, BandPicker)
    shown = [row for rows in held._parts.values() for _param, row in rows if row.isVisibleTo(held)]
    assert len(shown) == 3
    picker.bands["Blue"].click()
    assert picker.bands["Blue"].accessibleName() == "Blue"
    assert held.part.text() == "Blue"
    [row] = [row for param, row in held._parts["Blue"] if param.key == "blue_saturation"]
    assert row.isVisibleTo(held)


def test_the_lights_of_a_picture_are_counted(filled: MainWindow) -> None:
    picture = filled.grab(filled.rect().intersected(filled.rect().translated(QPoint(0, 0)))).toImage()
    counts = light_counts(picture)
    assert len(counts) == 64
    assert max(counts) == 1.0
