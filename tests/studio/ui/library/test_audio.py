"""The ready sounds at the window: listening changes nothing, a double click and a drag add."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from studio.model import all_clips
from studio.ui.window import MainWindow


def test_ready_sounds_are_heard_added_and_dragged(window: MainWindow, qtbot: QtBot) -> None:
    window.run("sound")
    editor, session = window.editor, window.session
    assert (editor.library.tab, editor.audio_tab.side) == ("audio", "sounds")
    sounds = editor.sounds
    loops, effects = sounds.grids
    assert editor.audio_tab.search is sounds.search
    before = session.project
    sounds.listen("click")
    assert editor.ear.heard is not None
    qtbot.waitUntil(lambda: editor.ear.heard is None, timeout=60_000)
    assert session.project is before

    effects.added.emit("boom")
    loops.added.emit("loop_arcade")
    assert [asset.name for asset in session.project.assets] == ["Boom.ogg", "Arcade.ogg"]
    session.undo()

    model = effects.cards_model
    place = next(at for at, card in enumerate(model.cards) if card.id == "swish")
    data = model.mimeData([model.index(place)])
    view, left, none = editor.timeline, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(view.width() / 2, view.height() - 20)
    view.dragEnterEvent(QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, left, none))
    view.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, left, none))
    assert [asset.name for asset in session.project.assets] == ["Boom.ogg", "Swish.ogg"]
    assert [found.track for found in all_clips(session.project)] == ["sounds", "sounds"]
    session.undo()
    assert [asset.name for asset in session.project.assets] == ["Boom.ogg"]
