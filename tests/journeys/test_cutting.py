"""A person mends a split that was made in the wrong place, and cuts to marks they set on the beat: the real window.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.model import Clip, Project, Time, all_markers, check_project, duration, find, main_duration, main_start
from studio.ui.window import MainWindow
from tests.helpers.person import LEFT, NONE, Person, start
from tests.helpers.real_media import PHONE_CLIPS, real

MUSIC = "audio/librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg"
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def person(windows: list[MainWindow], qapp: QApplication, qtbot: QtBot, home: object) -> Person:
    """At a window with three phone clips on the main track."""
    came = start(windows, qapp, qtbot)
    came.window.import_files(tuple(real(name) for name in PHONE_CLIPS))
    came.until(lambda: len(came.project.main) == 3)
    came.until(lambda: came.window.editor.player.stage.picture is not None)
    return came


def order(project: Project) -> list[str]:
    return [thing.id for thing in project.main]


def drag_with(person: Person, held: Qt.KeyboardModifier, begin: tuple[float, float], by: float) -> None:
    """Press with a key held, move to the side, let go."""
    view = person.window.editor.timeline

    def send(kind: QMouseEvent.Type, x: float, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        at = QPointF(x, begin[1])
        QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, buttons, held))

    send(QMouseEvent.Type.MouseButtonPress, begin[0], LEFT, LEFT)
    for step in range(1, 7):
        send(QMouseEvent.Type.MouseMove, begin[0] + by * step / 6, NONE, LEFT)
    send(QMouseEvent.Type.MouseButtonRelease, begin[0] + by, LEFT, NONE)


def test_a_wrong_split_is_mended(person: Person) -> None:
    session, view = person.session, person.window.editor.timeline
    untouched, whole = person.project, main_duration(person.project)
    first = order(person.project)[0]

    # It is split too early, and the second half gets a look: only then it is seen.
    session.select(())
    session.move_playhead(Fraction(1))
    person.key(Qt.Key.Key_B, CTRL)
    second = order(person.project)[1]
    session.select((second,))
    person.write(person.row("Opacity"), "60")
    person.window.setFocus()
    person.see("wrong split")

    # The cut rolls to where it belongs: by the hand with Alt, then by one frame with a key. Nothing else moves.
    third = main_start(person.project, 2)
    edge = person.on_timeline(second, 0.0)
    drag_with(person, ALT, (edge[0] + 3, edge[1]), 0.5 * view.layout_now().scale.zoom)
    assert float(main_start(person.project, 1)) == pytest.approx(1.5, abs=0.1)
    rolled = main_start(person.project, 1)
    session.select((second,))
    person.key(Qt.Key.Key_BracketRight, CTRL | ALT)
    assert main_start(person.project, 1) == rolled + 1 / person.project.rate
    assert main_start(person.project, 2) == third
    assert main_duration(person.project) == whole
    assert person.clip(second).opacity == pytest.approx(0.6)
    person.see("rolled")

    # A second wrong split is healed: the halves are one clip again.
    session.select(())
    session.move_playhead(third + Fraction(1, 2))
    before = person.project
    person.key(Qt.Key.Key_B, CTRL)
    assert len(person.project.main) == 5
    person.key(Qt.Key.Key_J, CTRL | SHIFT)
    assert person.project.main == before.main
    person.see("rejoined")

    # What differs is not joined, and that is said; then all of it is taken back.
    session.select((first,))
    steps = len(session.history.past)
    person.key(Qt.Key.Key_J, CTRL | SHIFT)
    assert len(session.history.past) == steps
    while session.history.past and person.project is not untouched:
        person.key(Qt.Key.Key_Z, CTRL)
    assert person.project is untouched


def test_music_is_cut_to_marks_set_by_hand(person: Person) -> None:
    session, editor = person.session, person.window.editor
    person.window.import_files((real(MUSIC),))
    person.until(lambda: any(asset.kind == "sound" for asset in person.project.assets))
    music = next(asset for asset in person.project.assets if asset.kind == "sound")
    session.move_playhead(Time(0))
    person.window.bridge.run("music", {"media": music.id})
    [song] = session.selection

    # Beats are marked while the song plays: it goes on, and each mark stands where it was when the key went down.
    session.select(())
    player = editor.player.viewer
    person.key(Qt.Key.Key_Space)
    tapped = []
    for _ in range(2):
        before = session.playhead
        person.until(lambda before=before: session.playhead > before + Fraction(1, 5))
        person.key(Qt.Key.Key_J, CTRL)
        tapped.append(session.playhead)
        assert player.playing
    person.key(Qt.Key.Key_K)
    assert [one.time for one in all_markers(person.project)] == tapped
    person.see("tapped")
    for _ in tapped:
        person.key(Qt.Key.Key_Z, CTRL)

    # Then by hand, frame by frame, while looking at the wave.
    beats = [Fraction(n * 14, 30) for n in (1, 2, 3, 4, 5, 6)]
    for beat in beats:
        session.move_playhead(beat)
        person.key(Qt.Key.Key_J, CTRL)
    marks = [one.time for one in all_markers(person.project) if one.clip_id == song]
    assert [float(mark) for mark in marks] == pytest.approx([float(beat) for beat in beats], abs=1e-6)
    person.see("beats")

    # From mark to mark: what comes after the mark in each clip goes, so that each cut falls on a beat.
    session.move_playhead(Time(0))
    for number in range(2):
        person.key(Qt.Key.Key_M, SHIFT)
        person.key(Qt.Key.Key_M, SHIFT)
        session.select(())
        person.key(Qt.Key.Key_W)
        assert main_start(person.project, number + 1) == beats[2 * number + 1]
    # The last one by the hand: its edge is drawn to the mark.
    last = order(person.project)[-1]
    session.select((last,))
    session.move_playhead(Time(0))
    scale = editor.timeline.layout_now().scale
    end = person.on_timeline(last, 1.0)
    person.drag(editor.timeline, (end[0] - 3, end[1]), (scale.x_at(beats[5]) - 3 + 4, end[1]))
    assert main_duration(person.project) == beats[5]
    person.see("cut to the beat")

    # The clips and the music that is too long end together, and go together.
    session.select((song,))
    session.move_playhead(beats[5])
    person.window.bridge.run("trim-end", {"to": beats[5]})
    assert duration(person.project) == beats[5]
    assert [find(person.project, name).span.start for name in order(person.project)] == [0, beats[1], beats[3]]
    assert all(isinstance(thing, Clip) for thing in person.project.main)
    assert check_project(person.project) == ()
    person.see("done")
