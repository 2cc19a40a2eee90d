"""A robot at the window: no exception, no warning of Qt, the project whole, and undo back to the very start."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.ui.window import MainWindow
from tests.studio.ui.robot import WindowRobot

IN_THE_SUITE, ROUNDS = 1000, 20


def play(window: MainWindow, seed: int, steps: int) -> None:
    robot = WindowRobot(window, seed)
    try:
        for _ in range(steps):
            robot.act()
    except BaseException as error:
        error.add_note("The robot's last steps:\n" + "\n".join(robot.did[-12:]))
        raise
    finally:
        robot._nurse.stop()
    robot.end()


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trash, documents and whatever else the robot may reach lie in the test's own folder."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_a_thousand_random_clicks_keys_and_drags_break_nothing(filled: MainWindow) -> None:
    filled.activateWindow()
    play(filled, 1, IN_THE_SUITE)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, ROUNDS + 2))
def test_twenty_thousand_of_them_break_nothing_either(filled: MainWindow, seed: int) -> None:
    filled.activateWindow()
    play(filled, seed, IN_THE_SUITE)
