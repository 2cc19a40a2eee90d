"""How long the main thread is ever held up: a watchdog beside a window full of footage in which a robot works.

The watchdog looks every few milliseconds whether the main thread came by, and where it stands when it did not.
"""

from __future__ import annotations

import faulthandler
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from effects import all_effects
from studio.commands import run_command
from studio.effect import Effects
from studio.ui.app import make_window
from tests.bench.material import two_clips
from tests.bench.rows import REPOSITORY, Row
from tests.studio.ui.robot import WindowRobot

LIMIT_MS = 100.0
ACTIONS = 1000
_LOOK_S = 0.004
_MOST_NAMED = 4


class Block(NamedTuple):
    """The main thread did not come by for so long; where it stood, innermost line of ours first."""

    ms: float
    where: str


class Watchdog:
    """Watches the thread that made it. `came_by` is called wherever that thread would take the next event."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._seen = time.perf_counter()
        self._ends = threading.Event()
        self._places: dict[str, int] = {}
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (closed when watching ends)
        self.blocks: list[Block] = []

    def came_by(self) -> None:
        """The thread is free again."""
        now = time.perf_counter()
        held = (now - self._seen) * 1000
        places, self._places = self._places, {}
        if held > LIMIT_MS:
            self.blocks.append(Block(held, max(places, key=places.__getitem__, default="unknown")))
        self._seen = now

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look from a thread of its own."""
        looking = threading.Thread(target=self._look, name="watchdog", daemon=True)
        looking.start()
        try:
            yield
        finally:
            self._ends.set()
            looking.join()
            self._file.close()

    def _look(self) -> None:
        while not self._ends.wait(_LOOK_S):
            if (time.perf_counter() - self._seen) * 1000 > LIMIT_MS / 4:
                place = self._place()
                self._places[place] = self._places.get(place, 0) + 1

    def _place(self) -> str:
        """The innermost lines of the studio that the thread stands in, the innermost first.

        Through `faulthandler`, which looks and holds nothing: a frame held here would keep the painter in it alive, and
        Qt ends the process over that.
        """
        self._file.seek(0)
        self._file.truncate()
        faulthandler.dump_traceback(self._file, all_threads=True)
        self._file.seek(0)
        threads = self._file.read().split("\n\n")
        stack = next((text for text in threads if f"0x{self._thread:016x}" in text), "")
        found = re.findall(r'File "([^"]+)", line (\d+) in (\S+)', stack)
        studio = f"{REPOSITORY / 'studio'}{os.sep}"
        ours = [
            f"{Path(file).relative_to(REPOSITORY)}:{line} {name}"
            for file, line, name in found
            if file.startswith(studio)
        ]
        outside = [f"{Path(file).name}:{line} {name}" for file, line, name in found]
        return " < ".join(ours[:3]) or f"outside the studio: {' < '.join(outside[:2])}"


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """A window with two films on the timeline, in which the robot works."""
    os.environ["XDG_DATA_HOME"] = str(folder)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = make_window(application, Effects(all_effects()))
    window.session.new_project(name="Waiting")
    for film in two_clips(folder):
        run_command(window.session, "append", {"media": str(film)})
    for at in ("2", "5", "9", "14"):
        run_command(window.session, "split", {"at": at})
    run_command(window.session, "title", {"text": "It opens", "at": "1"})
    window.resize(1440, 900)
    window.show()
    settle = time.perf_counter()
    while time.perf_counter() - settle < 5:
        application.processEvents()
        time.sleep(0.005)
    watchdog = Watchdog()
    robot = WindowRobot(window, 7)
    with watchdog.watching():
        for _ in range(ACTIONS):
            watchdog.came_by()
            robot.act(watchdog.came_by)
        watchdog.came_by()
    robot.end()
    window.close()
    worst = sorted(watchdog.blocks, reverse=True)
    longest = worst[0].ms if worst else LIMIT_MS
    note = "; ".join(f"{block.ms:.0f} ms in {block.where}" for block in worst[:_MOST_NAMED])
    yield Row(
        group="waiting", name=f"main thread held up, {ACTIONS} actions: worst", value=longest, unit="ms",
        limit=LIMIT_MS, limit_name="at most", note=note,
    )  # fmt: skip
    yield Row(
        group="waiting", name="times it was held up over 100 ms", value=float(len(worst)), unit="", limit=0.0,
        limit_name="at most",
    )  # fmt: skip
