"""The Challenges tab: joining one, filling its slots, and making one of the open project.

It must never change a project itself: it asks for commands, and reads what the project says.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.commands import COMMANDS
from studio.edits import slots_of
from studio.jobs import Job
from studio.model import Found
from studio.remix import Looks, own_media, wanted_looks, why_there
from studio.sentences import say
from studio.session import Imported, look_at
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import label
from studio.ui.drag import dropped_files
from studio.ui.importing import ask_for_media
from studio.ui.library.ready_challenges import ReadyChallenges
from studio.ui.library.slot_row import SlotRow
from studio.ui.words import shown

__all__ = ["ChallengesTab"]


class ChallengesTab(QWidget):
    """What the project's challenge asks, its slots with what fills them, and the ways to begin. Files dropped here fill
    the open slots, each where it goes best; beside what is filled stands why."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setAcceptDrops(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(10)
        self.rows: dict[str, SlotRow] = {}
        self._inner: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._lay_out)
        for changed in (bridge.project_changed, bridge.selection_changed):
            changed.connect(self._later)
        bridge.opened.connect(self._opened)
        self._shown: object = None
        self._looking: Job | None = None
        self.ready = ReadyChallenges(bridge)
        self._column.addWidget(self.ready, 1)
        self._browses = False

    def showEvent(self, event: QShowEvent) -> None:
        """Slots are looked for only while someone looks."""
        super().showEvent(event)
        self._lay_out()

    def _opened(self) -> None:
        self._browses = False
        self._later()

    def _later(self) -> None:
        if self.isVisible():
            self._soon.start(0)

    def _lay_out(self) -> None:
        """Anew, where the challenge, its slots or the selection are no longer those shown."""
        session = self._bridge.session
        slots = slots_of(session.project)
        state = (
            session.project.challenge,
            tuple((key, clips[0].clip) for key, clips in slots),
            bool(session.selection),
            self._browses,
        )
        if state == self._shown:
            return
        self._shown = state
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.rows = {}
        browses = self._browses or not slots
        if slots and browses:
            self.back = PushButton(say("Back to the slots"), "link", clicked=lambda: self.browse(on=False))
            column.addWidget(self.back)
        else:
            self._head(column)
            if slots:
                column.addWidget(self._list(slots), 1)
            self._foot(column, begun=bool(slots))
        self._column.insertWidget(0, self._inner, 0 if browses else 1)
        self.ready.setVisible(browses)
        self._ask_why()

    def _ask_why(self) -> None:
        """What is filled is compared with the samples on a worker; then each row says why."""
        project = self._bridge.session.project
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        mine = own_media(project)
        if not any(row.filled for row in self.rows.values()) or not mine:
            return

        def came(looks: Looks) -> None:
            self._looking = None
            for key, choice in why_there(project, looks).items():
                if key in self.rows:
                    self.rows[key].tell_why(choice)

        self._looking = self._bridge.jobs.submit(look_at, wanted_looks(project, mine), done=came)

    def browse(self, *, on: bool) -> None:
        """Show the challenges that came with the program in place of the slots, or no more."""
        self._browses = on
        self._lay_out()

    def _head(self, column: QVBoxLayout) -> None:
        facts = self._bridge.session.project.challenge
        if facts is None:
            column.addWidget(
                label(
                    say("A challenge is a video that others fill with their own clips, as a file."), "muted", wrap=True
                )
            )
            return
        column.addWidget(label(facts.name or say("Challenge"), "title", wrap=True))
        tags = " ".join(f"#{tag}" for tag in facts.hashtags)
        lines = [facts.about, facts.author, tags, facts.sound, *facts.rules]
        if facts.deadline:
            lines.append(shown(say("Until {date}", date=facts.deadline)))
        for line in filter(None, lines):
            column.addWidget(label(line, "muted", wrap=True))

    def _list(self, slots: Sequence[tuple[str, tuple[Found, ...]]]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        for key, clips in slots:
            row = SlotRow(self._bridge, key, clips, self._choose)
            self.rows[key] = row
            column.addWidget(row)
        column.addStretch(1)
        area.setWidget(inner)
        return area

    def _foot(self, column: QVBoxLayout, *, begun: bool) -> None:
        run, facts = self._bridge.run, self._bridge.session.project.challenge
        joined = facts is not None and facts.joined
        if begun:
            column.addWidget(
                label(say("Drop clips here: each goes into the slot where it goes best"), "small", wrap=True)
            )
        self.mark = PushButton(say("Make the clip a slot…"), "raised", clicked=lambda: run("slot"))
        self.mark.setEnabled(COMMANDS["slot"].enabled(self._bridge.session))
        self.facts = PushButton(say("About the challenge…"), "raised", clicked=lambda: run("challenge"))
        self.pack = PushButton(say("Pack as a challenge…"), "accent", clicked=lambda: run("pack-challenge"))
        self.join = PushButton(say("Join a challenge…"), "raised", clicked=lambda: run("join-challenge"))
        if not begun:
            both = QHBoxLayout()
            both.addWidget(self.join)
            if not joined:
                both.addWidget(self.mark)
            both.addStretch(1)
            column.addLayout(both)
            return
        if not joined:
            for button in (self.mark, self.facts, self.pack):
                column.addWidget(button)
        column.addWidget(self.join)
        self.others = PushButton(say("Other challenges"), "link", clicked=lambda: self.browse(on=True))
        column.addWidget(self.others)

    def _choose(self, key: str) -> None:
        paths = ask_for_media(self, "")
        if paths:
            self.fill(paths[:1], key)

    def fill(self, paths: Sequence[Path], key: str = "") -> None:
        """Look into the files and fill with them: the slot `key`, otherwise the open ones with what goes there best."""

        def taken(imported: Imported) -> None:
            for refusal in imported.refused:
                self._bridge.refused.emit(refusal.sentence)
            ids = [asset.id for asset in imported.assets]
            if key and ids:
                self._bridge.run("fill-slot", {"slot": key, "media": ids[0]})
            elif ids:
                self._bridge.run("fill-slots", {"media": ", ".join(ids)})

        self._bridge.importing.start(tuple(paths), done=taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome where there are slots."""
        if self.rows and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They fill the open slots."""
        event.acceptProposedAction()
        self.fill(dropped_files(event.mimeData()))
