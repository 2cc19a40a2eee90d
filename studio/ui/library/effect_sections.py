"""Cards of effects under headings, as the Effects and Transitions tabs show them.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.effect import Effect, EffectKind
from studio.sentences import Sentence, say
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.drag import Carried
from studio.ui.library.shelf_bar import ShelfBar, starring
from studio.ui.words import shown

__all__ = ["EffectSections"]

_DRAWINGS: MappingProxyType[EffectKind, str] = MappingProxyType(
    {
        "colour": "looks",
        "picture": "effects",
        "transition": "transitions",
        "sticker": "sticker",
        "text": "text",
        "sound": "audio",
    }
)
_KIND_WORDS: MappingProxyType[EffectKind, Sentence] = MappingProxyType(
    {
        "colour": say("Colour"),
        "picture": say("More effects"),
        "transition": say("More transitions"),
        "text": say("Text animation"),
        "sound": say("Sound"),
        "sticker": say("More stickers"),
    }
)
_GROUP_WORDS = MappingProxyType(
    {
        "adjust": say("Colour"),
        "colour": say("Colour"),
        "focus": say("Sharp and soft"),
        "film": say("Film"),
        "lens": say("Lenses"),
        "broken": say("Broken"),
        "drawn": say("Drawn"),
        "in_motion": say("In motion"),
        "weather": say("Weather and light"),
        "screens": say("Screens and frames"),
        "keys": say("Keys"),
        "melting": say("Melting"),
        "moving": say("Moving"),
        "turning": say("Turning"),
        "shapes": say("Shapes"),
        "bending": say("Bending"),
        "glitches": say("Glitches"),
        "pointers": say("Arrows and hands"),
        "marks": say("Marks"),
        "feelings": say("Hearts and sparks"),
        "labels": say("Bubbles and labels"),
        "counting": say("Counting"),
        "faces": say("Faces"),
        "tone": say("Tone and pitch"),
        "levels": say("Loud and quiet"),
        "cleaning": say("Cleaning"),
        "space": say("Rooms and repeats"),
        "worn": say("Worn and bent"),
        "voices": say("Voices"),
        "moviepy": say("From MoviePy"),
    }
)
"""What people call the groups that effects name; an effect in another group stands under its kind."""
_CARD_HEIGHT = 104


class EffectSections(QScrollArea):
    """The effects it is given, grouped, as the bar above them wants them. `added` tells which was double-clicked."""

    added = Signal(str)

    def __init__(self, tab: QWidget, bar: ShelfBar, effects: Sequence[Effect]) -> None:
        super().__init__(tab)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._bar = bar
        self.effects = tuple(effects)
        self.grids: list[CardGrid] = []
        self._sections: list[tuple[QLabel, CardGrid, list[Effect]]] = []
        for words, some in _grouped(effects):
            head = label(words, "head")
            column.addWidget(head)
            grid = CardGrid(columns=3, shape=0.72)
            grid.setAccessibleName(shown(words))
            grid.added.connect(self.added)
            starring(tab, bar, grid)
            self.grids.append(grid)
            self._sections.append((head, grid, some))
            column.addWidget(grid)
        column.addStretch(1)
        bar.changed.connect(self.lay_cards)
        self.lay_cards()

    def lay_cards(self) -> None:
        """Show the cards the bar asks for; a heading without any goes too."""
        for head, grid, effects in self._sections:
            cards = self._bar.sorted_out(_cards(effects))
            grid.set_cards(cards)
            grid.setFixedHeight(_CARD_HEIGHT * ((len(cards) + 2) // 3))
            for part in (head, grid):
                part.setVisible(bool(cards))

    def grid_of(self, effect_id: str) -> CardGrid:
        """The cards among which an effect stands."""
        return next(grid for _head, grid, effects in self._sections if any(one.id == effect_id for one in effects))


def _grouped(effects: Sequence[Effect]) -> list[tuple[Sentence, list[Effect]]]:
    found: dict[str, tuple[Sentence, list[Effect]]] = {}
    for effect in effects:
        words = _GROUP_WORDS.get(effect.group, _KIND_WORDS.get(effect.kind, _KIND_WORDS["picture"]))
        found.setdefault(words.source, (words, []))[1].append(effect)
    return list(found.values())


def _cards(effects: Sequence[Effect]) -> list[Card]:
    return [
        Card(
            effect.id,
            shown(effect.name),
            drawing=_DRAWINGS.get(effect.kind, "effects"),
            carries=Carried("effect", effect.id),
        )
        for effect in effects
    ]
