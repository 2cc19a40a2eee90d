"""Proxies in the window: which films want one, when there is time to make it, and what a card says about it.

Nothing is made while the person plays or exports. It must never open a file itself, nor keep the main thread waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.model import Asset
from studio.sentences import Sentence, say
from studio.session import indexes_folder
from studio.ui.bridge import Bridge
from studio.ui.controls.cards import CardMark
from studio.ui.pictures import Pictures
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import ProxyMaker

__all__ = ["Proxying"]

_SETTLE_MS = 2500
"""So long after files came their thumbnails are made; then it is the proxies' turn."""
_LOOK_MS = 250
_FINISHED = ("ready", "unneeded", "failed")


class Proxying(QObject):
    """Has proxies made of the project's heavy films; `changed` when there is more to say about one.

    `busy` tells whether something else wants the processor now.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, pictures: Pictures, busy: Callable[[], bool]) -> None:
        super().__init__()
        self._bridge, self._pictures, self._busy = bridge, pictures, busy
        self._maker: ProxyMaker | None = None
        self._on = True
        self._films: tuple[Asset, ...] = ()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._want)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self.look)
        bridge.project_changed.connect(self._project_changed)
        bridge.opened.connect(self._project_changed)

    @property
    def on(self) -> bool:
        """Whether proxies are made and used."""
        return self._on

    def enable(self, on: bool) -> None:
        """Make and use proxies from now on, or neither."""
        self._on = on
        self._pictures.use_proxies(on)
        self._want()
        self.changed.emit()

    def look(self) -> None:
        """Hold the making while something else is going on; stop looking when all is made."""
        if self._maker is None:
            return
        self._maker.hold(held=self._busy())
        if all(self._maker.state(film.fingerprint).kind in _FINISHED for film in self._films):
            self._looking.stop()

    def mark(self, asset: Asset) -> CardMark | None:
        """What a card says about the proxy of `asset`; None where there is nothing to say."""
        if self._maker is None or not self._on or not asset.fingerprint:
            return None
        state = self._maker.state(asset.fingerprint)
        if state.kind == "ready":
            return CardMark("speed", shown(say("{name}: ready for smooth preview", name=asset.name)))
        if state.kind == "making":
            words: Sentence = say("{name}: being made ready for smooth preview", name=asset.name)
            return CardMark("clock", shown(words), state.share)
        return None

    def close(self) -> None:
        """Make no more, and wait for the maker to end."""
        self._settle.stop()
        self._looking.stop()
        if self._maker is not None:
            self._maker.close()
            self._maker = None

    def _project_changed(self) -> None:
        films = tuple(
            asset for asset in self._bridge.session.project.assets if asset.kind == "video" and not asset.loops
        )
        if films != self._films:
            self._films = films
            self._settle.start()

    def _want(self) -> None:
        """Ask for what the project wants now."""
        wanted = self._films if self._on else ()
        if self._maker is None:
            if not wanted:
                return
            from studio.media import ProxyMaker

            self._maker = ProxyMaker(
                self._pictures.proxies,
                on_change=lambda: self._bridge.post(self.changed.emit),
                indexes=indexes_folder(),
            )
        self._maker.hold(held=self._busy())
        self._maker.want(wanted)
        if wanted:
            self._looking.start()
