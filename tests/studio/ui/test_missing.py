"""Files that go, come back or are replaced while the window is open; and the project collected with all of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.files import load_project
from studio.model import Footage
from studio.ui.missing_dialog import MissingDialog
from studio.ui.window import MainWindow
from tests.helpers.make_media import photo, plain

PATIENCE_MS = 20_000


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "work" / "ビデオ 🎬 é"
    folder.mkdir(parents=True)
    for number in range(4):
        photo(folder / f"{number}.png", plain((number * 60, 80, 0), (60 + number, 40)))
    return folder


@pytest.fixture
def edited(window: MainWindow, qtbot: QtBot, here: Path) -> MainWindow:
    """A window whose project shows four photos, one after the other, and was saved beside them."""
    window.import_files(tuple(here / f"{number}.png" for number in range(4)))
    qtbot.waitUntil(lambda: len(window.session.project.main) == 4, timeout=PATIENCE_MS)
    window.session.save(here / "p.decollage")
    looked(window, qtbot)
    return window


def looked(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the files were looked at once more."""
    missing = window.missing
    qtbot.waitUntil(lambda: not missing._busy and not missing._soon.isActive(), timeout=PATIENCE_MS)
    missing.look()
    qtbot.waitUntil(lambda: not missing._busy and not missing._soon.isActive(), timeout=PATIENCE_MS)


def away(here: Path, tmp_path: Path, *numbers: int) -> Path:
    """Move photos to where nobody looks unasked."""
    far = tmp_path / "1" / "2" / "3" / "4" / "far"
    far.mkdir(parents=True)
    for number in numbers:
        (here / f"{number}.png").rename(far / f"other {number}.png")
    return far


def paths(window: MainWindow) -> set[Path]:
    return {Path(asset.path) for asset in window.session.project.assets}


def asset_named(window: MainWindow, name: str) -> str:
    return next(asset.id for asset in window.session.project.assets if asset.name == name)


def test_a_missing_file_is_marked_everywhere_and_told_once(edited: MainWindow, qtbot: QtBot, here, tmp_path) -> None:
    away(here, tmp_path, 0)
    looked(edited, qtbot)
    assert edited.toast.words == "“0.png” is missing."
    grid = edited.editor.media.grid
    assert [card.wrong for card in grid.cards_model.cards if card.name == "0.png"] == ["Missing"]
    first = edited.session.project.main[0].content
    assert isinstance(first, Footage)
    assert edited.editor.missing_note.words == "0.png"
    edited.session.move_playhead(edited.session.project.main[0].length)
    assert edited.editor.missing_note.words == ""
    edited.toast.hide()
    looked(edited, qtbot)
    assert edited.toast.words == ""


def test_a_file_that_comes_back_is_there_again(edited: MainWindow, qtbot: QtBot, here, tmp_path) -> None:
    far = away(here, tmp_path, 0)
    looked(edited, qtbot)
    (far / "other 0.png").rename(here / "0.png")
    looked(edited, qtbot)
    assert edited.missing.odd == ()
    assert edited.toast.words == ""
    assert [card.wrong for card in edited.editor.media.grid.cards_model.cards] == [""] * 4
    assert edited.editor.missing_note.words == ""


def test_a_renamed_file_is_found_by_itself_and_undone_is_undone(edited: MainWindow, qtbot: QtBot, here) -> None:
    (here / "0.png").rename(here / "new name.png")
    looked(edited, qtbot)
    assert here / "new name.png" in paths(edited)
    assert edited.toast.words == "“0.png” was found again in “ビデオ 🎬 é”."
    assert str(edited.session.history.present.label) == "Find media"
    edited.session.undo()
    looked(edited, qtbot)
    assert here / "0.png" in paths(edited)
    assert edited.session.history.future


