"""Phone clips to TikTok: three of them dropped, cut, titled, graded, with music, all of it undone and made again, out
as a finished file. In the real window.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from effects import all_effects
from studio.effect import Effects
from studio.media import MediaSources, make_asset, probe
from studio.model import Project, Time, Title, duration, main_start
from studio.render import Artist, plan
from studio.ui.adding import look_of
from studio.ui.export.dialog import ExportDialog
from studio.ui.inspector.title_page import TitlePage
from studio.ui.window import MainWindow
from tests.helpers.person import LEFT, PATIENCE_MS, Person, start
from tests.helpers.real_media import PHONE_CLIPS, real

MUSIC = "audio/librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg"


def test_a_video_from_three_phone_clips(
    windows: list[MainWindow], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    clips = [real(name) for name in PHONE_CLIPS]
    music = real(MUSIC)
    person = start(windows, qapp, qtbot)
    assert person.window.on_start
    person.see("start")

    _import(person, clips)
    _cut(person)
    _write_title(person)
    _give_look(person)
    _lay_music(person, music)
    _scrub_and_play(person)
    _undo_and_redo_all(person)
    target = _export(person, tmp_path)
    _file_is_right(target, person.project)


def _import(person: Person, clips: list[Path]) -> None:
    """Three phone clips come in upright, at their own times, and lie on the main track in their order."""
    person.drop(clips)
    person.until(lambda: len(person.project.main) == 3)
    assert not person.window.on_start
    shapes = {asset.name: (asset.width, asset.height) for asset in person.project.assets}
    sizes = [shapes[clip.name] for clip in clips]
    assert all(height > width for width, height in sizes[:2]), "phone clips stand upright"
    media = person.window.editor.media.grid
    person.until(lambda: len(media.cards_model.pictures) == 3)
    person.until(lambda: person.window.editor.player.stage.picture is not None)
    person.see("imported")


def _cut(person: Person) -> None:
    """Split, trim by key and by hand, reorder by hand."""
    session, timeline = person.session, person.window.editor.timeline
    session.move_playhead(Fraction(2))
    person.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert len(person.project.main) == 4
    assert main_start(person.project, 1) == 2
    person.see("split")

    session.move_playhead(Fraction(1))
    person.key(Qt.Key.Key_Q)
    assert main_start(person.project, 1) == 1
    last = person.project.main[-1]
    before = last.length
    session.select((last.id,))
    edge = person.on_timeline(last.id, 1.0)
    person.drag(timeline, (edge[0] - 3, edge[1]), (edge[0] - 60, edge[1]))
    assert person.clip(last.id).length < before
    person.see("trimmed")

    order = [thing.id for thing in person.project.main]
    grip, to = person.on_timeline(order[-1], 0.5), person.on_timeline(order[0], 0.05)
    person.drag(timeline, grip, to)
    assert [thing.id for thing in person.project.main] == [order[-1], *order[:-1]]
    # Half the length says as much.
    third, fourth = person.project.main[2:]
    session.select((fourth.id,))
    person.key(Qt.Key.Key_Delete)
    session.select((third.id,))
    session.move_playhead(main_start(person.project, 2) + 1)
    person.key(Qt.Key.Key_W)
    person.see("reordered")


def _write_title(person: Person) -> None:
    """A title in a style that reads over video, with words of one's own."""
    editor = person.window.editor
    person.session.move_playhead(Fraction(1, 2))
    editor.library.show_tab("text")
    QApplication.processEvents()
    person.double_click(editor.text.grid, "clean")
    [title] = person.session.selection
    page = editor.inspector.pages["title"]
    assert isinstance(page, TitlePage)
    editor.inspector.write_title()
    QTest.keyClicks(page.words, "Good morning")
    person.window.setFocus()
    content = person.clip(title).content
    assert isinstance(content, Title)
    assert content.text == "Good morning"
    page.position.down.setFocus()
    page.position.down.setText("30")
    QTest.keyClick(page.position.down, Qt.Key.Key_Return)
    person.window.setFocus()
    person.see("title")


def _give_look(person: Person) -> None:
    """A look from its card, its strength from the slider: one step each."""
    editor = person.window.editor
    clip = person.project.main[1]
    person.session.move_playhead(main_start(person.project, 1) + Fraction(1, 2))
    person.session.select((clip.id,))
    editor.library.show_tab("looks")
    QApplication.processEvents()
    looks = editor.looks.grid
    person.until(lambda: len(looks.cards_model.pictures) == len(looks.cards_model.cards))
    person.double_click(looks, "look_dusk")
    steps = len(person.session.history.past)
    person.slide(editor.looks.strength, 0.8)
    worn = look_of(person.session, person.clip(clip.id))
    assert worn is not None
    assert worn.setting("strength") == pytest.approx(80, abs=4)
    assert len(person.session.history.past) == steps + 1
    person.see("look")


