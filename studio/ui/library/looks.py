"""The Looks tab: every look on the person's own clip, and how strong it is.

It must never draw a preview on the main thread.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.edits import tune_effect
from studio.model import Applied, Clip, Footage, Keyframes, Place, Project, Time, Title, find, main_at
from studio.sentences import Sentence, say
from studio.ui.adding import LOOK_STRENGTH, apply_look, chosen_clips, look_of
from studio.ui.bridge import Bridge
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import ElidedLabel, label
from studio.ui.controls.slider import ValueRow
from studio.ui.drag import Carried
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["LooksTab"]

_BOX = (220, 264)
_NONE = "none"


class LooksTab(QWidget):
    """A click gives the selected clip a look (or takes it off); the slider below sets its strength."""

    def __init__(self, bridge: Bridge, pictures: Pictures) -> None:
        super().__init__()
        self._bridge, self._pictures = bridge, pictures
        self._looks = [effect for effect in bridge.session.effects.of_kind("colour") if effect.group == "looks"]
        self._drawn: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        self._whose = ElidedLabel("", "small")
        head.addWidget(self._whose, 1)
        head.addWidget(label(say("Click or drag"), "small"))
        column.addLayout(head)
        self.grid = CardGrid(columns=3, shape=1.2, checks=True)
        self.grid.setAccessibleName(shown(say("Looks")))
        cards = [Card(_NONE, shown(say("None")), drawing="none")]
        cards += [
            Card(look.id, shown(look.name), drawing="looks", carries=Carried("effect", look.id)) for look in self._looks
        ]
        self.grid.set_cards(cards)
        self.grid.picked.connect(self._pick)
        self.grid.added.connect(self._pick)
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
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self._draw)
        for signal in (bridge.project_changed, bridge.selection_changed, bridge.playhead_changed, bridge.opened):
            signal.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Previews are made only while someone looks."""
        super().showEvent(event)
        self.refresh()

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
            self._later.start()

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
        if worn != {wanted} or not worn:
            apply_look(self._bridge, wanted, chosen_clips(self._bridge.session))

    def _tune(self, value: float) -> None:
        session = self._bridge.session
        targets = [(clip.id, worn.id) for clip in self._clips() if (worn := look_of(session, clip)) is not None]

        def tune(project: Project) -> Project:
            for clip_id, applied_id in targets:
                project = tune_effect(project, clip_id, applied_id=applied_id, key="strength", value=value)
            return project

        session.update_draft(tune)

    def _seen(self) -> Clip | None:
        """The clip the cards show: the one they are for, or under a title the footage at the playhead."""
        session = self._bridge.session
        clips = self._clips()
        at = main_at(session.project, session.playhead)
        if clips and at is not None and isinstance(below := session.project.main[at], Clip):
            clips.append(below)
        return next((clip for clip in clips if isinstance(clip.content, Footage)), None)

    def _draw(self) -> None:
        session = self._bridge.session
        clip = self._seen()
        if clip is None or not self.isVisible():
            return
        found = find(session.project, clip.id)
        inside = found is not None and session.playhead in found.span
        own: Time = clip.window.start
        if found is not None and inside:
            own += session.playhead - found.span.start
        key = (clip.content, own, clip.speed, clip.time_map)
        if key == self._drawn:
            return
        self._drawn = key
        # The clip alone, filling the card: what else lies over it would hide the look.
        project = session.project
        card_canvas = replace(project.canvas, width=_BOX[0], height=_BOX[1])
        for card_id in (_NONE, *(look.id for look in self._looks)):
            worn = () if card_id == _NONE else (Applied("preview", card_id, settings=(("strength", LOOK_STRENGTH),)),)
            bare = replace(
                clip, effects=worn, enter=None, place=Place(fit="fill"), window=replace(clip.window, start=own)
            )
            alone = replace(project, canvas=card_canvas, main=(bare,), layers=(), sounds=())

            def done(picture: QImage, card: str = card_id, wanted: object = key) -> None:
                if wanted == self._drawn:
                    self.grid.set_picture(card, picture)

            self._bridge.jobs.submit(self._pictures.draw, alone, alone.main[0].length * 0, _BOX, done=done)


def _on(clips: list[Clip]) -> Sentence:
    """Whose look the cards set."""
    if not clips:
        return say("On no clip yet")
    if len(clips) > 1:
        return say("On {count} clips", count=len(clips))
    content = clips[0].content
    name = clips[0].name or (content.text if isinstance(content, Title) else "")
    return say("On “{name}”", name=name.partition("\n")[0]) if name else say("On this clip")
