"""What the menu of a file in the library does to the timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from studio.edits import add_asset
from studio.ui.library.media_menus import media_menu
from tests.helpers.word_sources import play, word
from tests.studio.ui.timeline.conftest import show
from tests.studio.ui.timeline.scenes import at, usual


def chosen(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if action.text() == words)
    assert action.isEnabled()
    action.trigger()


def test_a_file_is_put_over_what_is_there_or_in_the_place_of_the_selected_clips_own(view, session):
    show(view, add_asset(usual(), word("new!")))
    parent = QWidget()

    def menu() -> QMenu:
        return media_menu(parent, view.bridge, ("file:new!",), odd=False, rename=lambda: None)

    session.select([])
    replaced = next(action for action in menu().actions() if action.text() == "Replace the selected clip")
    assert not replaced.isEnabled()
    session.move_playhead(at(1))
    chosen(menu(), "Overwrite at the playhead")
    assert play(session.project)[::30] == "anew!fghij"
    session.undo()
    chosen(menu(), "Insert at the playhead")
    assert play(session.project)[::30] == "new!abcdefghij"
    session.undo()
    session.select(["ghij"])
    chosen(menu(), "Replace the selected clip")
    assert play(session.project)[::30] == "abcdefnew!"
    parent.deleteLater()
