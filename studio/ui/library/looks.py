"""The Looks tab: every look on the person's own clip, and how strong it is.

It must never draw a preview on the main thread.
"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.edits import tune_effect
from studio.model import Applied, Clip, Keyframes, Project, Title, find
from studio.sentences import Sentence, say
from studio.ui.adding import LOOK_STRENGTH, apply_look, chosen_clips, look_of
from studio.ui.bridge import Bridge
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.choices import Choice
from studio.ui.controls.labels import ElidedLabel
from studio.ui.controls.slider import ValueRow
from studio.ui.drag import Carried
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.samples import Sample, effect_sample, seen_by
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.shelf_bar import ShelfBar, starring
from studio.ui.library.showing import Showing
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["LooksTab"]

_NONE = "none"
_ALL = ""


class LooksTab(QWidget):
    """A double click gives the selected clip a look (or takes it off); the slider below sets its strength."""

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__()
        self._bridge = bridge
        self._looks = [effect for effect in bridge.session.effects.of_kind("colour") if effect.group == "looks"]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 2, 0)
        self.bar = ShelfBar(shelf, "effect", say("Search looks"))
        self.search = self.bar.search
        self.bar.changed.connect(self._lay_cards)
        top.addWidget(self.bar)
        column.addLayout(top)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        self._whose = ElidedLabel("", "small")
        head.addWidget(self._whose, 1)
        families = dict.fromkeys(look.family for look in self._looks if look.family)
        self.family = Choice(say("Kind of look"), [(_ALL, shown(say("All"))), *((one, shown(one)) for one in families)])
        self._family = _ALL
        self.family.chosen.connect(self._choose_family)
        head.addWidget(self.family)
        column.addLayout(head)
        self.grid = CardGrid(columns=3, shape=1.2, checks=True)
        self.grid.setAccessibleName(shown(say("Looks")))
        self.grid.added.connect(self._pick)
        starring(self, self.bar, self.grid)
        holder = QHBoxLayout()
        holder.setContentsMargins(8, 0, 2, 0)
        holder.addWidget(self.grid)
        column.addLayout(holder, 1)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        foot.setFixedHeight(44)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        self.strength = ValueRow(say("Strength"), 0, 100, LOOK_STRENGTH, unit="%", name_width=72)
        row.addWidget(self.strength)
        column.addWidget(foot)
        self.strength.started.connect(lambda: bridge.session.begin_draft(say("Look strength")))
        self.strength.changed.connect(self._tune)
        self.strength.finished.connect(bridge.session.commit_draft)
        self._showing = Showing(self, bridge, pictures, moving, shelf, (self.grid,), self._samples)
        self._lay_cards()
        for signal in (bridge.project_changed, bridge.selection_changed, bridge.playhead_changed, bridge.opened):
            signal.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self.refresh()
        self._showing.look()

    def _choose_family(self, family: str) -> None:
        self._family = family
        self._lay_cards()
        self._showing.look()

    def _lay_cards(self) -> None:
        looks = [
            Card(look.id, shown(look.name), drawing="looks", carries=Carried("effect", look.id))
            for look in self._looks
            if self._family in (_ALL, look.family)
        ]
        none = [] if self.bar.narrowed else [Card(_NONE, shown(say("None")), drawing="none")]
        self.grid.set_cards([*none, *self.bar.sorted_out(looks)])

    def _clips(self) -> list[Clip]:
        session = self._bridge.session
        founds = [find(session.project, name) for name in chosen_clips(session)]
        return [found.clip for found in founds if found is not None]

    def refresh(self) -> None:
        """Show whose look is set here, and which."""
        if not self.isVisible():
            return
        clips = self._clips()
        self._whose.setText(shown(_on(clips)))
        worn = [look_of(self._bridge.session, clip) for clip in clips]
        first = worn[0] if worn else None
        self.grid.choose(first.effect if first else _NONE)
        self.strength.setEnabled(first is not None)
        if not self._bridge.session.drafting:
            self.strength.set_number(self._strength(first) if first else LOOK_STRENGTH)

    def _strength(self, applied: Applied) -> float:
        effect = self._bridge.session.effects[applied.effect]
        param = effect.param("strength")
        setting = applied.setting("strength")
        if setting is None and param is not None:
            setting = param.default
        if isinstance(setting, Keyframes):
            return setting.keys[0].value
        return float(setting) if isinstance(setting, int | float) else 100.0

    def _pick(self, card_id: str) -> None:
        worn = {applied.effect if (applied := look_of(self._bridge.session, clip)) else "" for clip in self._clips()}
        wanted = "" if card_id == _NONE else card_id
        if worn == {wanted}:
            return
        if apply_look(self._bridge, wanted, chosen_clips(self._bridge.session)) and wanted:
            self.bar.use(wanted)

    def _tune(self, value: float) -> None:
        session = self._bridge.session
        targets = [(clip.id, worn.id) for clip in self._clips() if (worn := look_of(session, clip)) is not None]

        def tune(project: Project) -> Project:
            for clip_id, applied_id in targets:
                project = tune_effect(project, clip_id, applied_id=applied_id, key="strength", value=value)
            return project

        session.update_draft(tune)

    def _samples(self) -> dict[str, Sample]:
        session = self._bridge.session
        seen = seen_by(session, chosen_clips(session))
        if seen is None:
            return {}
        strength = (("strength", LOOK_STRENGTH),)
        looks = {look.id: effect_sample(session.project, seen, look, strength) for look in self._looks}
        return {_NONE: effect_sample(session.project, seen, None, ()), **looks}


def _on(clips: list[Clip]) -> Sentence:
    """Whose look the cards set."""
    if not clips:
        return say("On no clip yet")
    if len(clips) > 1:
        return say("On {count} clips", count=len(clips))
    content = clips[0].content
    name = clips[0].name or (content.text if isinstance(content, Title) else "")
    return say("On “{name}”", name=name.partition("\n")[0]) if name else say("On this clip")
