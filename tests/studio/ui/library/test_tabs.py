"""The tabs of the library at the window: keys, favourites, the last used, moving previews."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.edits import add_asset, set_place
from studio.model import Asset, Sticker, find
from studio.sentences import say
from studio.session import read_shelf
from studio.session.homes import library_file
from studio.ui.library.samples import FRAMES
from studio.ui.window import MainWindow
from tests.helpers.real_media import real

PICTURE = "images/pillow__hopper_orientation_3.jpg"


def with_media(window: MainWindow) -> MainWindow:
    """Two sounds without files, in the Audio tab."""
    for name in ("wind", "birds"):
        asset = Asset(f"m-{name}", f"/gone/{name}.wav", "sound", name)
        window.session.edit("sound", lambda project, asset=asset: add_asset(project, asset))
    window.editor.library.show_tab("audio")
    return window


def test_media_is_rated_renamed_and_removed_by_keys(window: MainWindow) -> None:
    editor = with_media(window).editor
    grid = editor.audio.grid
    grid.setFocus()
    grid.select("m-birds")
    QTest.keyClick(grid, Qt.Key.Key_3)
    assert window.session.project.assets[1].stars == 3
    said = grid.cards_model.data(grid.cards_model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert "3 stars" in said
    assert "not used" in said
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert editor.audio.chosen == ("m-wind", "m-birds")
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert window.session.project.assets == ()


def test_new_media_goes_into_the_open_folder_and_undo_leads_out_of_it(window: MainWindow) -> None:
    editor = with_media(window).editor
    window.run("new-folder", {"name": "Field", "media": ("m-wind",)})
    folder = window.session.project.folders[0].id
    editor.audio.grid.added.emit(f"folder/{folder}")
    assert window.session.open_folder == folder
    assert [card.name for card in editor.audio.grid.cards_model.cards] == ["wind"]
    window.run("undo")
    assert window.session.open_folder == ""
    assert [card.name for card in editor.audio.grid.cards_model.cards] == ["wind", "birds"]


def test_favourites_and_the_last_used_belong_to_the_person(filled: MainWindow) -> None:
    editor = filled.editor
    editor.library.show_tab("looks")
    filled.session.select(("c1",))
    looks = editor.looks
    looks.grid.select("look_dusk")
    QTest.keyClick(looks.grid, Qt.Key.Key_F)
    looks.grid.added.emit("look_meadow")
    assert library_file().is_file()
    assert read_shelf().favourites == ("effect:look_dusk",)
    assert read_shelf().recent == ("effect:look_meadow",)
    looks.bar.choose("favourites")
    assert [card.id for card in looks.grid.cards_model.cards] == ["look_dusk"]
    looks.bar.choose("recent")
    assert [card.id for card in looks.grid.cards_model.cards] == ["look_meadow"]
    looks.bar.choose("all")
    looks.search.setText("chro")
    assert [card.id for card in looks.grid.cards_model.cards] == ["look_chrome"]
    library_file().write_text("{broken")
    assert read_shelf().favourites == ()


def test_a_look_moves_under_the_pointer_on_the_persons_own_picture(window: MainWindow, qtbot: QtBot) -> None:
    window.import_files((real(PICTURE),))
    qtbot.waitUntil(lambda: bool(window.session.project.main), timeout=20_000)
    editor = window.editor
    editor.library.show_tab("looks")
    grid = editor.looks.grid
    qtbot.waitUntil(lambda: "look_dusk" in grid.cards_model.pictures, timeout=20_000)
    grid.scrubbed.emit("look_dusk", 0.5)
    qtbot.waitUntil(lambda: grid.cards_model.plays and grid.cards_model.scrub is not None, timeout=20_000)
    assert grid.cards_model.scrub is not None
    assert grid.cards_model.scrub[0] == "look_dusk"
    grid.left.emit()
    assert grid.cards_model.scrub is None
    # The keyboard starts it as the pointer does, but for those who want little motion.
    window.activateWindow()
    grid.select("look_dusk")
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: grid.cards_model.plays and grid.cards_model.scrub is not None, timeout=20_000)
    window.editor.timeline.setFocus()
    assert grid.cards_model.scrub is None
    window.preferences.change(motion="reduced")
    grid.reached.emit("look_dusk")
    assert editor.looks._showing._hovered is None
    # What was made is found again by its content, by whoever asks next.
    sample = editor.looks._samples()["look_dusk"]
    movie = editor.moving.movie(sample)
    assert movie is not None
    assert len(movie) == FRAMES
    found = editor.moving._begin(sample)
    assert len(found[1]) == FRAMES


def test_cards_are_drawn_one_after_the_other_and_what_nobody_waits_for_any_more_is_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.import_files((real(PICTURE),))
    qtbot.waitUntil(lambda: bool(window.session.project.main), timeout=20_000)
    window.editor.library.show_tab("looks")
    showing, jobs = window.editor.looks._showing, window.bridge.jobs
    for number in range(1, 6):
        window.session.edit(say("Crop"), lambda project, to=number / 10: set_place(project, "c1", crop_left=to))
        showing._draw()
        assert len(showing._waiting) >= 50, "nearly all of them are still to be drawn"
        assert jobs._queue.qsize() < 10, "the player's next picture stands behind few"
    qtbot.waitUntil(lambda: not showing._waiting and not showing._drawing, timeout=60_000)
    assert showing._drawn == showing._samples


def test_looks_are_narrowed_to_a_family(window: MainWindow) -> None:
    looks = window.editor.looks
    everything = len(looks.grid.cards_model.cards)
    at = looks.family.findText("Night")
    looks.family.setCurrentIndex(at)
    looks.family.activated.emit(at)
    cards = {card.id for card in looks.grid.cards_model.cards}
    assert "look_neon" in cards
    assert "look_bakery" not in cards
    assert 3 < len(cards) < everything


def test_a_double_clicked_sticker_lies_on_the_picture_and_says_what_the_inspector_is_told(filled: MainWindow) -> None:
    editor, session = filled.editor, filled.session
    editor.library.show_tab("sticker")
    editor.stickers.sections.grid_of("sticker_speech").added.emit("sticker_speech")
    [name] = session.selection
    clip = find(session.project, name).clip
    assert isinstance(clip.content, Sticker)
    assert "effect:sticker_speech" in editor.shelf.shelf.recent
    editor.inspector.show_tab("effects")
    [line] = [one for one in editor.inspector.pages["effects"].findChildren(QLineEdit) if one.text() == "Hello"]
    line.setText("Ciao")
    line.editingFinished.emit()
    assert find(session.project, name).clip.effects[0].setting("words") == "Ciao"