def _lay_music(person: Person, music: Path) -> None:
    """Music under it all, ending with the picture, with a fade."""
    editor, session = person.window.editor, person.session
    editor.library.show_tab("audio")
    person.window.import_files((music,))
    person.until(lambda: len(editor.audio.grid.cards_model.cards) == 1)
    person.until(lambda: len(editor.audio.grid.cards_model.pictures) == 1)
    session.move_playhead(Time(0))
    person.double_click(editor.audio.grid, editor.audio.grid.cards_model.cards[0].id)
    [sound] = session.selection
    assert duration(person.project) == main_start(person.project, len(person.project.main)), (
        "music ends with the picture"
    )
    editor.inspector.show_tab("sound")
    person.write(person.row("Fade out"), "1.5")
    person.write(person.row("Volume"), "-8")
    person.window.setFocus()
    faded = person.clip(sound)
    assert faded.fade_out is not None
    assert faded.fade_out.length == Fraction(3, 2)
    assert faded.gain_db == -8
    person.see("music")


def _scrub_and_play(person: Person) -> None:
    """The picture follows the hand; then it plays, and the playhead with it."""
    player = person.window.editor.player
    person.session.select(())
    bar = player.scrub_bar
    with person.qtbot.waitSignal(player.viewer.shown, timeout=PATIENCE_MS):
        person.drag(bar, (bar.width() * 0.2, 10), (bar.width() * 0.6, 10))
    whole = duration(person.project)
    assert float(person.session.playhead / whole) == pytest.approx(0.6, abs=0.02)
    person.session.move_playhead(Time(0))
    person.key(Qt.Key.Key_Space)
    assert player.viewer.playing
    person.until(lambda: person.session.playhead >= Fraction(1))
    person.see("playing")
    person.key(Qt.Key.Key_Space)
    assert not player.viewer.playing


def _undo_and_redo_all(person: Person) -> None:
    """Everything can be taken back, and be made again, to the very same project."""
    finished, steps = person.project, len(person.session.history.past)
    for _ in range(steps):
        person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not person.session.history.past
    assert not person.project.main
    assert not person.project.assets
    person.see("undone")
    for _ in range(steps):
        person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert person.project is finished
    person.see("redone")


def _export(person: Person, folder: Path) -> Path:
    """For TikTok, with progress."""
    person.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = person.window.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.form.choose("tiktok")
    dialog.form.folder.setText(str(folder))
    dialog.form.name.setText("good morning")
    person.see("export")
    progress: list[int] = []
    QTest.mouseClick(dialog.form.export, LEFT)
    exporting = person.window.exporting
    exporting.changed.connect(lambda: progress.append(round(sum(one.percent for one in exporting.exports))))
    person.until(lambda: len(progress) > 2 or dialog.queue.last is not None, timeout=120_000)
    person.see("exporting")
    person.until(lambda: dialog.queue.last is not None, timeout=180_000)
    person.see("exported")
    assert progress == sorted(progress)
    target = folder / "good morning.mp4"
    assert target.is_file(), [one.sentence for one in exporting.exports]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    QTest.mouseClick(dialog.cross, LEFT)
    assert person.window.dialog is None
    return target


def _file_is_right(target: Path, project: Project) -> None:
    """As long, as large and as fast as the project, and looking like it."""
    facts = probe(target)
    assert (facts.width, facts.height) == (1080, 1920)
    assert facts.rate == 30
    assert facts.has_sound
    assert abs(facts.duration - duration(project)) <= Fraction(1, 30)
    film, artist = make_asset(facts, asset_id="film"), Artist(Effects(all_effects()))
    with MediaSources() as sources:
        for number in (15, 40, 80):
            at = Fraction(number, 30)
            frame = sources.picture(film, at, (1080, 1920))
            assert frame is not None
            wanted = artist.draw(plan(project, at), sources, (1080, 1920))
            distance = np.abs(frame.rgba()[..., :3].astype(np.int16) - wanted[..., :3]).mean()
            assert distance < 4, f"frame {number} is off by {distance:.1f} levels"
