"""Many files at once: what can be used comes in as one step, what cannot is told in one list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from studio.ui.import_report import NotTaken
from studio.ui.window import MainWindow
from tests.helpers.make_media import film, photo, plain, tone, wav

PATIENCE_MS = 20_000


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copying, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(300, 300), copying, data, left, Qt.KeyboardModifier.NoModifier))


def ended(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.importing.under_way == 0, timeout=PATIENCE_MS)


@pytest.fixture
def odd(tmp_path: Path) -> list[Path]:
    """Nine photos, a film and a sound, and between them five that cannot be used."""
    paths = [photo(tmp_path / f"{number}.png", plain((number * 20, 0, 0), (60 + number, 40))) for number in range(9)]
    paths += [film(tmp_path / "film.mp4", frames=9), wav(tmp_path / "song.wav", tone(1))]
    for number, name in enumerate(("notes.txt", "list.m3u8", "clip.mp4", "broken.png", "two\nlines.mov")):
        path = tmp_path / name
        path.write_bytes(b"ffconcat version 1.0\nfile film.mp4\n" if name == "clip.mp4" else b"nothing of use")
        paths.insert(number * 2, path)
    return paths


def test_odd_files_are_one_step_and_one_list(window: MainWindow, qtbot: QtBot, odd: list[Path]) -> None:
    drop(window, *odd)
    ended(window, qtbot)
    session = window.session
    assert len(session.project.assets) == 11
    assert len(session.project.main) == 10
    dialog = window.dialog
    assert isinstance(dialog, NotTaken)
    assert [line.split("”")[0] for line in dialog.lines] == [
        "“notes.txt", "“list.m3u8", "“clip.mp4", "“broken.png", "“two\nlines.mov"
    ]  # fmt: skip
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert str(odd[0]) in copied
    assert all(line in copied for line in dialog.lines)
    dialog.close_dialog()
    assert window.dialog is None
    session.undo()
    assert session.project.main == ()
    session.undo()
    assert session.project.assets == ()
    assert not session.history.past


def test_one_file_that_cannot_be_used_is_one_sentence(window: MainWindow, qtbot: QtBot, odd: list[Path]) -> None:
    drop(window, odd[0])
    ended(window, qtbot)
    assert window.dialog is None
    assert window.toast.words == "“notes.txt” is not a video, photo or sound."


def test_what_is_under_the_hand_is_not_disturbed(window: MainWindow, qtbot: QtBot, odd: list[Path]) -> None:
    session = window.session
    session.begin_draft("Drag")
    drop(window, *odd)
    qtbot.waitUntil(lambda: all(run.left == 0 and run.all for run in window.importing._runs), timeout=PATIENCE_MS)
    assert session.drafting
    assert session.project.assets == ()
    session.drop_draft()
    ended(window, qtbot)
    assert len(session.project.assets) == 11


def test_a_step_of_the_persons_own_stays_theirs(window: MainWindow, qtbot: QtBot, odd: list[Path]) -> None:
    session, steps = window.session, []

    def rename(event: str) -> None:
        if event == "project" and not steps:
            steps.append(session.history.present)
            window.bridge.post(lambda: window.run("rename", {"name": "Mine"}))

    session.listen(rename)
    drop(window, *odd)
    ended(window, qtbot)
    assert len(session.project.assets) == 11
    labels = [str(entry.label) for entry in (*session.history.past[1:], session.history.present)]
    assert labels == ["Import", "Rename", "Import", "Add clips"]


def test_a_folder_gives_the_media_that_is_in_it(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    inner = tmp_path / "ビデオ 🎬 é" / "deeper"
    inner.mkdir(parents=True)
    photo(inner / "it's 100%.png", plain((1, 2, 3)))
    photo(inner.parent / "a.PNG.png", plain((9, 2, 3)))
    (inner / "notes.txt").write_text("not media")
    (inner / ".hidden.png").write_bytes(b"x")
    (inner / "round").symlink_to(inner.parent)
    drop(window, inner.parent)
    ended(window, qtbot)
    assert sorted(asset.name for asset in window.session.project.assets) == ["a.PNG.png", "it's 100%.png"]
    assert window.dialog is None


def test_a_folder_without_media_is_said_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "notes.txt").write_text("not media")
    drop(window, tmp_path / "papers")
    ended(window, qtbot)
    assert window.toast.words == "There is no video, photo or sound in “papers”."


def test_stopping_keeps_what_came(window: MainWindow, qtbot: QtBot, odd: list[Path]) -> None:
    first = window.session.listen(lambda event: window.importing.stop() if event == "project" else None)
    drop(window, *odd)
    ended(window, qtbot)
    first()
    assert 1 <= len(window.session.project.assets) <= 11
    window.session.undo()
    assert window.session.project.assets == ()


def test_progress_is_told_when_it_takes_longer_and_can_be_stopped(
    window: MainWindow, qtbot: QtBot, odd: list[Path]
) -> None:
    window.importing._moment.setInterval(0)
    told: list[str] = []
    window.importing.looking.connect(lambda *_: told.append(window.toast.words))
    drop(window, *odd)
    ended(window, qtbot)
    assert told[-1].endswith(" of 16")
    assert window.toast.words == ""