def test_one_folder_brings_back_all_that_lie_in_it(edited: MainWindow, qtbot: QtBot, here, tmp_path) -> None:
    far = away(here, tmp_path, 0, 1, 2)
    looked(edited, qtbot)
    assert edited.toast.words == "3 files are missing or were replaced."
    edited.run("find-media")
    dialog = edited.dialog
    assert isinstance(dialog, MissingDialog)
    assert len(dialog.rows) == 3
    dialog.search((here.parent,))
    qtbot.waitUntil(lambda: dialog.answer.text() == "None of the missing files is there.", timeout=PATIENCE_MS)
    before = len(edited.session.history.past)
    dialog.search((far.parent,))
    qtbot.waitUntil(lambda: not edited.missing.odd, timeout=PATIENCE_MS)
    assert len(edited.session.history.past) == before + 1
    assert {path.parent for path in paths(edited)} == {here, far}
    assert dialog.rows == []
    dialog.close_dialog()


def test_pointing_at_one_file_is_enough_for_that_file(edited: MainWindow, qtbot: QtBot, here, tmp_path) -> None:
    far = away(here, tmp_path, 0)
    looked(edited, qtbot)
    edited.renew_media(asset_named(edited, "0.png"), far / "other 0.png")
    qtbot.waitUntil(lambda: far / "other 0.png" in paths(edited), timeout=PATIENCE_MS)
    assert str(edited.session.history.present.label) == "Find media"


def test_a_replaced_file_is_told_and_taken_at_a_word(edited: MainWindow, qtbot: QtBot, here) -> None:
    photo(here / "0.png", plain((1, 2, 3), (90, 50)))
    looked(edited, qtbot)
    assert edited.toast.words == "“0.png” is another file now than the one the clips were made of."
    assert [card.wrong for card in edited.editor.media.grid.cards_model.cards if card.wrong] == ["Replaced"]
    asset_id = asset_named(edited, "0.png")
    edited.renew_media(asset_id, here / "0.png")
    qtbot.waitUntil(lambda: edited.session.project.asset(asset_id).width == 90, timeout=PATIENCE_MS)
    looked(edited, qtbot)
    assert edited.missing.odd == ()


def test_a_file_that_cannot_be_used_does_not_take_a_place(edited: MainWindow, qtbot: QtBot, here) -> None:
    before = edited.session.project
    (here / "x.png").write_bytes(b"nothing")
    edited.renew_media(asset_named(edited, "0.png"), here / "x.png")
    qtbot.waitUntil(lambda: edited.toast.words.startswith("“x.png” is"), timeout=PATIENCE_MS)
    assert edited.session.project is before


def test_a_project_is_collected_with_its_media_and_opens_elsewhere(
    edited: MainWindow, qtbot: QtBot, here, tmp_path
) -> None:
    for target in (tmp_path / "whole 🎬", tmp_path / "whole.zip"):
        edited.collecting.start(target)
        qtbot.waitUntil(lambda: not edited.collecting.under_way, timeout=PATIENCE_MS)
        assert edited.toast.words == f"“{target.name}” holds the project and its media."
    (file,) = (tmp_path / "whole 🎬").glob("*.decollage")
    assert len(load_project(file).project.assets) == 4
    assert zipfile.ZipFile(tmp_path / "whole.zip").testzip() is None
    edited.collecting.start(tmp_path / "whole.zip")
    qtbot.waitUntil(lambda: not edited.collecting.under_way, timeout=PATIENCE_MS)
    assert edited.toast.words == "“whole.zip” is already there. Choose another name."
    name = edited.session.project.name
    edited.open_project(tmp_path / "whole.zip")
    qtbot.waitUntil(lambda: not edited.collecting.under_way, timeout=PATIENCE_MS)
    assert edited.session.project.name == name
    assert all(Path(asset.path).parent.parent.parent == tmp_path for asset in edited.session.project.assets)


def test_collecting_with_a_file_missing_says_which(edited: MainWindow, qtbot: QtBot, here, tmp_path) -> None:
    away(here, tmp_path, 2)
    edited.collecting.start(tmp_path / "out")
    qtbot.waitUntil(lambda: not edited.collecting.under_way, timeout=PATIENCE_MS)
    assert edited.toast.words == "“2.png” is missing. Find it first, then collect."
