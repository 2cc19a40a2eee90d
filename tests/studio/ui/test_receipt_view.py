"""The receipt in the window: a line when all is well, unfolded when it is not, saved when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.media import Proof, Receipt
from studio.ui.export.receipt_view import ReceiptView

GOOD = Proof("size", "1080×1920", "1080×1920", passed=True)
BAD = Proof("length", "3.000 s, 90", "2.967 s, 89", passed=False)


@pytest.fixture
def view(qtbot: QtBot) -> ReceiptView:
    made = ReceiptView()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    return made


def words(view: ReceiptView) -> list[str]:
    return [found.text() for found in view.details.findChildren(QLabel)]


def test_a_good_receipt_is_one_line_that_can_be_unfolded(view: ReceiptView) -> None:
    view.show_receipt(Receipt(file="a.mp4", bytes=1, proofs=(GOOD, GOOD), passed=True), Path("a.mp4"))
    view.show()
    assert view.summary.text() == "Read back: 2 of 2 proofs hold."
    assert not view.details.isVisible()
    QTest.mouseClick(view.unfold, Qt.MouseButton.LeftButton)
    assert view.details.isVisible()
    assert "1080×1920" in words(view)
    QTest.mouseClick(view.unfold, Qt.MouseButton.LeftButton)
    assert not view.details.isVisible()


def test_what_failed_comes_first_and_is_said_with_what_was_planned(view: ReceiptView) -> None:
    view.show_receipt(Receipt(file="a.mp4", bytes=1, proofs=(GOOD, BAD)), Path("a.mp4"))
    assert view.details.isVisibleTo(view)
    shown = [word for word in words(view) if word]
    assert shown[:2] == ["Length", "2.967 s, 89, planned was 3.000 s, 90"]


def test_it_is_saved_as_json_and_nothing_is_shown_without_one(view: ReceiptView, tmp_path: Path) -> None:
    view.show_receipt(Receipt(file="a.mp4", bytes=1, proofs=(GOOD,), passed=True), tmp_path / "a.mp4")
    view.save_to(tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_bytes())["proofs"][0]["name"] == "size"
    view.show_receipt(None, Path())
    assert not view.isVisibleTo(view.parentWidget() or view.window()) or not view.isVisible()
