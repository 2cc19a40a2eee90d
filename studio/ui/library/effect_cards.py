"""The Effects and Transitions tabs: cards made from the effects there are.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.effect import Effect, EffectKind
from studio.sentences import Sentence, say
from studio.ui.adding import apply_effect, apply_transition, chosen_clips
from studio.ui.bridge import Bridge
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.drag import Carried
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


def _cards(effects: Sequence[Effect]) -> list[Card]:
    return [
        Card(effect.id, shown(effect.name), drawing=_DRAWINGS[effect.kind], carries=Carried("effect", effect.id))
        for effect in effects
    ]


class EffectsTab(QScrollArea):
    """Every effect but looks and transitions, by kind; a double click adds it to the selected clip."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(6)
        column.addWidget(label(say("Double-click or drag to a clip"), "small"))
        self.grids: list[CardGrid] = []
        effects = bridge.session.effects
        for kind, words in _KIND_WORDS:
            some = [effect for effect in effects.of_kind(kind) if effect.group != "looks"]
            if not some:
                continue
            column.addSpacing(6)
            column.addWidget(label(words, "head"))
            grid = CardGrid(columns=3, shape=0.72)
            grid.setAccessibleName(shown(words))
            grid.set_cards(_cards(some))
            grid.setFixedHeight(104 * ((len(some) + 2) // 3))
            grid.added.connect(self._add)
            self.grids.append(grid)
            column.addWidget(grid)
        column.addStretch(1)

    def _add(self, effect_id: str) -> None:
        session = self._bridge.session
        wants_picture = session.effects[effect_id].kind != "sound"
        apply_effect(self._bridge, effect_id, chosen_clips(session, pictures=wants_picture))


class TransitionsTab(QWidget):
    """Every transition; a double click puts it on the cut nearest to the playhead."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(10)
        column.addWidget(label(say("Double-click: on the cut nearest to the playhead"), "small"))
        self.grid = CardGrid(columns=3, shape=0.72)
        self.grid.setAccessibleName(shown(say("Transitions")))
        self.grid.set_cards(_cards(bridge.session.effects.of_kind("transition")))
        self.grid.added.connect(lambda effect_id: apply_transition(bridge, effect_id))
        column.addWidget(self.grid, 1)
