"""Takes the four pictures of the README from the real window: `.venv/bin/python packaging/screenshots.py`.

The project on them is the one that `decollage demo` makes. Without a display they are drawn all the same. It must
never touch the person's own projects and settings.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "packaging" / "pictures"
WIDTH, HEIGHT = 1440, 900
QUIET_S = 1.0
PATIENCE_S = 40.0


def main() -> int:
    """The exit status."""
    sys.path[0] = str(ROOT)
    with tempfile.TemporaryDirectory(prefix="decollage-pictures-", ignore_cleanup_errors=True) as folder:
        os.environ["DECOLLAGE_HOME"] = str(Path(folder) / "home")
        os.environ["HOME"] = "/home/you"
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        demo = Path(folder) / "demo"
        subprocess.run([sys.executable, "-m", "studio", "demo", str(demo)], cwd=ROOT, check=True)
        take_pictures(next(demo.rglob("*.decollage")))
    return 0


def take_pictures(project: Path) -> None:
    """Open the project in the window and save the window in each of its states."""
    from PySide6.QtWidgets import QApplication

    from effects import all_effects
    from studio.effect import Effects
    from studio.model import Clip, duration
    from studio.ui.app import make_window

    application = QApplication(["decollage"])
    window = make_window(application, Effects(all_effects()))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.open_project(project)
    session = window.session
    session.move_playhead(duration(session.project) / 5)
    session.select([next(item.id for item in session.project.main if isinstance(item, Clip))])
    PICTURES.mkdir(exist_ok=True)

    save(window, "edit")
    window.change_theme()
    save(window, "light")
    window.change_theme()
    window.open_export()
    save(window, "export")
    if window.dialog is not None:
        window.dialog.close_dialog()
    window.show_start()
    save(window, "start")
    window.close()


def save(window: QWidget, name: str) -> None:
    """Save what the window shows once nothing moves in it any more."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    before, quiet_since, gives_up = QImage(), time.monotonic(), time.monotonic() + PATIENCE_S
    while time.monotonic() < gives_up:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 100)
        now = window.grab().toImage()
        if now != before:
            before, quiet_since = now, time.monotonic()
        elif time.monotonic() - quiet_since > QUIET_S:
            break
        time.sleep(0.05)
    path = PICTURES / f"{name}.png"
    before.convertToFormat(QImage.Format.Format_RGB888).save(str(path))
    print(path.relative_to(ROOT), f"{before.width()}×{before.height()}, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
