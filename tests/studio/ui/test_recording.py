"""A voice-over from the button to the clip on the timeline, as a person makes it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.media.recording.camera import CameraChoice
from studio.media.recording.takes import kept_takes
from studio.model import Project, duration, find
from studio.sentences import Refused, say
from studio.ui.recording.devices import Devices
from studio.ui.recording.recording import Recording
from studio.ui.window import MainWindow
from tests.helpers.clicking_microphone import ClickingMicrophone
from tests.helpers.make_media import counted, film


def until(qtbot: QtBot, condition: Callable[[], object]) -> None:
    """Wait for what should happen, as long as a busy machine needs."""
    qtbot.waitUntil(condition, timeout=30_000)


class OneMicrophone(Devices):
    """The only microphone of a machine, with a time of its own; or none."""

    def __init__(self) -> None:
        self.made: list[ClickingMicrophone] = []
        self.there = True
        self.film: Path | None = None

    def cameras(self) -> tuple[CameraChoice, ...]:
        return (CameraChoice(str(self.film), "Stand-in"),) if self.film else ()

    def microphones(self) -> tuple[str, ...]:
        return ("Clicking",) if self.there else ()

    def microphone(self, name: str) -> ClickingMicrophone:
        if not self.there:
            raise Refused(say("No microphone was found. Connect one and try again."))
        self.made.append(ClickingMicrophone(0.05))
        return self.made[-1]


@pytest.fixture
def recording(filled: MainWindow) -> Recording:
    filled.recording.devices = OneMicrophone()
    filled.preferences.change(countdown_s=0)
    filled.session.move_playhead(Fraction(1))
    return filled.recording


def open_voice(recording: Recording, qtbot: QtBot) -> None:
    recording._window.run("record-voice")
    until(qtbot, lambda: recording.run.listening is not None and recording.run.listening.ready)


def spoken(project: Project) -> list[tuple[str, Fraction, Fraction]]:
    items = [item for layer in project.sounds for item in layer.items]
    found = [find(project, item.id) for item in items]
    return [(each.clip.name, each.span.start, each.span.length) for each in found if each is not None]


def test_a_voice_over_lies_where_the_playhead_was_and_the_timeline_plays_meanwhile(
    filled: MainWindow, recording: Recording, qtbot: QtBot
) -> None:
    open_voice(recording, qtbot)
    viewer = filled.editor.player.viewer
    QTest.mouseClick(recording.voice.record, Qt.MouseButton.LeftButton)
    assert recording.run.state == "recording"
    assert viewer.playing
    until(qtbot, lambda: (viewer.heard_at() or 0) > Fraction(14, 10))
    recording.devices.made[0].clicks.append(perf_counter())
    clicked = viewer.heard_at()
    until(qtbot, lambda: (viewer.heard_at() or 0) > Fraction(16, 10))
    heard = viewer.heard_at()
    filled.run("record")
    assert not viewer.playing
    stopped = filled.session.playhead
    until(qtbot, lambda: recording.run.state == "ready")
    assert recording.run.wrong is None
    [(name, start, length)] = spoken(filled.session.project)
    assert (name, start) == ("Voice-over 1.wav", 1)
    # As long as what was heard until the key came: how long that took is the machine's.
    assert float(heard) - 0.12 <= 1 + float(length) <= float(stopped) + 0.12
    [take] = kept_takes(filled.session.takes_folder())
    assert float(clicked) == pytest.approx(click_in(take), abs=0.004)
    filled.run("undo")
    assert spoken(filled.session.project) == []
    until(qtbot, lambda: recording.voice.takes.buttons.keys() == {"Voice-over 1"})
    recording.voice.takes.buttons["Voice-over 1"].click()
    until(qtbot, lambda: [each[:2] for each in spoken(filled.session.project)] == [("Voice-over 1.wav", 1)])


def click_in(take: object) -> float:
    """When on the timeline the click in a take is heard."""
    from tests.studio.media.recording.test_voice import landed, onsets  # noqa: F401

    return landed(take)[0] / 48_000


def test_the_countdown_is_seen_and_esc_calls_it_off(filled: MainWindow, recording: Recording, qtbot: QtBot) -> None:
    filled.preferences.change(countdown_s=3)
    open_voice(recording, qtbot)
    filled.run("record")
    countdown = recording.run._countdown
    assert (recording.run.state, countdown.left, countdown.isVisible()) == ("counting", 3, True)
    QTest.keyClick(recording.voice, Qt.Key.Key_Escape)
    assert (recording.run.state, countdown.left) == ("ready", 0)
    assert not filled.session.takes_folder().exists()
    QTest.keyClick(recording.voice, Qt.Key.Key_Escape)
    assert recording.voice is None


def test_a_pause_leaves_its_place_free_where_nothing_plays(
    filled: MainWindow, recording: Recording, qtbot: QtBot
) -> None:
    open_voice(recording, qtbot)
    recording.run.plays = False
    filled.session.move_playhead(duration(filled.session.project))
    for _ in range(2):
        filled.run("record") if recording.run.state == "ready" else filled.run("record-pause")
        before = recording.run.length
        until(qtbot, lambda before=before: recording.run.length > before + Fraction(1, 5))
        filled.run("record-pause")
        assert recording.run.state == "paused"
    filled.run("record")
    until(qtbot, lambda: recording.run.state == "ready")
    (_, first, length), (_, second, _) = spoken(filled.session.project)
    assert second == first + length


def test_what_is_too_short_is_not_kept(filled: MainWindow, recording: Recording, qtbot: QtBot) -> None:
    open_voice(recording, qtbot)
    filled.run("record")
    filled.run("record")
    assert "too short" in recording.run.wrong
    assert list(filled.session.takes_folder().iterdir()) == []


def test_without_a_microphone_the_panel_says_so(filled: MainWindow, recording: Recording, qtbot: QtBot) -> None:
    recording.devices.there = False
    filled.run("record-voice")
    until(qtbot, lambda: recording.run.state == "closed")
    until(qtbot, lambda: "No microphone was found" in recording.voice.words.text())
    assert not recording.voice.record.isEnabled()


def test_a_microphone_that_goes_ends_the_take_and_keeps_it(
    filled: MainWindow, recording: Recording, qtbot: QtBot
) -> None:
    open_voice(recording, qtbot)
    filled.run("record")
    until(qtbot, lambda: recording.run.length > Fraction(3, 10))
    recording.devices.made[0].gone = True
    until(qtbot, lambda: recording.run.state == "ready")
    assert "is gone" in recording.run.wrong
    assert len(spoken(filled.session.project)) == 1


def test_closing_the_window_keeps_what_was_spoken(
    filled: MainWindow, recording: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    filled.session.save(tmp_path / "Trip.decollage")
    open_voice(recording, qtbot)
    filled.run("record")
    until(qtbot, lambda: recording.run.length > Fraction(3, 10))
    filled.close()
    assert [take.name for take in kept_takes(tmp_path / "Trip takes")] == ["Voice-over 1"]
    assert b"Voice-over 1" in (tmp_path / "Trip.decollage").read_bytes()


def test_another_project_never_gets_what_was_spoken_for_this_one(
    filled: MainWindow, recording: Recording, qtbot: QtBot
) -> None:
    open_voice(recording, qtbot)
    filled.run("record")
    until(qtbot, lambda: recording.run.length > Fraction(3, 10))
    run, folder = recording.run, filled.session.takes_folder()
    filled.session.new_project()
    assert recording.voice is None
    until(qtbot, lambda: run.state == "closed")
    assert spoken(filled.session.project) == []
    assert len(kept_takes(folder)) == 1


def open_camera(recording: Recording, qtbot: QtBot, tmp_path: Path) -> None:
    recording.devices.film = film(tmp_path / "camera.mp4", counted, frames=400, rate=Fraction(10))
    recording._window.run("record-camera")
    until(qtbot, lambda: recording.camera_run.state == "ready")
    until(qtbot, lambda: recording.camera_run.listening is not None and recording.camera_run.listening.ready)


def test_a_camera_take_comes_to_the_library_and_the_timeline_and_words_wander_meanwhile(
    filled: MainWindow, recording: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    open_camera(recording, qtbot, tmp_path)
    panel, run = recording.camera, recording.camera_run
    panel.text.setPlainText("Good morning.\nToday we fly.")
    assert not panel.view.wandering
    QTest.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: run.length > Fraction(1, 2))
    assert panel.view.wandering
    assert panel.view.gone > 0
    filled.run("record-pause")
    assert (run.state, panel.view.wandering) == ("paused", False)
    filled.run("record-pause")
    filled.run("record")
    assert not panel.view.wandering
    assert panel.view.gone == 0
    until(qtbot, lambda: run.state == "ready")
    assert run.wrong is None
    [take] = kept_takes(filled.session.takes_folder())
    assert (take.kind, take.name, take.begin) == ("camera", "Camera 1", 48_000)
    [asset] = filled.session.project.assets
    assert (asset.kind, asset.has_sound, asset.path) == ("video", True, take.path)
    assert [thing.name for thing in filled.session.project.main].count("Camera 1.mov") == 1
    filled.run("undo")
    assert filled.session.project.assets == ()
    assert Path(take.path).exists()
    filled.run("record-camera")
    assert recording.camera is None
    filled.run("record-camera")
    assert recording.camera.text.toPlainText() == "Good morning.\nToday we fly."


def test_without_a_camera_the_panel_says_so(filled: MainWindow, recording: Recording, qtbot: QtBot) -> None:
    filled.run("record-camera")
    assert "No camera was found" in recording.camera.words.text()
    assert not recording.camera.record.isEnabled()
    filled.run("record-voice")
    assert recording.camera is None
    assert recording.voice is not None


def test_a_camera_that_goes_ends_the_take_and_keeps_it(
    filled: MainWindow, recording: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    open_camera(recording, qtbot, tmp_path)
    run = recording.camera_run
    filled.run("record")
    until(qtbot, lambda: run.length > Fraction(1, 4))
    run._camera._child.kill()
    until(qtbot, lambda: run.state == "closed")
    assert "no pictures any more" in run.wrong
    assert len(kept_takes(filled.session.takes_folder())) == 1
