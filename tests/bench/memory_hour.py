"""An hour of use, compressed: `python -m tests.bench.memory_hour FOLDER` has the robot act in a window of footage.

A person does about one thing a second: so many things the robot does, as fast as they go.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ACTIONS = 3600
_BEGIN_ANEW = 300


def main(folder: Path) -> None:
    """Work for an hour of actions: film, titles, looks, undo, dialogs, playing, whatever chance gives."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = os.environ["DECOLLAGE_HOME"] = os.environ["XDG_DATA_HOME"] = home
        _work(folder)


def _work(folder: Path) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from effects import all_effects
    from studio.commands import run_command
    from studio.effect import Effects
    from studio.ui.app import make_window
    from tests.bench.material import two_clips
    from tests.studio.ui.robot import WindowRobot

    application = QApplication([])
    window = make_window(application, Effects(all_effects()))
    window.session.new_project(name="An hour")
    for film in two_clips(folder):
        run_command(window.session, "append", {"media": str(film)})
    run_command(window.session, "title", {"text": "It opens", "at": "1"})
    window.resize(1440, 900)
    window.show()
    robot = WindowRobot(window, 11)
    start = window.session.project
    for action in range(ACTIONS):
        robot.act()
        # An event loop frees what a dialog left; nobody runs one here.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if action % _BEGIN_ANEW == _BEGIN_ANEW - 1:
            # A child piles up clips for ever; a person's project stays what it is: now and then all is as it was.
            window.session.edit("Begin anew", lambda _project: start)
            _rest(application)
    robot.end()
    window.close()


def _rest(application) -> None:
    """Let what was begun end."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < 1:
        application.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
