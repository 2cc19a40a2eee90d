"""Measuring the project for the checks, on a worker, told as it comes and forgotten when nobody looks any more.

It must never block the main thread, and never tell about a project that is not the present one.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.model import Project
from studio.publish import Measured
from studio.session import store_folder
from studio.ui.bridge import Bridge

if TYPE_CHECKING:
    from studio.render import Artist, Mixer

__all__ = ["Measuring"]


_SEEN_AND_HEARD = ("canvas", "rate", "assets", "main", "layers", "sounds")


def _looks_alike(one: Project, other: Project) -> bool:
    """Whether an edit from one to the other changed nothing that is seen or heard."""
    return all(getattr(one, name) is getattr(other, name) for name in _SEEN_AND_HEARD)


class Measuring(QObject):
    """`found` when more is known (`measured`), `advanced(done, total)` with the frames drawn so far."""

    found = Signal()
    advanced = Signal(int, int)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._stop: Event | None = None
        self._project: Project | None = None
        self._tools: tuple[Artist, Mixer] | None = None
        self.measured = Measured()

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._stop is not None

    def start(self, project: Project) -> None:
        """Measure this project; what is known of it already stays."""
        if self._project is not None and _looks_alike(project, self._project):
            return
        self.stop()
        self._project, self.measured = project, Measured()
        if not project.main:
            return
        stop = self._stop = Event()
        self._bridge.jobs.submit(self._measure, project, stop, done=lambda found: self._ended(stop, found))

    def stop(self) -> None:
        """Stop, and forget what was not finished."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self._project = None

    def _measure(self, project: Project, stop: Event) -> Measured | None:
        """On a worker."""
        from studio.publish.kept import MeasureStore, measured_with
        from studio.render import Artist, Mixer

        if self._tools is None:
            self._tools = (Artist(self._bridge.session.effects), Mixer(self._bridge.session.effects))

        def told(found: Measured, done: int, total: int) -> None:
            self._bridge.post(lambda: self._heard(stop, found, done, total))

        return measured_with(
            project,
            *self._tools,
            MeasureStore(store_folder() / "measured"),
            told=told,
            # A window that closes waits for its workers.
            cancelled=lambda: stop.is_set() or self._bridge.jobs.closed,
        )

    def _heard(self, stop: Event, found: Measured, done: int, total: int) -> None:
        if stop is not self._stop:
            return
        self.advanced.emit(done, total)
        if found != self.measured:
            self.measured = found
            self.found.emit()

    def _ended(self, stop: Event, found: Measured | None) -> None:
        if stop is not self._stop or found is None:
            return
        self._stop = None
        self.measured = found
        self.found.emit()
