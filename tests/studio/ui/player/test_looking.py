"""Before and after, scopes, zoom, and a frame written as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.commands import run_command
from studio.edits import add_effect
from studio.model import Applied
from studio.ui.player.bare import without_effects
from studio.ui.window import MainWindow


def colour(window: MainWindow) -> tuple[int, int, int]:
    picture = window.editor.player.stage.picture
    if picture is None:
        return (0, 0, 0)
    pixel = picture.pixelColor(picture.width() // 2, 4)
    return pixel.red(), pixel.green(), pixel.blue()


def test_before_is_without_looks_and_effects(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled.session
    applied = Applied("1", "look_mono", settings=(("strength", 100.0),))
    looks = [effect_id for effect_id in session.effects if effect_id.startswith("look_")]
    session.edit("Look", lambda project: add_effect(project, "c1", applied=Applied("1", looks[0], 1, applied.settings)))
    plain = (0x80, 0x30, 0x20)
    qtbot.waitUntil(lambda: colour(filled) not in (plain, (0, 0, 0)))
    run_command(session, "before-after")
    qtbot.waitUntil(lambda: colour(filled) == plain)
    assert session.project.main[0].effects
    run_command(session, "before-after")
    qtbot.waitUntil(lambda: colour(filled) != plain)
    assert without_effects(session.project).main[0].effects == ()


def test_scopes_show_what_is_on_the_stage(filled: MainWindow, qtbot: QtBot) -> None:
    panel = filled.editor.player.scopes
    assert panel.isHidden()
    run_command(filled.session, "scopes")
    qtbot.waitUntil(lambda: panel.graph.image is not None)
    first = panel.graph.image
    panel.choice.chosen.emit("vectorscope")
    qtbot.waitUntil(lambda: panel.graph.image is not first)
    assert not panel.isHidden()


def test_the_picture_is_zoomed_moved_and_fitted_again(filled: MainWindow) -> None:
    stage = filled.editor.player.stage
    fitted = stage.canvas_box()
    run_command(filled.session, "picture-larger")
    assert stage.canvas_box().width() > fitted.width() * 1.2
    stage.set_zoom(2.0)
    middle = QPointF(stage.rect().center())
    turned = QWheelEvent(
        middle, stage.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = stage.canvas_box().top()
    QApplication.sendEvent(stage, turned)
    assert stage.canvas_box().top() < before
    run_command(filled.session, "picture-fit")
    assert stage.canvas_box() == fitted


def test_a_frame_is_written_in_the_canvas_own_size(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "frame.png"
    with qtbot.waitSignal(filled.bridge.done, timeout=20_000):
        filled.editor.player.write_frame(str(path))
    written = QImage(str(path))
    assert (written.width(), written.height()) == (1080, 1920)
    assert written.pixelColor(540, 960).name() == "#803020"
