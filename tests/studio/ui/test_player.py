"""The player: the picture of the moment, playing, the safe zone, dragging on the picture."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.model import Span, find
from studio.ui.player.stage import Stage
from studio.ui.window import MainWindow

NOTHING = Qt.MouseButton.NoButton
LEFT = Qt.MouseButton.LeftButton


def middle_colour(window: MainWindow) -> tuple[int, int, int]:
    picture = window.editor.player.stage.picture
    assert picture is not None
    colour = picture.pixelColor(picture.width() // 2, 4)
    return colour.red(), colour.green(), colour.blue()


def mouse(stage: Stage, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    event = QMouseEvent(kind, at, stage.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage, event)


def on_stage(stage: Stage, x: float, y: float) -> QPointF:
    box = stage.canvas_box()
    return QPointF(box.x() + x * box.width(), box.y() + y * box.height())


def test_the_stage_shows_the_moment_of_the_playhead(filled: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: filled.editor.player.stage.picture is not None)
    qtbot.waitUntil(lambda: middle_colour(filled) == (0x80, 0x30, 0x20))
    filled.session.move_playhead(Fraction(5))
    qtbot.waitUntil(lambda: middle_colour(filled) == (0x20, 0x30, 0x80))


def test_skimming_shows_another_moment_and_leaves_the_playhead(filled: MainWindow, qtbot: QtBot) -> None:
    filled.bridge.skimmed.emit(Fraction(5))
    qtbot.waitUntil(lambda: filled.editor.player.stage.picture is not None)
    qtbot.waitUntil(lambda: middle_colour(filled) == (0x20, 0x30, 0x80))
    assert filled.session.playhead == 0
    filled.bridge.skimmed.emit(None)
    qtbot.waitUntil(lambda: middle_colour(filled) == (0x80, 0x30, 0x20))


def test_after_playing_the_picture_is_that_of_the_playhead_wherever_the_pointer_is(
    filled: MainWindow, qtbot: QtBot
) -> None:
    viewer = filled.editor.player.viewer
    with qtbot.waitSignal(viewer.shown, timeout=20_000):
        filled.bridge.skimmed.emit(Fraction(5))
    with qtbot.waitSignal(viewer.shown, timeout=20_000):
        filled.run("play")
    filled.bridge.skimmed.emit(Fraction(5))
    with qtbot.waitSignal(viewer.shown, timeout=20_000):
        filled.run("pause")
    assert filled.session.playhead < 2
    assert middle_colour(filled) == (0x80, 0x30, 0x20)


def test_an_empty_project_shows_an_empty_canvas_and_does_not_play(window: MainWindow) -> None:
    assert window.editor.player.stage.picture is None
    window.run("play")
    assert not window.editor.player.viewer.playing


def test_playing_moves_the_playhead_and_stops_at_the_end(filled: MainWindow, qtbot: QtBot) -> None:
    filled.session.move_playhead(Fraction(11, 2))
    viewer = filled.editor.player.viewer
    with qtbot.waitSignal(viewer.shown, timeout=20_000):
        filled.run("play")
    assert viewer.playing
    qtbot.waitUntil(lambda: not viewer.playing, timeout=20_000)
    assert filled.session.playhead == 6


def test_playing_keeps_to_the_marked_range(filled: MainWindow, qtbot: QtBot) -> None:
    filled.session.set_range(Span(Fraction(2), Fraction(1, 2)))
    filled.session.move_playhead(Fraction(5))
    filled.run("play")
    viewer = filled.editor.player.viewer
    assert filled.session.playhead == 2
    qtbot.waitUntil(lambda: not viewer.playing, timeout=20_000)
    assert filled.session.playhead == Fraction(5, 2)


def test_an_edit_while_playing_does_not_stop_it(filled: MainWindow, qtbot: QtBot) -> None:
    filled.run("play")
    viewer = filled.editor.player.viewer
    with qtbot.waitSignal(viewer.shown, timeout=20_000):
        filled.session.select(("t1",))
        filled.run("delete")
    assert viewer.playing
    filled.run("pause")
    assert not viewer.playing


def test_the_safe_zone_is_drawn_only_over_the_shape_it_was_measured_for(filled: MainWindow, qtbot: QtBot) -> None:
    player = filled.editor.player
    stage = player.stage
    assert player.safe_zone.isChecked()
    with_zone = stage.grab().toImage()
    filled.session.set_safe_zone(None)
    assert not player.safe_zone.isChecked()
    assert stage.grab().toImage() != with_zone


def test_a_click_on_the_picture_selects_what_lies_on_top_there(filled: MainWindow) -> None:
    session, stage = filled.session, filled.editor.player.stage
    session.move_playhead(Fraction(3))
    for x, y, chosen in ((0.5, 0.5, ("t1",)), (0.5, 0.95, ("c2",)), (-0.02, 0.5, ())):
        place = on_stage(stage, x, y)
        mouse(stage, QEvent.Type.MouseButtonPress, place, LEFT, LEFT)
        mouse(stage, QEvent.Type.MouseButtonRelease, place, LEFT, NOTHING)
        assert session.selection == chosen


def test_a_title_is_carried_on_the_picture_in_one_step(filled: MainWindow, qtbot: QtBot) -> None:
    session, stage = filled.session, filled.editor.player.stage
    session.move_playhead(Fraction(3))
    session.select(("t1",))
    steps = len(session.history.past)
    start, end = on_stage(stage, 0.5, 0.5), on_stage(stage, 0.5, 0.25)
    mouse(stage, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    for share in (0.25, 0.5, 0.75, 1.0):
        mouse(stage, QEvent.Type.MouseMove, start + (end - start) * share, NOTHING, LEFT)
    mouse(stage, QEvent.Type.MouseButtonRelease, end, LEFT, NOTHING)
    found = find(session.project, "t1")
    assert found is not None
    assert found.clip.place.y == pytest.approx(-0.25 * 1920 / 1080, abs=0.02)
    assert len(session.history.past) == steps + 1


def test_the_shape_changes_from_the_head_of_the_player(filled: MainWindow) -> None:
    filled.editor.player._set_canvas((1080, 1080))
    assert filled.editor.player.ratio.text() == "1:1"
    box = filled.editor.player.stage.canvas_box()
    assert box.width() == box.height()


def test_a_range_that_lies_beyond_the_end_stops_no_playing(filled: MainWindow) -> None:
    viewer = filled.editor.player.viewer
    filled.session.set_range(Span(Fraction(5), Fraction(1)))
    assert viewer._bounds() == (5, 6)
    for clip in ("c3", "c2"):
        filled.run("delete", {"clip": clip})
    assert viewer._bounds() == (0, 4)
    filled.run("undo")
    filled.run("undo")
    assert viewer._bounds() == (5, 6)


def test_with_k_held_j_and_l_go_frame_by_frame(filled: MainWindow) -> None:
    filled.activateWindow()
    session, viewer = filled.session, filled.editor.player.viewer
    QTest.keyPress(filled, Qt.Key.Key_K)
    for _ in range(3):
        QTest.keyClick(filled, Qt.Key.Key_L)
    QTest.keyClick(filled, Qt.Key.Key_J)
    assert session.playhead * session.project.rate == 2
    assert not viewer.playing
    QTest.keyRelease(filled, Qt.Key.Key_K)
    QTest.keyClick(filled, Qt.Key.Key_L)
    assert viewer.playing
    # Paused without the key, nothing is held.
    filled.run("pause")
    QTest.keyClick(filled, Qt.Key.Key_J)
    assert viewer.playing
    filled.run("pause")
