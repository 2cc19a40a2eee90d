"""The page for effects: each one's controls, made from its declared params.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studio.effect import Effect
from studio.model import Clip, Footage, Time, find, frame_length
from studio.sentences import say
from studio.ui.adding import apply_effect, apply_look, is_look
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import label
from studio.ui.inspector.changing import own_time
from studio.ui.inspector.colour_controls import light_counts
from studio.ui.inspector.effect_controls import EffectControls
from studio.ui.inspector.page import Page
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["EffectsPage"]


class EffectsPage(Page):
    """The effects of one clip. `kinds` says which effects fit the clip on show."""

    def __init__(self, bridge: Bridge, pictures: Pictures) -> None:
        super().__init__(bridge)
        self._pictures = pictures
        self.add_button = PushButton(say("Add effect"), drawing="plus", clicked=self._ask)
        self.add(self.add_button)
        self._shown: tuple[object, ...] = ()
        self._holder = QWidget()
        self._inside: list[EffectControls] = []
        self.column.addWidget(self._holder)
        self.end()

    @property
    def clip(self) -> Clip | None:
        """The clip whose effects are shown: only one at a time."""
        return self.clips[0] if len(self.clips) == 1 else None

    def refresh(self) -> None:
        """Build the controls anew where other effects are there, otherwise show their numbers."""
        clip = self.clip
        key: tuple[object, ...] = (clip.id, *((one.id, one.effect) for one in clip.effects)) if clip else ()
        if key != self._shown:
            self._shown = key
            self._build()
        for controls in self._inside:
            controls.refresh()

    def _build(self) -> None:
        old = self._holder
        self._holder = QWidget()
        self.column.replaceWidget(old, self._holder)
        old.deleteLater()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        clip = self.clip
        self._inside = []
        if clip is None:
            column.addWidget(label(say("Select one clip to see its effects."), "small", wrap=True))
            return
        if not clip.effects:
            words = say("No effects yet. Add one here, or drag one from the library.")
            column.addWidget(label(words, "small", wrap=True))
        for applied in clip.effects:
            controls = EffectControls(self.bridge, clip.id, applied, self._count)
            self._inside.append(controls)
            column.addWidget(controls)

    def _count(self, clip_id: str, done: Callable[[Sequence[float]], None]) -> None:
        """How often each light comes in the clip's own picture at the playhead, for a control that is still there."""
        found = find(self.bridge.session.project, clip_id)
        content = found.clip.content if found is not None else None
        asset = self.bridge.session.project.asset(content.asset) if isinstance(content, Footage) else None
        if found is None or asset is None or not asset.has_picture:
            return
        frame = frame_length(self.bridge.session.project.rate)
        at = found.clip.picture_at(own_time(self.bridge, clip_id), frame) if asset.kind == "video" else Time(0)
        holder = self._holder

        def counted(picture: QImage) -> None:
            if self._holder is holder:
                done(light_counts(picture))

        known = self._pictures.thumbnail(asset, at, (96, 96), counted)
        if known is not None:
            counted(known)

    def _ask(self) -> None:
        menu = QMenu(self)
        session = self.bridge.session
        for effect in session.effects.values():
            if self._fits(effect):
                menu.addAction(shown(effect.name), partial(self._add, effect.id))
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))

    def _fits(self, effect: Effect) -> bool:
        clip = self.clip
        if clip is None or effect.kind in ("transition", "sticker") or effect.group in ("animations", "commands"):
            return False
        found = find(self.bridge.session.project, clip.id)
        heard_only = found is not None and found.track == "sounds"
        return effect.kind == "sound" if heard_only else True

    def _add(self, effect_id: str) -> None:
        if is_look(self.bridge.session, effect_id):
            apply_look(self.bridge, effect_id, self.ids())
        else:
            apply_effect(self.bridge, effect_id, self.ids())
