"""The page for how clips come, go, and move while they are there: cards that move on the person's own clip.

It must never know an animation by name.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from studio.commands.animating import ANIMATION_S, LOOP_S, WHEN_NAMES
from studio.edits import remove_animation, set_animation
from studio.effect import Effect, Param
from studio.model import Animation, Clip, Project, Span, Time, Title, When, find
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.changing import draft_row
from studio.ui.inspector.page import Page
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import Sample, animation_sample, seen_by
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.showing import Showing
from studio.ui.motion import may_move
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["AnimationPage"]

_NONE = "none"
_COLUMNS = 3
_SHAPE = 0.9
_NAME_AND_GAP = 32
_SHORTEST_S = 0.1


class AnimationPage(Page):
    """In, out and loop; one card each, how long it takes, and how much there is of it."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__(bridge)
        self.when: When = "in"
        chips = QHBoxLayout()
        chips.setContentsMargins(0, 0, 0, 4)
        chips.setSpacing(6)
        group = QButtonGroup(self)
        self.chips: dict[When, PushButton] = {}
        for when, name in WHEN_NAMES:
            chip = PushButton(name, "smallChip", checkable=True)
            chip.setChecked(when == self.when)
            chip.clicked.connect(lambda _on=False, when=when: self.choose(when))
            group.addButton(chip)
            self.chips[when] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        self.add(chips)
        self.length = ValueRow(
            say("Length"), _SHORTEST_S, 5, float(ANIMATION_S), unit="s", decimals=1, limits=(0.05, 60)
        )
        draft_row(bridge, self.length, say("Animation length"), self.ids, self._longer)
        self.add(self.length)
        self._settings = QWidget()
        self.add(self._settings)
        self.rows: dict[str, ValueRow] = {}
        self._declared: tuple[Param, ...] | None = None
        self._note = label(say("None yet: choose one below."), "small", wrap=True)
        self.add(self._note)
        self.grid = CardGrid(columns=_COLUMNS, shape=_SHAPE, checks=True)
        self.grid.setAccessibleName(shown(say("Animations")))
        self.grid.picked.connect(self._pick)
        self.grid.added.connect(self._pick)
        self.add(self.grid)
        self._showing = Showing(self, bridge, pictures, moving, shelf, (self.grid,), self._samples)
        self._laid: tuple[object, ...] = ()
        self.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self._showing.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All cards lie on the page: it is the page that scrolls."""
        super().resizeEvent(event)
        self._fit_grid()

    def choose(self, when: When) -> None:
        """Show the animations for coming, going, or staying."""
        self.when = when
        self.chips[when].setChecked(True)
        self.refresh()
        self._showing.look()

    def refresh(self) -> None:
        """Show which animation the clips share, and how it is set."""
        words = bool(self.clips) and all(isinstance(clip.content, Title) for clip in self.clips)
        if self._laid != (self.when, words):
            self._laid = (self.when, words)
            self._lay_cards(self._fitting(words=words))
            self._showing.look()
        worn = [clip.animation(self.when) for clip in self.clips]
        names = {one.effect if one is not None else _NONE for one in worn}
        self.grid.choose(names.pop() if len(names) == 1 else "")
        there = [one for one in worn if one is not None]
        self.length.setVisible(bool(there))
        self._note.setVisible(not there)
        lengths = {float(one.length) for one in there}
        self.length.set_number(lengths.pop() if len(lengths) == 1 else None)
        self._show_settings(there)

    def _fitting(self, *, words: bool) -> list[Effect]:
        """What can be chosen: for titles those of letters first."""
        every = [effect for effect in self.bridge.session.effects.values() if self.when in effect.whens]
        whole = [effect for effect in every if effect.kind == "animation"]
        return [*(effect for effect in every if effect.kind == "text"), *whole] if words else whole

    def _lay_cards(self, effects: list[Effect]) -> None:
        cards = [Card(effect.id, shown(effect.name), drawing="effects") for effect in effects]
        self.grid.set_cards([Card(_NONE, shown(say("None")), drawing="none"), *cards])
        self._fit_grid()

    def _fit_grid(self) -> None:
        count = len(self.grid.cards_model.cards)
        cell = self.grid.gridSize().height() or self.grid.width() / _COLUMNS * _SHAPE + _NAME_AND_GAP
        self.grid.setFixedHeight(int(cell) * -(-count // _COLUMNS) + 4)

    def _show_settings(self, there: list[Animation]) -> None:
        """A slider for each number that all of them have."""
        effect = self.bridge.session.effects.get(there[0].effect) if there else None
        one_kind = effect is not None and all(one.effect == effect.id for one in there)
        params = tuple(param for param in effect.params if param.type == "number") if effect and one_kind else ()
        params = tuple(param for param in params if param.key != "length")
        if params != self._declared:
            self._declared = params
            self._build_settings(params)
        for param in params:
            values = {_number(one, param) for one in there}
            self.rows[param.key].set_number(values.pop() if len(values) == 1 else None)

    def _build_settings(self, params: tuple[Param, ...]) -> None:
        old, self._settings = self._settings, QWidget()
        self.column.replaceWidget(old, self._settings)
        old.hide()
        old.deleteLater()
        self.rows = {}
        row_of = QHBoxLayout(self._settings)
        row_of.setContentsMargins(0, 0, 0, 0)
        for param in params:
            default = float(param.default) if isinstance(param.default, int | float) else 0.0
            row = ValueRow(param.name, param.low, param.high, default, unit=param.unit, decimals=0)
            draft_row(self.bridge, row, say("{name}", name=param.name), self.ids, self._tuned(param.key))
            self.rows[param.key] = row
            row_of.addWidget(row)

    def _tuned(self, key: str) -> Callable[[Project, str, float], Project]:
        def tune(project: Project, clip_id: str, value: float) -> Project:
            worn = self._worn(project, clip_id)
            if worn is None:
                return project
            settings = (*(pair for pair in worn.settings if pair[0] != key), (key, float(value)))
            return set_animation(project, clip_id, animation=replace(worn, settings=settings))

        return tune

    def _longer(self, project: Project, clip_id: str, value: float) -> Project:
        worn = self._worn(project, clip_id)
        if worn is None:
            return project
        return set_animation(project, clip_id, animation=replace(worn, length=Time(round(value * 1000), 1000)))

    def _worn(self, project: Project, clip_id: str) -> Animation | None:
        found = find(project, clip_id)
        return found.clip.animation(self.when) if found is not None else None

    def _pick(self, card_id: str) -> None:
        when, ids = self.when, self.ids()
        worn = {one.effect if (one := clip.animation(when)) is not None else _NONE for clip in self.clips}
        if worn == {card_id} or not ids:
            return
        effect = self.bridge.session.effects.get(card_id)

        def put(project: Project) -> Project:
            for clip_id in ids:
                found = find(project, clip_id)
                if effect is None:
                    project = remove_animation(project, clip_id, when=when)
                elif found is not None:
                    made = Animation(when, effect.id, _length_for(found.clip, when), effect.version)
                    project = set_animation(project, clip_id, animation=made)
            return project

        words: Sentence = say("Remove the animation") if effect is None else say("Animation")
        if self.bridge.edit(words, put) and effect is not None:
            self._show(ids[0])

    def _show(self, clip_id: str) -> None:
        """Have the player play once what was chosen, unless the person wishes that little moves by itself."""
        from studio.render import animation_spans

        session = self.bridge.session
        found, span = find(session.project, clip_id), animation_spans(session.project, clip_id).get(self.when)
        if found is None or span is None or not may_move(session.settings):
            return
        worn = found.clip.animation(self.when)
        assert worn is not None
        # Of a loop one round.
        window, end = found.clip.window, span.end if self.when != "loop" else min(span.end, span.start + worn.length)
        start, end = max(span.start, window.start), min(end, window.end)
        if start < end:
            self.bridge.to_show.emit(Span(found.span.start + start - window.start, end - start))

    def _samples(self) -> dict[str, Sample]:
        session = self.bridge.session
        effects = self._fitting(words=bool(self.clips) and all(isinstance(one.content, Title) for one in self.clips))
        seen = seen_by(session, self.ids())
        title = next((clip for clip in self.clips if isinstance(clip.content, Title)), None)
        if seen is None and title is None:
            return {}
        return {one.id: animation_sample(session.project, seen, title, one, self.when) for one in effects}


def _length_for(clip: Clip, when: When) -> Time:
    """As long as the one there was; otherwise the usual length, where the clip is that long."""
    old = clip.animation(when)
    if old is not None:
        return old.length
    return LOOP_S if when == "loop" else min(ANIMATION_S, clip.length)


def _number(animation: Animation, param: Param) -> float:
    value = next((value for key, value in animation.settings if key == param.key), param.default)
    return float(value) if isinstance(value, int | float) else 0.0
