"""A person puts order into ten clips: folders, stars, what is unused; then a look and a transition from the library.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.model import Clip
from studio.ui.adding import look_of
from studio.ui.controls.cards import CardGrid
from studio.ui.values_dialog import ValuesDialog
from studio.ui.window import MainWindow
from tests.helpers.person import LEFT, PLAIN, Person, start
from tests.helpers.real_media import real

CLIPS = (
    "video/mdn__flower.mp4",
    "video/intel__bottle-detection.mp4",
    "video/mdn__friday.mp4",
    "video/moviepy__fire2.mp4",
    "video/media3__sample_rotate_and_reflect.mp4",
    "video/autoeditor__man-on-green-screen.mp4",
    "video/mdn__bug_video_640.mp4",
    "video/media3__sample_shorter_audio.mp4",
    "video/torchcodec__nasa_13013.mp4",
    "video/mediabunny__rotate-buck-bunny.mp4",
)


def test_ten_clips_are_put_in_order(windows: list[MainWindow], qapp: QApplication, qtbot: QtBot) -> None:
    person = start(windows, qapp, qtbot)
    person.session.new_project()
    media = person.window.editor.media
    person.window.bridge.importing.start([real(name) for name in CLIPS])
    person.until(lambda: len(media.grid.cards_model.pictures) == len(CLIPS))
    person.see("ten clips")
    two = [asset.id for asset in person.project.assets][:2]
    for asset_id in two:
        person.double_click(media.grid, asset_id)
    _sort(person)
    _find_unused(person)
    _look_by_double_click(person)
    _transition_by_drag(person)


def _choose(person: Person, ids: list[str]) -> CardGrid:
    """Click the first, Ctrl-click the rest."""
    grid = person.window.editor.media.grid
    for number, card_id in enumerate(ids):
        row = next(at for at, card in enumerate(grid.cards_model.cards) if card.id == card_id)
        held = Qt.KeyboardModifier.ControlModifier if number else PLAIN
        grid.scrollTo(grid.cards_model.index(row))
        where = grid.visualRect(grid.cards_model.index(row)).topLeft()
        where.setX(where.x() + 30)
        where.setY(where.y() + 30)
        QTest.mouseClick(grid.viewport(), LEFT, held, where)
    return grid


def _sort(person: Person) -> None:
    """Three clips go into a folder that is made for them, and are rated there by a key."""
    media = person.window.editor.media
    ids = [asset.id for asset in person.project.assets][2:5]
    grid = _choose(person, ids)
    assert media.chosen == tuple(ids)
    media._new_folder()
    dialog = person.window.dialog
    assert isinstance(dialog, ValuesDialog)
    field = dialog.fields["name"]
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Beach")
    QTest.keyClick(field, Qt.Key.Key_Return)
    [folder] = person.project.folders
    assert [asset.folder for asset in person.project.assets].count(folder.id) == 3
    assert grid.cards_model.cards[0].name == "Beach"
    person.see("a folder")
    # The seven others lie beside it; another one is dragged onto it.
    sixth = person.project.assets[5].id
    _drop(grid, grid, sixth, grid.visualRect(grid.cards_model.index(0)).center().toPointF())
    person.double_click(grid, f"folder/{folder.id}")
    assert [card.id for card in grid.cards_model.cards] == [*ids, sixth]
    person.settled()
    _choose(person, [ids[1]])
    QTest.keyClick(grid, Qt.Key.Key_4)
    assert person.project.asset(ids[1]).stars == 4  # type: ignore[union-attr]
    person.see("in the folder")
    QTest.keyClick(grid, Qt.Key.Key_Backspace)
    assert media.wanted.folder == ""
    media.search.setText("bug")
    assert [card.name for card in grid.cards_model.cards] == ["mdn__bug_video_640.mp4"]
    media.search.clear()
    person.window.run("library-rows")
    person.see("a list")
    person.window.run("library-rows")


def _find_unused(person: Person) -> None:
    """Eight of the ten are on no timeline; they go in one step, and come back."""
    from dataclasses import replace

    media = person.window.editor.media
    media.want(replace(media.wanted, use="unused"))
    assert len(media.grid.cards_model.cards) == 8
    person.see("unused")
    before = person.project
    person.window.run("remove-unused")
    assert [asset.id for asset in person.project.assets] == [asset.id for asset in before.assets[:2]]
    person.window.run("undo")
    assert person.project is before
    media._show_all()
    used = person.project.assets[1].id
    _choose(person, [used])
    person.window.run("find-on-timeline")
    assert len(person.session.selection) == 1


def _look_by_double_click(person: Person) -> None:
    editor = person.window.editor
    clip = next(thing for thing in person.project.main if isinstance(thing, Clip))
    person.session.select((clip.id,))
    editor.library.show_tab("looks")
    person.until(lambda: len(editor.looks.grid.cards_model.pictures) == len(editor.looks.grid.cards_model.cards))
    person.double_click(editor.looks.grid, "look_meadow")
    worn = look_of(person.session, person.clip(clip.id))
    assert worn is not None
    assert worn.effect == "look_meadow"
    person.see("a look")


def _transition_by_drag(person: Person) -> None:
    editor = person.window.editor
    editor.library.show_tab("transitions")
    grid = editor.transitions.sections.grid_of("dissolve")
    incoming = person.project.main[1]
    assert isinstance(incoming, Clip)
    x, y = person.on_timeline(incoming.id, 0.01)
    _drop(grid, editor.timeline, "dissolve", QPointF(x, y))
    found = person.clip(incoming.id)
    assert found.enter is not None
    assert found.enter.effect == "dissolve"
    person.see("a transition")


def _drop(grid: CardGrid, target: QWidget, card_id: str, at: QPointF) -> None:
    """Carry a card of the grid to a place of another widget."""
    row = next(at for at, card in enumerate(grid.cards_model.cards) if card.id == card_id)
    data = grid.cards_model.mimeData([grid.cards_model.index(row)])
    under = target.viewport() if isinstance(target, CardGrid) else target
    copy, none = Qt.DropAction.CopyAction, PLAIN
    QApplication.sendEvent(under, QDragEnterEvent(at.toPoint(), copy, data, LEFT, none))
    QApplication.sendEvent(under, QDragMoveEvent(at.toPoint(), copy, data, LEFT, none))
    QApplication.sendEvent(under, QDropEvent(at, copy, data, LEFT, none))
