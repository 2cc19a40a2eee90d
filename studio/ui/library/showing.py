"""The cards of a tab on the person's own clip: still at first, moving while the pointer or the keyboard is on one.

It must never draw on the main thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from studio.ui.bridge import Bridge
from studio.ui.controls.cards import CardGrid
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import BOX, Sample
from studio.ui.library.shelf import OwnShelf
from studio.ui.motion import may_move
from studio.ui.pictures import Pictures

__all__ = ["Showing"]

_FRAME_MS = 125
_SETTLE_MS = 150


class Showing(QObject):
    """Shows `samples()` (by card id) on the cards of `grids` while `tab` is seen; `look` when they may have changed."""

    def __init__(
        self,
        tab: QWidget,
        bridge: Bridge,
        pictures: Pictures,
        moving: MovingPreviews,
        shelf: OwnShelf,
        grids: Sequence[CardGrid],
        samples: Callable[[], Mapping[str, Sample]],
    ) -> None:
        super().__init__(tab)
        self._bridge, self._pictures, self._moving, self._shelf = bridge, pictures, moving, shelf
        self._grids, self._asked, self._tab = tuple(grids), samples, tab
        self._samples: Mapping[str, Sample] = {}
        self._drawn: dict[str, Sample] = {}
        self._waiting: dict[str, Sample] = {}
        self._drawing = False
        self._hovered: tuple[CardGrid, str] | None = None
        self._frame = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._draw)
        self._turn = QTimer(self)
        self._turn.setInterval(_FRAME_MS)
        self._turn.timeout.connect(self._next)
        for grid in grids:
            grid.scrubbed.connect(lambda card_id, _share, grid=grid: self._hover(grid, card_id))
            grid.reached.connect(lambda card_id, grid=grid: self._hover(grid, card_id))
            grid.left.connect(self.rest)
        for signal in (bridge.project_changed, bridge.selection_changed, bridge.playhead_changed, bridge.opened):
            signal.connect(self.look)

    def look(self) -> None:
        """Soon draw what the cards show now; not while something is under the hand."""
        if self._tab.isVisible() and not self._bridge.session.drafting:
            self._later.start()

    def rest(self) -> None:
        """Every card stands still again."""
        self._turn.stop()
        if self._hovered is not None:
            self._hovered[0].end_scrub()
            self._hovered = None

    @property
    def _moves(self) -> bool:
        return self._shelf.shelf.moving and may_move(self._bridge.session.settings)

    def _draw(self) -> None:
        if not self._tab.isVisible():
            return
        self._samples = dict(self._asked())
        self._waiting = {card: sample for card, sample in self._samples.items() if self._drawn.get(card) != sample}
        self._draw_next()
        self._want()

    def _draw_next(self) -> None:
        """One still after the other: what nobody waits for any more is not drawn, and the player never queues."""
        if self._drawing or not self._waiting or not self._tab.isVisible():
            return
        self._drawing = True
        card = next(iter(self._waiting))
        sample = self._waiting.pop(card)

        def done(picture: QImage) -> None:
            self._drawing = False
            if self._samples.get(card) == sample:
                self._drawn[card] = sample
                for grid in self._grids:
                    grid.set_picture(card, picture)
            self._draw_next()

        def failed(error: Exception) -> None:
            self._drawing = False
            self._draw_next()
            raise error

        self._bridge.jobs.submit(self._pictures.draw, sample.project, sample.still, BOX, done=done, failed=failed)

    def _want(self) -> None:
        """What the pointer is on first, then the others in their order."""
        if not self._moves:
            self._moving.want(())
            return
        first = self._samples.get(self._hovered[1]) if self._hovered is not None else None
        others = [sample for sample in self._samples.values() if sample != first]
        self._moving.want([*([first] if first is not None else []), *others])

    def _hover(self, grid: CardGrid, card_id: str) -> None:
        if self._hovered == (grid, card_id):
            return
        self.rest()
        if card_id in self._samples and self._moves:
            self._hovered, self._frame = (grid, card_id), 0
            self._want()
            self._turn.start()

    def _next(self) -> None:
        if self._hovered is None or not self._tab.isVisible():
            self.rest()
            return
        grid, card_id = self._hovered
        sample = self._samples.get(card_id)
        movie = self._moving.movie(sample) if sample is not None else None
        if movie:
            self._frame = (self._frame + 1) % len(movie)
            grid.play(card_id, (self._frame + 1) / len(movie), movie[self._frame])
