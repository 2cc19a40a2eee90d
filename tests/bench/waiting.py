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
    """The main thread did not come by for so long; of that it worked, and stood ready without a processor; where it
    was, innermost line of ours first.

    The rest it waited for a lock (the interpreter's among them) or a disk.
    """

    ms: float
    worked_ms: float
    queued_ms: float
    where: str


def queued_s() -> float:
    """Seconds the calling thread has stood ready and had no processor; 0 where the system does not say (not Linux)."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


class Watchdog:
    """Watches the thread that made it. `came_by` is called wherever that thread would take the next event."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._seen, self._worked, self._queued = time.perf_counter(), time.thread_time(), queued_s()
        self._ends = threading.Event()
        self._places: dict[str, int] = {}
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (closed when watching ends)
        self.blocks: list[Block] = []

    def came_by(self) -> None:
        """The thread is free again."""
        now, worked, queued = time.perf_counter(), time.thread_time(), queued_s()
        held, busy, behind = (
            (later - sooner) * 1000
            for later, sooner in ((now, self._seen), (worked, self._worked), (queued, self._queued))
        )
        places, self._places = self._places, {}
        if held > LIMIT_MS:
            self.blocks.append(Block(held, busy, behind, max(places, key=places.__getitem__, default="unknown")))
        self._seen, self._worked, self._queued = now, worked, queued

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
    yield from _told(sorted(watchdog.blocks, reverse=True))


def _told(blocks: list[Block]) -> Iterable[Row]:
    """By the clock, which counts what the machine had no processor for, and by the thread's own work."""
    note = "; ".join(
        f"{block.ms:.0f} ms, {block.worked_ms:.0f} worked, {block.queued_ms:.0f} without a processor, in {block.where}"
        for block in blocks[:_MOST_NAMED]
    )
    yield Row(
        group="waiting", name=f"main thread held up, {ACTIONS} actions: worst", unit="ms",
        value=blocks[0].ms if blocks else 0.0, limit=LIMIT_MS, limit_name="at most", note=note,
    )  # fmt: skip
    yield Row(
        group="waiting", name="times it was held up over 100 ms", value=float(len(blocks)), unit="", limit=0.0,
        limit_name="at most",
    )  # fmt: skip
    # A machine that others use holds up the best program: then the clock says little, its own work and locks all.
    own = [block.ms - block.queued_ms for block in blocks]
    yield Row(
        group="waiting", name="without what it stood in the machine's queue: worst", value=max(own, default=0.0),
        unit="ms", limit=LIMIT_MS, limit_name="at most",
    )  # fmt: skip
    most = max((block.worked_ms for block in blocks), default=0.0)
    yield Row(
        group="waiting", name="its own work in these times: worst", value=most, unit="ms", limit=LIMIT_MS,
        limit_name="at most", note=f"{sum(block.worked_ms > LIMIT_MS for block in blocks)} times over 100 ms",
    )  # fmt: skip
