"""The Stickers tab: cards made from the stickers there are, moving over the person's own clip.

It must never know a sticker by name.
"""

from __future__ import annotations

from studio.sentences import say
from studio.ui.adding import add_sticker, chosen_clips
from studio.ui.bridge import Bridge
from studio.ui.library.effect_cards import EffectCards
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import Sample, seen_by, sticker_sample
from studio.ui.library.shelf import OwnShelf
from studio.ui.pictures import Pictures

__all__ = ["StickersTab"]


class StickersTab(EffectCards):
    """Every sticker under its heading; a double click puts it on the picture at the playhead."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__(
            bridge, pictures, moving, shelf,
            search=say("Search stickers"), hint=say("Double-click: at the playhead. Or drag to the timeline"),
            offered=bridge.session.effects.of_kind("sticker"),
        )  # fmt: skip

    def _samples(self) -> dict[str, Sample]:
        session = self._bridge.session
        seen = seen_by(session, chosen_clips(session))
        return {effect.id: sticker_sample(session.project, seen, effect) for effect in self.sections.effects}

    def _add(self, effect_id: str) -> None:
        if add_sticker(self._bridge, effect_id):
            self.bar.use(effect_id)
