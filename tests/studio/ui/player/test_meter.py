"""The loudness meter beside the picture."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.media import Level
from studio.ui.player.meter import Meter


def test_bars_rise_at_once_and_fall_slowly_and_the_highest_stays(qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.show()
    meter.show_level(Level(-6.0, -12.0, -14.2))
    assert meter.bars == [-6.0, -12.0]
    assert "LUFS" in meter.accessibleDescription()
    meter.show_level(Level(float("-inf"), -40.0, -14.5))
    assert -10 < meter.bars[0] < -6
    assert meter.highest == -6.0
    meter.grab()
    meter.show_level(None)
    assert meter.bars == [-60.0, -60.0]
