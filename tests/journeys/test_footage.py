"""Twenty odd files dropped at once, the rest of them made into a video for every platform, killed, resumed, proved.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.edits import set_opacity
from studio.media import ExportResult, probe
from studio.model import Title, duration, find, main_duration, main_start
from studio.platforms import platforms
from studio.session import store_folder
from studio.ui.export.dialog import ExportDialog
from studio.ui.import_report import NotTaken
from studio.ui.inspector.title_page import TitlePage
from studio.ui.window import MainWindow
from tests.helpers.kill import decollage, finished, killed_when
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
    title = _write_title(person)
    films = _export_for_all(person, tmp_path / "first")
    _change_title_and_export_again(person, title, tmp_path / "again", frames=films[0].frames)
    _killed_and_resumed(person, tmp_path)


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
    """A quarter of a second of each, by key, and the music no longer than that."""
    session = person.session
    for number in range(len(person.project.main)):
        clip = person.project.main[number]
        if clip.length > Fraction(1, 4):
            session.select((clip.id,))
            session.move_playhead(main_start(person.project, number) + Fraction(1, 4))
            person.key(Qt.Key.Key_W)
    [sound] = [item.clip.id for layer in person.project.sounds for item in layer.items]
    session.select((sound,))
    session.move_playhead(main_duration(person.project))
    person.key(Qt.Key.Key_W)
    laid = find(person.project, sound)
    assert laid is not None
    assert laid.span.start == 0, "music brought along lies under the first picture"
    assert duration(person.project) == main_duration(person.project) < 10
    person.see("shortened")


def _write_title(person: Person) -> str:
    """Words over the second clip."""
    editor = person.window.editor
    person.window.preferences.change(title_s=1)
    person.session.move_playhead(Fraction(1))
    editor.library.show_tab("text")
    QApplication.processEvents()
    person.double_click(editor.text.grid, "clean")
    [title] = person.session.selection
    _type(person, title, "From everywhere")
    person.see("title")
    return title


def _type(person: Person, title: str, words: str) -> None:
    editor = person.window.editor
    person.session.select((title,))
    page = editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    editor.inspector.write_title()
    page.words.selectAll()
    QTest.keyClicks(page.words, words)
    person.window.setFocus()
    content = person.clip(title).content
    assert isinstance(content, Title)
    assert content.text == words


def _open_export(person: Person, folder: Path) -> ExportDialog:
    person.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = person.window.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.form.folder.setText(str(folder))
    dialog.form.name.setText("odd")
    for chip in dialog.form.chips.values():
        if not chip.isChecked():
            QTest.mouseClick(chip, LEFT)
    assert {one.id for one in dialog.form.platforms} == set(platforms())
    return dialog


def _export_for_all(person: Person, folder: Path) -> tuple[ExportResult, ...]:
    """One click for every platform there is: as few files as serve them all, each proved."""
    dialog = _open_export(person, folder)
    person.see("for all platforms")
    QTest.mouseClick(dialog.form.export, LEFT)
    _wait_for_queue(person)
    person.see("all exported")
    exports = person.window.exporting.exports
    assert {name for one in exports for name in one.platforms} == {one.name for one in platforms().values()}
    results = [result for one in exports for result in one.results]
    for result in results:
        _is_proved(result, person)
    QTest.mouseClick(dialog.cross, LEFT)
    return tuple(results)


def _wait_for_queue(person: Person) -> None:
    exporting = person.window.exporting
    person.until(lambda: all(one.state in ("done", "failed") for one in exporting.exports), timeout=10 * PATIENCE_MS)
    assert [one.sentence for one in exporting.exports if one.state == "failed"] == []


def _is_proved(result: ExportResult, person: Person) -> None:
    """As the receipt says, and as a look at the file says."""
    assert result.receipt is not None
    assert result.receipt.passed
    assert {"first_picture", "last_picture", "sync_middle"} <= {proof.name for proof in result.receipt.proofs}
    facts = probe(result.path)
    assert abs(facts.duration - duration(person.project)) < Fraction(1, 24)
    assert facts.has_sound


def _change_title_and_export_again(person: Person, title: str, folder: Path, *, frames: int) -> None:
    """Another word: most of the film is there already."""
    _type(person, title, "From anywhere")
    dialog = _open_export(person, folder)
    QTest.mouseClick(dialog.form.export, LEFT)
    _wait_for_queue(person)
    again = person.window.exporting.exports[-1].result
    assert again is not None
    _is_proved(again, person)
    assert frames * 0.4 < again.frames_reused < frames
    person.see("exported again")
    QTest.mouseClick(dialog.cross, LEFT)


def _killed_and_resumed(person: Person, folder: Path) -> None:
    """The whole program is killed in an export; the next one goes on where it was and gives a receipt to read."""
    project, target = folder / "odd.decollage", folder / "odd.mp4"
    person.session.set_range(None)
    person.session.edit("Turn", lambda old: set_opacity(old, old.main[0].id, opacity=0.9))
    person.session.save(project)
    command = decollage("export", project, target, "--for", "tiktok", "--size", "480", "--json")
    before = _pieces()
    assert killed_when(lambda: _pieces() >= before + 2, command)
    assert not target.exists()
    _, done = finished(command, Path(os.environ["DECOLLAGE_HOME"]))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["frames_reused"] > 0
    assert told["receipt"]["passed"]


def _pieces() -> int:
    return sum(1 for _ in store_folder().rglob("*.piece"))
