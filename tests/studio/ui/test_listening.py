"""Listening on a worker: the window goes on, and the command ends when the answer is there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.commands import run_command
from studio.commands.live import Asked, answer_to
from studio.model import all_clips
from studio.ui.window import MainWindow


def test_beats_are_found_on_a_worker_and_the_window_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    run_command(session, "sound", {"name": "loop_arcade"})
    clip_id = session.selection[0]

    def beats() -> int:
        return sum(marker.beat > 0 for found in all_clips(session.project) for marker in found.clip.markers)

    window.run("find-beats")
    # The command came back; what it heard can only come home through the main loop.
    assert beats() == 0
    assert "Arcade" in window.toast.words
    window.run("find-beats")
    assert "already" in window.toast.words
    qtbot.waitUntil(lambda: beats() > 8, timeout=60_000)
    assert window.toast.isHidden()

    # A script at the live door builds on what is done.
    session.undo()
    assert answer_to(session, Asked("find-beats", {"clip": clip_id})).changed
    assert beats() > 8
    session.undo()
    window.run("find-beats")
    session.edit("gone", lambda project: project.__class__(project.id, name="other"))
    qtbot.waitUntil(lambda: clip_id in window.toast.words, timeout=60_000)
