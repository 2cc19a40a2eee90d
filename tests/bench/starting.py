"""From the command to a window one can use, beside a bare PySide6 window."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from pathlib import Path

from tests.bench.rows import Row, interleaved, python

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.show()
def painted():
    application.quit()
QTimer.singleShot(0, painted)
application.exec()
"""

OURS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from effects import all_effects
from studio.effect import Effects
from studio.ui.app import make_window
application = QApplication([])
window = make_window(application, Effects(all_effects))
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
window.close()
"""


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Whole processes: start, show, first turn of the event loop, quit."""
    done = interleaved({"bare": python("-c", BARE), "ours": python("-c", OURS)}, max(3, runs))
    bare = statistics.median(run.wall_s for run in done["bare"])
    ours = statistics.median(run.wall_s for run in done["ours"])
    yield Row(group="start", name="a bare PySide6 window", value=bare, unit="s")
    yield Row(
        group="start", name="to a usable window", value=ours, unit="s", limit=1.5 * bare + 0.5, limit_name="at most"
    )
