"""Where the panels stand: hidden, tall, kept, and back to the usual."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from effects import all_effects
from studio.effect import Effects
from studio.ui.app import make_window
from studio.ui.values_dialog import ValuesDialog
from studio.ui.window import MainWindow


def sizes(window: MainWindow) -> tuple[list[int], list[int]]:
    QApplication.processEvents()
    return window.editor.columns.sizes(), window.editor.rows.sizes()


def test_panels_hide_and_come_back_where_they_stood(filled: MainWindow) -> None:
    before = sizes(filled)
    for panel in ("library", "inspector", "timeline"):
        filled.run(f"show-{panel}")
        assert not filled.editor.panel(panel).isVisible()
        filled.run(f"show-{panel}")
    assert sizes(filled) == before


def test_the_tall_player_has_the_whole_height_and_gives_it_back(filled: MainWindow) -> None:
    filled.run("layout-tall")
    QApplication.processEvents()
    assert filled.editor.player.height() > 0.9 * filled.editor.height()
    filled.run("layout")
    QApplication.processEvents()
    assert filled.editor.player.height() < 0.8 * filled.editor.height()
    assert filled.editor.columns.indexOf(filled.editor.player) == 1


def test_a_layout_is_kept_under_a_name_and_used_again(filled: MainWindow) -> None:
    filled.editor.columns.setSizes([500, 500, 400])
    filled.run("show-timeline")
    wanted = sizes(filled)
    filled.run("keep-layout")
    assert isinstance(filled.dialog, ValuesDialog)
    filled.dialog.fields["name"].setText("Wide library")
    filled.dialog.run()
    assert filled.dialog is None
    filled.run("layout-tall")
    filled.run("use-layout", {"name": "Wide library"})
    assert sizes(filled) == wanted
    assert not filled.editor.panel("timeline").isVisible()
    filled.run("use-layout", {"name": "none such"})
    assert "Wide library" in filled.toast.words


def test_the_next_start_finds_the_panels_where_they_were(filled: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    filled.run("layout-tall")
    filled.run("show-library")
    filled.close()
    again = make_window(qapp, Effects(all_effects()))
    try:
        again.session.new_project()
        assert again.editor.tall
        assert again.editor.panel("library").isHidden()
    finally:
        again.close()
        again.deleteLater()


def test_the_full_screen_gives_back_only_what_was_there(filled: MainWindow) -> None:
    filled.run("show-library")
    filled.run("full-screen")
    filled.run("full-screen")
    assert filled.editor.library.isHidden()
    assert filled.editor.inspector.isVisible()
