"""The Effects and Transitions tabs: cards made from the effects there are, shown on the person's own clip.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.effect import Effect, EffectKind
from studio.model import Clip
from studio.sentences import Sentence, say
from studio.ui.adding import apply_effect, apply_transition, chosen_clips, first_settings
from studio.ui.bridge import Bridge
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.drag import Carried
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import Sample, Seen, effect_sample, seen_by, title_sample, transition_sample
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.shelf_bar import ShelfBar, starring
from studio.ui.library.showing import Showing
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["EffectsTab", "TransitionsTab"]

_DRAWINGS: dict[EffectKind, str] = {
    "colour": "looks",
    "picture": "effects",
    "transition": "transitions",
    "text": "text",
    "sound": "audio",
}
_KIND_WORDS: tuple[tuple[EffectKind, Sentence], ...] = (
    ("colour", say("Colour")),
    ("picture", say("Picture")),
    ("text", say("Text animation")),
    ("sound", say("Sound")),
)
_CARD_HEIGHT = 104


def _cards(effects: Sequence[Effect]) -> list[Card]:
    return [
        Card(effect.id, shown(effect.name), drawing=_DRAWINGS[effect.kind], carries=Carried("effect", effect.id))
        for effect in effects
    ]


class EffectsTab(QWidget):
    """Every effect but looks and transitions, by kind; a double click adds it to the selected clip."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__()
        self._bridge = bridge
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 2, 0)
        outer.setSpacing(8)
        self.bar = ShelfBar(shelf, "effect", say("Search effects"))
        self.search = self.bar.search
        self.bar.changed.connect(self._lay_cards)
        outer.addWidget(self.bar)
        outer.addWidget(label(say("Double-click or drag to a clip"), "small"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        area.setWidget(inner)
        outer.addWidget(area, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.grids: list[CardGrid] = []
        self._sections: list[tuple[QLabel, CardGrid, list[Effect]]] = []
        effects = bridge.session.effects
        for kind, words in _KIND_WORDS:
            some = [effect for effect in effects.of_kind(kind) if effect.group not in ("looks", "animations")]
            if not some:
                continue
            head = label(words, "head")
            column.addWidget(head)
            grid = CardGrid(columns=3, shape=0.72)
            grid.setAccessibleName(shown(words))
            grid.added.connect(self._add)
            starring(self, self.bar, grid)
            self.grids.append(grid)
            self._sections.append((head, grid, some))
            column.addWidget(grid)
        column.addStretch(1)
        self._lay_cards()
        self._showing = Showing(self, bridge, pictures, moving, shelf, self.grids, self._samples)

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self._showing.look()

    def _lay_cards(self) -> None:
        for head, grid, effects in self._sections:
            cards = self.bar.sorted_out(_cards(effects))
            grid.set_cards(cards)
            grid.setFixedHeight(_CARD_HEIGHT * ((len(cards) + 2) // 3))
            for part in (head, grid):
                part.setVisible(bool(cards))

    def _samples(self) -> dict[str, Sample]:
        session = self._bridge.session
        seen = seen_by(session, chosen_clips(session))
        if seen is None:
            return {}
        made = {}
        for _head, _grid, effects in self._sections:
            for effect in effects:
                sample_of = title_sample if effect.kind == "text" else effect_sample
                if effect.kind != "sound":
                    made[effect.id] = sample_of(session.project, seen, effect, first_settings(effect))
        return made

    def _add(self, effect_id: str) -> None:
        session = self._bridge.session
        wants_picture = session.effects[effect_id].kind != "sound"
        if apply_effect(self._bridge, effect_id, chosen_clips(session, pictures=wants_picture)):
            self.bar.use(effect_id)


class TransitionsTab(QWidget):
    """Every transition; a double click puts it on the cut nearest to the playhead."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(8)
        self.bar = ShelfBar(shelf, "effect", say("Search transitions"))
        self.search = self.bar.search
        self.bar.changed.connect(self._lay_cards)
        column.addWidget(self.bar)
        column.addWidget(label(say("Double-click: on the cut nearest to the playhead"), "small"))
        self.grid = CardGrid(columns=3, shape=0.72)
        self.grid.setAccessibleName(shown(say("Transitions")))
        self.grid.added.connect(self._add)
        starring(self, self.bar, self.grid)
        column.addWidget(self.grid, 1)
        self._lay_cards()
        self._showing = Showing(self, bridge, pictures, moving, shelf, (self.grid,), self._samples)

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self._showing.look()

    def _lay_cards(self) -> None:
        self.grid.set_cards(self.bar.sorted_out(_cards(self._bridge.session.effects.of_kind("transition"))))

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
