"""Things dropped on the timeline from outside: the library's, and files of the computer.

It must never look into a file on the main thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from studio.model import TextStyle
from studio.sentences import Refused, say
from studio.session import Imported, ReadySound, ready_asset, ready_sound
from studio.ui.drag import Carried, carried, dropped_files
from studio.ui.library.presets import preset_named
from studio.ui.timeline.drags import Hand, Seen
from studio.ui.timeline.drops import AssetsDrop, EffectDrop, SoundDrop, TitleDrop

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView

__all__ = ["Receiving"]


class Receiving:
    """The state of a drag that came from outside."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._drop: AssetsDrop | TitleDrop | EffectDrop | None = None
        self._files: tuple[Path, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether something hangs over the timeline."""
        return self._drop is not None or bool(self._files)

    def enter(self, event: QDragMoveEvent) -> None:
        """Something came over the timeline; what is not for it is left alone."""
        self._drop = self._made(event.mimeData())
        self._files = () if self._drop else dropped_files(event.mimeData())
        if self._drop is not None:
            self._view.bridge.session.begin_draft(self._drop.label)
        elif self._files:
            self._view.bridge.importing.warm_up()
        if self.busy:
            event.acceptProposedAction()
            self._follow(event.position(), event.modifiers())
        else:
            event.ignore()

    def _made(self, data: QMimeData) -> AssetsDrop | TitleDrop | EffectDrop | None:
        session, thing = self._view.bridge.session, carried(data)
        match thing:
            case Carried(kind="asset"):
                project = session.present
                assets = tuple(asset for name in thing.ids if (asset := project.asset(name)) is not None)
                return AssetsDrop(session, assets) if assets else None
            case Carried(kind="sound") if (sound := ready_sound(thing.id)) is not None:
                return self._sound(sound)
            case Carried(kind="title"):
                preset = preset_named(thing.id)
                return TitleDrop(session, preset.style if preset else TextStyle())
            case Carried(kind="effect"):
                return EffectDrop(session, thing.id) if thing.id in session.effects else None
        return None

    def _sound(self, sound: ReadySound) -> SoundDrop | None:
        session = self._view.bridge.session
        try:
            return SoundDrop(session, ready_asset(session.present, sound, session.new_id))
        except Refused as refused:
            self._view.bridge.refused.emit(refused.sentence)
            return None

    def move(self, event: QDragMoveEvent) -> None:
        """It moved."""
        if self.busy:
            event.acceptProposedAction()
            self._follow(event.position(), event.modifiers())

    def _follow(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        view = self._view
        view.pointer = (at.x(), at.y())
        if self._drop is not None:
            snap = view.bridge.session.snapping and not held & Qt.KeyboardModifier.ControlModifier
            replaces = bool(held & Qt.KeyboardModifier.AltModifier)
            view.seen = self._drop.follow(view.layout_now(), Hand(at.x(), at.y(), snap, replaces))
        else:
            view.seen = Seen(lane="main", note=say("Add to the timeline"))
        view.repaint_all()

    def leave(self) -> None:
        """It went away again: everything is as it was."""
        if self._drop is not None:
            self._view.bridge.session.drop_draft()
        self._done()

    def drop(self, event: QDropEvent) -> None:
        """It was let go here."""
        if not self.busy:
            event.ignore()
            return
        session, at, drop, files = self._view.bridge.session, event.position(), self._drop, self._files
        event.acceptProposedAction()
        if drop is not None:
            self._follow(at, event.modifiers())
            session.commit_draft()
            session.select(drop.made)
        self._done()
        if files:
            self.take_files(files, at)

    def take_files(self, files: Sequence[Path], at: QPointF) -> None:
        """Look into files on a worker, then put what can be used where they were dropped."""
        bridge = self._view.bridge

        def put(imported: Imported) -> None:
            if imported.assets:
                drop = AssetsDrop(bridge.session, imported.assets)
                bridge.session.begin_draft(drop.label)
                drop.follow(self._view.layout_now(), Hand(at.x(), at.y()))
                bridge.session.commit_draft()
                bridge.session.select(drop.made)

        bridge.importing.start(files, done=put)

    def _done(self) -> None:
        self._drop, self._files = None, ()
        self._view.seen = Seen()
        self._view.settle()
