"""Twenty odd files dropped at once, the rest of them made into a video for every platform, killed, resumed, proved.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.model import duration, find, main_duration, main_start
from studio.ui.import_report import NotTaken
from studio.ui.window import MainWindow
from tests.helpers.person import LEFT, PATIENCE_MS, Person, start
from tests.helpers.real_media import real

ODD = (
    "video/media3__sample_rotate_and_reflect.mp4",
    "video/media3__pixel-motion-photo-2-hevc-tracks.mp4",
    "video/media3__hlg10-color-test.mp4",
    "video/mediabunny__sar_2x1.mp4",
    "video/moviepy__transparent.webm",
    "video/opf__dv-pal-interlaced.mov",
    "video/opf__apple-prores-422.mov",
    "video/media3__sample_shorter_audio.mp4",
    "video/media3__sample_edit_list.mp4",
    "video/mediabunny__missing-keyframe-labels.ts",
    "images/pillow__hopper_orientation_6.jpg",
    "images/media3__sample_still_photo.heic",
    "images/pillow__iss634.gif",
    "audio/librosa__sorohanro_-_solo-trumpet-06.hq.ogg",
)
UNUSABLE = (
    "broken/derived__bug_video_640_no-moov.mp4",
    "broken/media3__invalid-bitstream.webm",
    "broken/pillow__decompression_bomb.gif",
    "broken/pillow__broken.png",
    "images/mdn__http-layers.svg",
    "broken/moviepy__result.webm",
)


def test_odd_files_become_a_video_that_is_proved(
    windows: list[MainWindow], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    person = start(windows, qapp, qtbot)
    _drop(person)
    _shorten(person)


def _drop(person: Person) -> None:
    """Twenty files at once: what can be used is there, what cannot says why, in one list."""
    window = person.window
    window.import_files(tuple(real(name) for name in (*ODD, *UNUSABLE)))
    person.until(lambda: window.importing.under_way == 0, timeout=2 * PATIENCE_MS)
    assert {asset.name for asset in person.project.assets} == {Path(name).name for name in ODD}
    dialog = window.dialog
    assert isinstance(dialog, NotTaken)
    assert len(dialog.lines) == len(UNUSABLE)
    for name, line in zip(UNUSABLE, dialog.lines, strict=True):
        assert Path(name).name in line
    person.see("not taken")
    QTest.mouseClick(dialog.finish, LEFT)
    assert window.dialog is None
    media = window.editor.media.grid
    person.until(lambda: len(media.cards_model.pictures) >= len(ODD) - 1)
    person.see("taken")


def _shorten(person: Person) -> None:
    """Half a second of each, by key."""
    session = person.session
    for number in range(len(person.project.main)):
        clip = person.project.main[number]
        if clip.length > Fraction(1, 2):
            session.select((clip.id,))
            session.move_playhead(main_start(person.project, number) + Fraction(1, 2))
            person.key(Qt.Key.Key_W)
    [sound] = [item.clip.id for layer in person.project.sounds for item in layer.items]
    laid = find(person.project, sound)
    assert laid is not None
    assert laid.span.start == 0, "music brought along lies under the first picture"
    session.select((sound,))
    session.move_playhead(main_duration(person.project))
    person.key(Qt.Key.Key_W)
    assert duration(person.project) == main_duration(person.project) < 10
    person.see("shortened")
