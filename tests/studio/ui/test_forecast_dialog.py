"""The forecast dialog: it comes with numbers, a reason's place and fix are one click, it says that it is a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.model import duration
from studio.ui.reach.dialog import ForecastDialog
from studio.ui.window import MainWindow
from tests.helpers.own_post_files import tiktok


@pytest.fixture
def forecast(qtbot: QtBot, filled: MainWindow) -> Iterator[ForecastDialog]:
    """The dialog with all there is to show."""
    filled.run("forecast")
    qtbot.waitUntil(lambda: filled.dialog is not None, timeout=60_000)
    dialog = filled.dialog
    assert isinstance(dialog, ForecastDialog)
    qtbot.waitUntil(lambda: dialog.shown is not None and dialog.shown.whole, timeout=60_000)
    yield dialog
    if filled.dialog is dialog:
        dialog.close_dialog()


def words(dialog: ForecastDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_fix_is_one_step_that_can_be_undone_and_a_click_goes_to_the_place(
    qtbot: QtBot, filled: MainWindow, forecast: ForecastDialog
) -> None:
    before = filled.session.project
    row = next(row for row in forecast.reasons.rows if row.reason.code == "dead")
    assert row.button is not None
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert duration(filled.session.project) < duration(before)
    shorter = float(duration(filled.session.project))
    qtbot.waitUntil(
        lambda: bool(forecast.shown) and forecast.shown.whole and forecast.shown.forecast.seconds == shorter,
        timeout=60_000,
    )
    filled.session.undo()
    assert filled.session.project == before
    place = next(row for row in forecast.reasons.rows if row.reason.at is not None)
    assert place.reason.at is not None
    qtbot.mouseClick(place.time, Qt.MouseButton.LeftButton)
    assert filled.dialog is None
    assert filled.session.playhead == place.reason.at.start


def test_it_says_that_it_is_a_model_and_follows_sliders_followers_and_platforms(
    qtbot: QtBot, forecast: ForecastDialog, tmp_path: Path
) -> None:
    told = words(forecast)
    assert "A model, not the platform" in told
    assert "as far as this model can tell" in told
    assert "at least ten own posts" in told
    assert "Policy “tiktok”" in told
    assert forecast.reasons.rows
    assert not forecast.grab().isNull()
    before = forecast.shown
    assert before is not None
    row = forecast.weights.rows["share"]
    row.field.entered.emit(6.0)
    qtbot.waitUntil(lambda: forecast.shown is not before, timeout=60_000)
    assert forecast.shown is not None
    assert forecast.shown.forecast.carried != before.forecast.carried
    assert not forecast.weights.reset.isHidden()
    forecast.weights.reset.click()
    forecast.own_posts.bring([tiktok(tmp_path / "Content.zip", [100 * number for number in range(1, 16)])])
    qtbot.waitUntil(lambda: "as learned from 15 of your posts" in words(forecast), timeout=60_000)
    assert "TikTok: 15 posts" in forecast.own_posts.told.text()
    assert not forecast.own_posts.erase.isHidden()
    forecast.own_posts.forget()
    qtbot.waitUntil(lambda: "(0 are)" in words(forecast), timeout=60_000)
    assert forecast.own_posts.erase.isHidden()
    forecast.followers.entered.emit(1200.0)
    qtbot.waitUntil(lambda: bool(forecast.shown) and forecast.shown.forecast.among_all is not None, timeout=60_000)
    assert forecast.shown.forecast.pools == before.forecast.pools
    choice = forecast.policy_choice
    choice.setCurrentIndex(choice.findData("x"))
    choice.chosen.emit("x")
    qtbot.waitUntil(lambda: bool(forecast.shown) and forecast.shown.forecast.policy == "x", timeout=60_000)
    choice.setCurrentIndex(choice.findData("bilibili"))
    choice.chosen.emit("bilibili")
    assert "There is no policy for Bilibili" in forecast.progress.text()
    choice.setCurrentIndex(choice.findData("x"))
    forecast.save_report(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "A model, not the platform." in page
    assert "data:image/jpeg;base64,/9j/" in page
