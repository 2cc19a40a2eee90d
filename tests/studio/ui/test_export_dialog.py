"""The export dialog: what can be chosen, what goes on while it is closed; and that nothing is left behind."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.edits import set_place
from studio.media import Animation, ExportSettings, SoundFile, Still
from studio.model import Span
from studio.ui.controls.buttons import PushButton
from studio.ui.export.dialog import ExportDialog
from studio.ui.export.form import file_name
from studio.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000


def export_dialog(window: MainWindow, folder: Path) -> ExportDialog:
    window.run("export")
    made = window.dialog
    assert isinstance(made, ExportDialog)
    made.form.folder.setText(str(folder))
    made.form.name.setText("colours")
    return made


@pytest.fixture
def dialog(filled: MainWindow, tmp_path: Path) -> ExportDialog:
    return export_dialog(filled, tmp_path)


@pytest.fixture
def small(brief: MainWindow, tmp_path: Path) -> ExportDialog:
    """What it writes is short and small."""
    made = export_dialog(brief, tmp_path)
    made.form.advanced.side.set_key("480")
    made.form.advanced.chosen.emit()
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def states(window: MainWindow) -> list[str]:
    return [one.state for one in window.exporting.exports]


def test_a_film_is_written_and_nothing_else_is_left(
    small: ExportDialog, brief: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(small.form.export, LEFT)
    assert states(brief) == ["running"]
    qtbot.waitUntil(lambda: small.queue.last is not None, timeout=PATIENCE_MS)
    assert small.queue.last is not None
    assert small.queue.last.outcome.text() == "“colours.mp4” is ready."
    assert small.queue.cards == {}
    assert names(tmp_path) == ["colours.mp4"]


def test_exports_go_on_when_the_dialog_is_closed_and_one_after_the_other(
    small: ExportDialog, brief: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(small.form.export, LEFT)
    small.form.name.setText("again")
    QTest.mouseClick(small.form.export, LEFT)
    assert states(brief) == ["running", "waiting"]
    QTest.mouseClick(small.cross, LEFT)
    assert brief.dialog is None
    brief.session.edit("Low", lambda project: set_place(project, "t1", y=0.1))
    qtbot.waitUntil(lambda: brief.top_bar.export.text().startswith("Exporting"), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: states(brief) == ["done", "done"], timeout=PATIENCE_MS)
    assert names(tmp_path) == ["again.mp4", "colours.mp4"]
    assert brief.toast.words == "“again.mp4” is ready."
    assert brief.top_bar.export.text() == "Export"


def test_closing_the_window_while_something_is_written_asks_once(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.form.export, LEFT)
    QTest.mouseClick(dialog.cross, LEFT)
    assert not filled.close()
    assert "still being written" in filled.toast.words
    assert filled.close()
    assert [path for path in tmp_path.iterdir() if path.suffix == ".mp4"] == []


def test_cancel_stops_an_export_and_leaves_no_file(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.form.export, LEFT)
    (card,) = dialog.queue.cards.values()
    qtbot.waitUntil(lambda: card.bar.value() > 0, timeout=PATIENCE_MS)
    QTest.mouseClick(card.cancel, LEFT)
    qtbot.waitUntil(lambda: not filled.exporting.exports, timeout=PATIENCE_MS)
    assert names(tmp_path) == []


def test_a_paused_export_goes_on_where_it_was_and_another_comes_first(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.form.export, LEFT)
    (card,) = dialog.queue.cards.values()
    qtbot.waitUntil(lambda: card.bar.value() > 0, timeout=PATIENCE_MS)
    QTest.mouseClick(card.rest, LEFT)
    qtbot.waitUntil(lambda: states(filled) == ["paused"], timeout=PATIENCE_MS)
    assert names(tmp_path) == []
    QTest.mouseClick(card.go, LEFT)
    qtbot.waitUntil(lambda: states(filled) == ["done"], timeout=PATIENCE_MS)
    assert names(tmp_path) == ["colours.mp4"]


def test_what_is_added_to_the_queue_waits_can_change_places_and_starts_when_told(
    small: ExportDialog, brief: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        small.form.name.setText(name)
        QTest.mouseClick(small.form.later, LEFT)
    assert states(brief) == ["paused", "paused"]
    second = brief.exporting.exports[1].number
    QTest.mouseClick(small.queue.cards[second].earlier, LEFT)
    assert [one.target.name for one in brief.exporting.exports] == ["second.mp4", "first.mp4"]
    assert next(iter(small.queue.cards)) == second
    QTest.mouseClick(small.queue.start_all, LEFT)
    assert states(brief) == ["running", "waiting"]
    qtbot.waitUntil(lambda: states(brief) == ["done", "done"], timeout=PATIENCE_MS)
    assert names(tmp_path) == ["first.mp4", "second.mp4"]


def test_covers_and_a_post_sheet_are_made_beside_the_film(
    small: ExportDialog, brief: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    small.form.choose("tiktok")
    QTest.mouseClick(small.form.with_covers, LEFT)
    QTest.mouseClick(small.form.with_sheet, LEFT)
    QTest.mouseClick(small.form.export, LEFT)
    qtbot.waitUntil(lambda: states(brief) == ["done"], timeout=PATIENCE_MS)
    assert names(tmp_path) == ["colours.cover-9x16.jpg", "colours.mp4", "colours.post.html", "colours.post.txt"]
    assert small.queue.last is not None
    assert small.queue.last.sheet.isVisibleTo(small.queue.last)


def test_a_folder_that_cannot_be_written_is_said_in_words(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    dialog.form.folder.setText(str(blocked / "below"))
    QTest.mouseClick(dialog.form.export, LEFT)
    qtbot.waitUntil(lambda: states(filled) == ["failed"], timeout=PATIENCE_MS)
    (card,) = dialog.queue.cards.values()
    assert "could not be written" in card.words.text()
    assert card.go.isVisibleTo(card)


FORMATS = {
    "h264": (".mp4", ExportSettings),
    "vp9": (".webm", ExportSettings),
    "prores": (".mov", ExportSettings),
    "gif": (".gif", Animation),
    "mp3": (".mp3", SoundFile),
    "still": (".png", Still),
}


def test_every_format_is_offered_and_names_its_file(dialog: ExportDialog) -> None:
    for key, (ending, kind) in FORMATS.items():
        dialog.form.format.set_key(key)
        dialog.form.refresh()
        ((target, work),) = dialog.form.plan()[0].steps
        assert target.suffix == ending
        assert isinstance(work, kind)
        assert dialog.form.advanced.summary.text()


def test_the_advanced_part_is_folded_until_it_is_wanted_and_what_it_says_is_done(dialog: ExportDialog) -> None:
    advanced = dialog.form.advanced
    assert not advanced.inside.isVisible()
    QTest.mouseClick(advanced.opener, LEFT)
    assert advanced.inside.isVisible()
    before = dialog.form.expected.text()
    advanced.quality.set_key("small")
    advanced.side.set_key("480")
    advanced.rate.set_key("24")
    advanced.level.set_key("as is")
    advanced.chosen.emit()
    work = dialog.form.plan()[0].steps[0][1]
    assert isinstance(work, ExportSettings)
    assert (work.width, work.rate, work.loudness_lufs) == (480, Fraction(24), None)
    assert dialog.form.expected.text() != before
    assert "x264" in advanced.encoder.text()


def test_several_platforms_share_one_file_where_one_suits_all(dialog: ExportDialog) -> None:
    dialog.form.choose("tiktok")
    QTest.mouseClick(dialog.form.chips["shorts"], LEFT)
    assert [platform.id for platform in dialog.form.platforms] == ["tiktok", "shorts"]
    assert dialog.form.suits.text() == "One file that suits all 2."
    assert len(dialog.form.plan()) == 1
    for name in ("tiktok", "shorts"):
        QTest.mouseClick(dialog.form.chips[name], LEFT)
    assert [platform.id for platform in dialog.form.platforms] == ["shorts"], "the last one stays"


def test_only_the_marked_range_is_made_when_that_is_wanted(filled: MainWindow) -> None:
    filled.session.set_range(Span(Fraction(1), Fraction(1)))
    filled.run("export")
    dialog = filled.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.form.span() is None
    QTest.mouseClick(dialog.form.only_range, LEFT)
    span = dialog.form.span()
    assert span is not None
    assert (span.start, span.end) == (1, 2)
    assert dialog.form.length.text().startswith("1")


def test_words_outside_the_safe_zone_are_told_and_can_be_seen(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    filled.session.edit("Low", lambda project: set_place(project, "t1", y=0.8))
    filled.run("export")
    dialog = filled.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.form.checks.errors.text().startswith("1 ")
    shows = [button for button in dialog.form.findChildren(PushButton) if button.text() == "Show"]
    QTest.mouseClick(shows[0], LEFT)
    assert filled.dialog is None
    assert filled.session.selection == ("t1",)
    assert filled.session.playhead > 2


def test_no_key_reaches_what_lies_beneath(dialog: ExportDialog, filled: MainWindow) -> None:
    before = filled.session.project
    filled.session.select(("c1",))
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    assert filled.session.project is before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert filled.dialog is None
    filled.setFocus()
    QTest.keyClick(filled, Qt.Key.Key_Delete)
    assert filled.session.project is not before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Day 5: it opens?", "Day 5 it opens"),
        ("../../etc", "etc"),
        ("   ", "video"),
        ("ok", "ok"),
        ("a" * 300, "a" * 120),
    ],
)
def test_names_become_names_every_file_system_takes(name: str, safe: str) -> None:
    assert file_name(name).replace("  ", " ").strip() == safe


def test_covers_and_single_pictures_show_the_time_chosen_and_copying_can_be_turned_off(
    dialog: ExportDialog, filled: MainWindow, qtbot: QtBot
) -> None:
    form = dialog.form
    assert form.cover_at.text().startswith("0")
    form.cover_at.setFocus()
    form.cover_at.setText("4.51")
    QTest.keyClick(form.cover_at, Qt.Key.Key_Return)
    QTest.mouseClick(form.with_covers, LEFT)
    _film, (_path, cover) = form.plan()[0].steps
    assert isinstance(cover, Still)
    assert cover.moment == Fraction(135, 30)
    for key, ending in (("still-jpg", "jpg"), ("still-webp", "webp")):
        form.format.set_key(key)
        target, still = form.plan()[0].steps[0]
        assert (target.suffix, still.format, still.moment) == (f".{ending}", ending, Fraction(135, 30))
    form.format.set_key("h264")
    form.choose("master")
    assert form.plan()[0].steps[0][1].copy
    form.advanced.copies.click()
    assert not form.plan()[0].steps[0][1].copy
