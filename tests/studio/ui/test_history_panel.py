"""The history one can scrub: every step is there, a click goes to it, and nothing is lost on the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui.history_panel import HistoryPanel
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(filled: MainWindow) -> HistoryPanel:
    filled.activateWindow()
    for at in ("1", "3", "5"):
        filled.run("split", {"at": at})
    filled.run("history")
    return filled.editor.history


def spot(panel: HistoryPanel, row: int) -> QPoint:
    return panel.list.visualRect(panel._steps.index(row)).center()


def labels(panel: HistoryPanel) -> list[str]:
    return [panel._steps.data(panel._steps.index(row)) for row in range(panel._steps.rowCount())]


def test_every_step_is_there_with_the_present_marked(panel: HistoryPanel) -> None:
    assert labels(panel) == ["Opened", "Colours", "Split", "Split", "Split"]
    assert panel._steps.here == 4
    assert panel.list.currentIndex().row() == 4


def test_a_click_goes_to_a_step_and_what_comes_after_can_still_be_reached(
    filled: MainWindow, panel: HistoryPanel
) -> None:
    latest = filled.session.project
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=spot(panel, 1))
    assert len(filled.session.project.main) == 3
    assert labels(panel)[4] == "Split"
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=spot(panel, 4))
    assert filled.session.project is latest
    assert not filled.session.history.future


def test_dragging_along_the_list_scrubs(filled: MainWindow, panel: HistoryPanel) -> None:
    seen: list[int] = []
    filled.bridge.project_changed.connect(lambda: seen.append(len(filled.session.project.main)))
    view = panel.list.viewport()
    QTest.mousePress(view, LEFT, pos=spot(panel, 4))
    for row in (3, 2, 1):
        QTest.mouseMove(view, spot(panel, row))
    QTest.mouseRelease(view, LEFT, pos=spot(panel, 1))
    assert seen == [5, 4, 3]


def test_arrows_walk_through_the_steps_and_leave_the_playhead_alone(filled: MainWindow, panel: HistoryPanel) -> None:
    playhead = filled.session.playhead
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(panel.list, key)
    assert len(filled.session.project.main) == 5
    assert filled.session.playhead == playhead


def test_steps_get_their_pictures_from_workers(filled: MainWindow, panel: HistoryPanel, qtbot: QtBot) -> None:
    step = filled.session.history.present
    qtbot.waitUntil(lambda: panel.picture(step) is not None)
    picture = panel.picture(step)
    colour = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert (colour.red(), colour.green(), colour.blue()) == (0x80, 0x30, 0x20)


def test_the_inspector_comes_back(filled: MainWindow, panel: HistoryPanel) -> None:
    filled.run("history")
    assert not panel.isVisible()
    assert filled.editor.inspector.isVisible()
