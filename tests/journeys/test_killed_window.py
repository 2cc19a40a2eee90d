"""Crash and come back: the real window killed in the middle of a drag; the next one offers the draft, and it is whole.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.model import Footage, Title, all_clips
from studio.ui.window import MainWindow
from tests.helpers.kill_edits import digest
from tests.helpers.person import LEFT, Person, start
from tests.helpers.real_media import PHONE_CLIPS, real
from tests.helpers.source_tree import ROOT

AT_WORK = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from effects import all_effects
from studio.effect import Effects
from studio.model import Time
from studio.ui.app import make_window
from tests.helpers.kill_edits import digest

application = QApplication(["decollage"])
window = make_window(application, Effects(all_effects()))
window.show()
window.import_files((Path(sys.argv[1]),))
while not window.session.project.main:
    application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
session = window.session
session.move_playhead(Time(1))
window.run("split")
window.run("title", {"text": "Still here", "at": "0"})
window.run("rename", {"name": "Morning"})
before = session.project
first, second = (thing.id for thing in before.main)
view = window.editor.timeline
layout = view.layout_now()
box = layout.box_of(second)
for kind, x in (("Press", box.x + 40), ("Move", box.x + 60), ("Move", box.x - 200)):
    at = QPointF(x, box.y + box.height * 0.75)
    button = Qt.MouseButton.NoButton if kind == "Move" else Qt.MouseButton.LeftButton
    event = QMouseEvent(
        getattr(QEvent.Type, "MouseMove" if kind == "Move" else "MouseButtonPress"), at, view.mapToGlobal(at), button,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)
print(session.drafting, session.project is before, digest(before), flush=True)
application.exec()
"""


def test_a_killed_window_comes_back(windows: list[MainWindow], qapp: QApplication, qtbot: QtBot, home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(real(PHONE_CLIPS[1]))],
        stdout=subprocess.PIPE, cwd=ROOT, env=os.environ.copy(), text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    drafting, untouched, committed = said.split()
    assert (drafting, untouched) == ("True", "False"), "the kill came in the middle of a drag"

    person = start(windows, qapp, qtbot)
    offer = person.window.start
    person.until(lambda: bool(offer.recovery_buttons))
    person.see("offered")
    assert person.window.on_start, "coming back is offered, never forced"
    QTest.mouseClick(offer.recovery_buttons[0], LEFT)
    assert not person.window.on_start
    assert digest(person.project) == committed
    _work_goes_on(person)


def _work_goes_on(person: Person) -> None:
    """The picture is there again, and what was done by the hand can be gone on with."""
    kinds = [type(found.clip.content) for found in all_clips(person.project)]
    assert kinds == [Footage, Footage, Title]
    assert person.project.name == "Morning"
    person.until(lambda: person.window.editor.player.stage.picture is not None)
    person.see("came back")
    first = person.project.main[0].id
    person.session.select((first,))
    person.key(Qt.Key.Key_Delete)
    assert len(person.project.main) == 1
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(person.project.main) == 2
