"""Listening to something of the library by itself.

It must never change the project, nor play while the timeline does.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.model import (
    ZERO,
    Asset,
    At,
    Clip,
    Footage,
    Item,
    Layer,
    Project,
    Span,
    duration,
)
from studio.ui.bridge import Bridge

__all__ = ["Ear", "alone"]

_CLOSED_AFTER_MS = 5000


def alone(asset: Asset) -> Project:
    """A project in which one file is heard."""
    clip = Clip("heard", Footage(asset.id), Span(ZERO, asset.duration))
    layer = Layer("sound", "sound", items=(Item(clip, At(ZERO)),))
    return Project("heard", assets=(asset,), sounds=(layer,))


class Ear(QObject):
    """Plays one small project at a time; `listen` again to the same stops it."""

    _ended = Signal()

    def __init__(self, parent: QObject, bridge: Bridge) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._playback: object | None = None
        self._heard: Project | None = None
        self._ended.connect(self.stop, Qt.ConnectionType.QueuedConnection)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_CLOSED_AFTER_MS)
        self._idle.timeout.connect(self.close)
        self.before: Callable[[], object] = lambda: None
        """Called before it plays: the timeline stops then."""

    @property
    def heard(self) -> Project | None:
        """What is being played."""
        return self._heard

    def listen(self, project: Project | None) -> None:
        """Play this, or stop where it is what plays."""
        again = project == self._heard
        self.stop()
        if project is None or again:
            return
        from studio.media import Playback

        self.before()
        if self._playback is None:
            self._playback = Playback(self._bridge.session.effects, on_end=self._ended.emit)
        assert isinstance(self._playback, Playback)
        self._idle.stop()
        self._heard = project
        self._playback.play(project, ZERO, (16, 16), span=Span(ZERO, duration(project)))

    def stop(self) -> None:
        """Be quiet."""
        from studio.media import Playback

        self._heard = None
        if isinstance(self._playback, Playback):
            self._playback.pause()
            self._idle.start()

    def close(self) -> None:
        """Give back the sound device and what it holds."""
        from studio.media import Playback

        self._idle.stop()
        playback, self._playback, self._heard = self._playback, None, None
        if isinstance(playback, Playback):
            playback.close()
