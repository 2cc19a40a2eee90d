"""The Effects and Transitions tabs: cards made from the effects there are, shown on the person's own clip.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.effect import Effect, EffectKind
from studio.model import Clip
from studio.sentences import Sentence, say
from studio.ui.adding import apply_effect, apply_transition, chosen_clips, first_settings
from studio.ui.bridge import Bridge
from studio.ui.controls.labels import label
from studio.ui.library.effect_sections import EffectSections
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import Sample, Seen, effect_sample, seen_by, title_sample, transition_sample
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.shelf_bar import ShelfBar
from studio.ui.library.showing import Showing
from studio.ui.pictures import Pictures

__all__ = ["EffectCards", "EffectsTab", "TransitionsTab"]

_KINDS: tuple[EffectKind, ...] = ("picture", "colour", "text", "sound")


class EffectCards(QWidget):
    """What the tabs of moving cards have in common: a search, a hint, the effects `offered` under their headings."""

    def __init__(
        self,
        bridge: Bridge,
        pictures: Pictures,
        moving: MovingPreviews,
        shelf: OwnShelf,
        *,
        search: Sentence,
        hint: Sentence,
        offered: Sequence[Effect],
    ) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(8)
        self.bar = ShelfBar(shelf, "effect", search)
        self.search = self.bar.search
        column.addWidget(self.bar)
        column.addWidget(label(hint, "small", wrap=True))
        self.sections = EffectSections(self, self.bar, offered)
        self.sections.added.connect(self._add)
        column.addWidget(self.sections, 1)
        self._showing = Showing(self, bridge, pictures, moving, shelf, self.sections.grids, self._samples)

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self._showing.look()

    def _samples(self) -> dict[str, Sample]:
        raise NotImplementedError

    def _add(self, effect_id: str) -> None:
        raise NotImplementedError


class EffectsTab(EffectCards):
    """Every effect but looks and transitions, by kind; a double click adds it to the selected clip."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        offered = [effect for kind in _KINDS for effect in bridge.session.effects.of_kind(kind)]
        super().__init__(
            bridge, pictures, moving, shelf,
            search=say("Search effects"), hint=say("Double-click or drag to a clip"),
            offered=[effect for effect in offered if effect.group not in ("looks", "animations", "commands")],
        )  # fmt: skip

    def _samples(self) -> dict[str, Sample]:
        session = self._bridge.session
        seen = seen_by(session, chosen_clips(session))
        if seen is None:
            return {}
        made = {}
        for effect in self.sections.effects:
            sample_of = title_sample if effect.kind == "text" else effect_sample
            if effect.kind != "sound":
                made[effect.id] = sample_of(session.project, seen, effect, effect.example or first_settings(effect))
        return made

    def _add(self, effect_id: str) -> None:
        session = self._bridge.session
        wants_picture = session.effects[effect_id].kind != "sound"
        if apply_effect(self._bridge, effect_id, chosen_clips(session, pictures=wants_picture)):
            self.bar.use(effect_id)


class TransitionsTab(EffectCards):
    """Every transition; a double click puts it on the cut nearest to the playhead."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__(
            bridge, pictures, moving, shelf,
            search=say("Search transitions"), hint=say("Double-click: on the cut nearest to the playhead"),
            offered=bridge.session.effects.of_kind("transition"),
        )  # fmt: skip

    def _samples(self) -> dict[str, Sample]:
        """From the clip meant to the one after it; where there is none, to a later moment of itself."""
        session = self._bridge.session
        project = session.project
        seen = seen_by(session, chosen_clips(session))
        if seen is None:
            return {}
        ids = [thing.id for thing in project.main]
        at = ids.index(seen.clip.id) + 1 if seen.clip.id in ids else len(ids)
        follower = project.main[at] if at < len(ids) else None
        after = seen_by(session, (follower.id,)) if isinstance(follower, Clip) else None
        if after is None or after.clip.id == seen.clip.id:
            after = Seen(seen.clip, seen.own + 1)
        return {
            effect.id: transition_sample(project, seen, after, effect)
            for effect in session.effects.of_kind("transition")
        }

    def _add(self, effect_id: str) -> None:
        if apply_transition(self._bridge, effect_id):
            self.bar.use(effect_id)
