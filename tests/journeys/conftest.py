"""Windows of the journeys, closed at the end whatever happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui.window import MainWindow


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot) -> Iterator[list[MainWindow]]:
    """Windows that are closed at the end, whatever happened."""
    opened: list[MainWindow] = []
    yield opened
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
