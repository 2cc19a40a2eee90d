"""One export at a time, in a process of its own, kept warm between exports.

It must never block the main thread, nor leave a process behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.model import Span
from studio.session import store_folder
from studio.ui.bridge import Bridge

if TYPE_CHECKING:
    from studio.media import ExportEvent, ExportProcess, ExportSettings

__all__ = ["Exporting"]

STORE_BYTES = 4 << 30


class Exporting(QObject):
    """Runs the export process; `told` carries each `ExportEvent`, on the main thread."""

    told = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._process: ExportProcess | None = None

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return self._process is not None and self._process.busy

    def warm_up(self) -> None:
        """Have the process ready, so that the export begins at once."""
        process = self._the_process()
        self._bridge.jobs.submit(process.warm_up, failed=lambda _error: None)

    def start(self, target: Path, settings: ExportSettings, span: Span | None) -> None:
        """Begin to write the project as it is now."""
        process, session = self._the_process(), self._bridge.session
        session.commit_draft()
        target.parent.mkdir(parents=True, exist_ok=True)
        process.start(
            session.as_json(),
            target,
            settings,
            on_event=lambda event: self._bridge.post(lambda: self._tell(event)),
            span=span,
            store=(store_folder(), STORE_BYTES),
        )

    def cancel(self) -> None:
        """Stop; `told` says when it has."""
        if self._process is not None:
            self._bridge.jobs.submit(self._process.cancel)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def _the_process(self) -> ExportProcess:
        if self._process is None:
            from studio.media import ExportProcess

            self._process = ExportProcess()
        return self._process

    def _tell(self, event: ExportEvent) -> None:
        self.told.emit(event)
