"""Encoding ahead while nothing goes on: what the next export would need lies in the store before it is asked for.

Only after the first export, which tells the settings, only on mains power, and only while nobody edits or plays. It
must never keep an export, or a person, waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

from studio.session import home_folder, store_folder
from studio.ui.bridge import Bridge

if TYPE_CHECKING:
    from studio.media import ExportProcess, ExportSettings, Work

__all__ = ["Preparing", "on_mains"]

_IDLE_MS = 15_000
_SUPPLIES = Path("/sys/class/power_supply")
_KEY = "export/prepare"


class Preparing(QObject):
    """Has the project encoded for the settings exported last once nothing happened for a while.

    `process` gives the export's process, or None before the first export; `busy` says whether an export runs.
    """

    def __init__(self, bridge: Bridge, process: Callable[[], ExportProcess | None], busy: Callable[[], bool]) -> None:
        super().__init__()
        self._bridge, self._process, self._busy = bridge, process, busy
        self._settings: ExportSettings | None = None
        self.waiting = QTimer(self)
        self.waiting.setSingleShot(True)
        self.waiting.setInterval(_IDLE_MS)
        self.waiting.timeout.connect(self.begin)
        # The playhead moves with every picture that plays, so this holds for playing too.
        for happened in (bridge.project_changed, bridge.playhead_changed, bridge.selection_changed, bridge.skimmed):
            happened.connect(self.hold)

    @property
    def on(self) -> bool:
        """Whether the person lets it."""
        return bool(_kept().value(_KEY) != "off")

    def enable(self, on: bool) -> None:
        """Let it, or not."""
        _kept().setValue(_KEY, "on" if on else "off")
        self.hold()

    def exported(self, work: Work) -> None:
        """An export was made so: the next one is likely to be alike."""
        from studio.media import ExportSettings

        if isinstance(work, ExportSettings):
            self._settings = work
        self.hold()

    def hold(self, *_: object) -> None:
        """Something happens: stop at once, and wait until nothing does."""
        process = self._process()
        if process is not None and process.preparing:
            process.stop_preparing()
        if self._settings is not None and self.on:
            self.waiting.start()
        else:
            self.waiting.stop()

    def begin(self) -> None:
        """Encode ahead now, if this is a moment for it."""
        process, session = self._process(), self._bridge.session
        if process is None or self._settings is None or self._busy() or session.drafting or not on_mains():
            return
        store = (store_folder(), self._bridge.session.settings.piece_bytes)
        with suppress(OSError):  # no process now is no export either, and that one says so
            process.prepare(session.as_json(), self._settings, base=store_folder(), store=store)


def on_mains() -> bool:
    """Whether the machine is fed from the wall; where it does not say, it is taken for one that is."""
    with suppress(OSError):
        supplies = [path for path in _SUPPLIES.iterdir() if (path / "online").is_file()]
        mains = [path for path in supplies if (path / "type").read_text().strip() == "Mains"]
        return not mains or any((path / "online").read_text().strip() == "1" for path in mains)
    return True


def _kept() -> QSettings:
    return QSettings(str(home_folder() / "window.ini"), QSettings.Format.IniFormat)
