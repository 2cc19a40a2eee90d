"""The start screen: begin from clips, go on with a recent project, get back what a crash left.

It must never offer what does not work yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.model import ZERO, Project, duration
from studio.sentences import Sentence, say
from studio.session import drafts_folder, peek_project, read_settings, recent_projects
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import Pictogram, label
from studio.ui.controls.search import SearchField
from studio.ui.controls.slider import number_text
from studio.ui.importing import PROJECT_ENDING
from studio.ui.pictures import Pictures
from studio.ui.shortcuts import key_words, keymap_name
from studio.ui.top_bar import Mark
from studio.ui.words import shown

__all__ = ["StartScreen"]

_MOST_RECENT = 14
_SOON_MS = 30
_COVER = (240, 300)


class StartScreen(QWidget):
    """What is there when no project is open. `run` runs a command by id.

    `card_asked(path, name, point)`: the menu of a project; `name_asked` and `trash_asked(path, name)`: F2 and Delete.
    """

    card_asked = Signal(object, str, object)
    name_asked = Signal(object, str)
    trash_asked = Signal(object, str)

    def __init__(self, bridge: Bridge, pictures: Pictures, run: Callable[..., object]) -> None:
        super().__init__()
        self._bridge, self._pictures, self._run = bridge, pictures, run
        self._cards: list[Card] = []
        self._covers: dict[str, QImage] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(96, 40, 96, 32)
        self._column.setSpacing(8)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._foot())
        self._column.addWidget(label(say("What are you making today?"), "hero"))
        self._column.addWidget(label(say("Everything stays on this computer. No account, no watermark."), "body"))
        self._column.addSpacing(24)
        self._column.addLayout(self._ways())
        self._column.addSpacing(16)
        self.kept = QVBoxLayout()
        self._column.addLayout(self.kept)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(8)
        self._column.addLayout(self._offers)
        self._column.addSpacing(16)
        self._column.addLayout(self._recent_head())
        self.recent = CardGrid(columns=7, shape=1.22)
        self.recent.setAccessibleName(shown(say("Recent projects")))
        self.recent.setMinimumHeight(250)
        self.recent.picked.connect(lambda path: run("open", {"file": path}))
        self.recent.added.connect(lambda path: run("open", {"file": path}))
        self.recent.asked.connect(self._ask_about)
        self.recent.installEventFilter(self)
        self._column.addWidget(self.recent, 1)
        self._none = label(say("Projects you make appear here."), "muted")
        self._column.addWidget(self._none)
        # Without recent projects the room goes here, not between the lines above.
        self._column.addStretch(0)
        self.recovery_buttons: list[PushButton] = []
        # After the first picture: looking for projects must not hold up the window.
        QTimer.singleShot(_SOON_MS, self, self.refresh)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(Mark())
        row.addWidget(label("Décollage", "head"))
        row.addStretch(1)
        row.addWidget(
            IconButton("search", say("Find a command"), key_words("palette"), clicked=lambda: self._run("palette"))
        )
        self.keys = PushButton("", "ghost", "command", clicked=lambda: self._run("shortcuts"))
        row.addWidget(self.keys)
        row.addWidget(IconButton("sun", say("Dark or light"), key_words("theme"), clicked=lambda: self._run("theme")))
        row.addWidget(
            IconButton("settings", say("Settings"), key_words("settings"), clicked=lambda: self._run("settings"))
        )
        return bar

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        self.choose = PushButton(say("Choose clips"), "accent", "plus", clicked=lambda: self._run("import"))
        row.addWidget(
            _way(
                "clapper",
                say("Start from your clips"),
                say("Bring in videos and photos. We line them up; you cut."),
                self.choose,
                key_words("import"),
            ),
            1,
        )
        self.empty = PushButton(say("New project"), drawing="file", clicked=lambda: self._run("new"))
        row.addWidget(
            _way(
                "file",
                say("Start empty"),
                say("An upright canvas. Add what you like."),
                self.empty,
                key_words("new"),
            ),
            1,
        )
        self.open = PushButton(say("Open a file"), drawing="folder-open", clicked=lambda: self._run("open"))
        row.addWidget(
            _way(
                "folder-open",
                say("Go on with a project"),
                say("Open a project file from anywhere on this computer."),
                self.open,
                key_words("open"),
            ),
            1,
        )
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 renames the chosen project, Delete puts it into the trash, whatever these keys do in the window."""
        asked = {Qt.Key.Key_F2: self.name_asked, Qt.Key.Key_Delete: self.trash_asked}
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            signal = asked.get(Qt.Key(event.key()))
            if signal is not None and not event.modifiers():
                if event.type() == QEvent.Type.KeyPress:
                    self._about_chosen(signal)
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setFixedHeight(44)
        row = QHBoxLayout(foot)
        row.setContentsMargins(96, 0, 96, 0)
        row.setSpacing(6)
        row.addWidget(Pictogram("clapper", "muted", 16))
        row.addWidget(label(say("New here?"), "muted"))
        self.sample = PushButton(say("Open the sample project"), "link", clicked=lambda: self._run("sample"))
        row.addWidget(self.sample)
        row.addStretch(1)
        row.addWidget(label(say("Drop files anywhere to begin"), "small"))
        return foot

    def _recent_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(say("Recent projects"), "title"))
        self._count = label("", "muted", figures=True)
        row.addWidget(self._count)
        row.addStretch(1)
        self.search = SearchField(say("Search projects"))
        self.search.setFixedWidth(220)
        self.search.textChanged.connect(self._show_cards)
        row.addWidget(self.search)
        return row

    def refresh(self) -> None:
        """Look for recent projects and for what crashes left."""
        paths = _recent()
        known = {card.id: card for card in self._cards}
        self._cards = [
            known.get(str(path)) or Card(str(path), path.stem, drawing="clapper", hint=str(path)) for path in paths
        ]
        self.keys.say_words(say("Keys: {name}", name=keymap_name(read_settings())))
        self._show_cards()
        for path in paths:
            self._cover(path)
        self._bridge.jobs.submit(self._bridge.session.recoveries, done=self._offer, failed=lambda _error: None)

    def _show_cards(self) -> None:
        """The cards that fit what is sought."""
        sought = self.search.text().casefold().split()
        fitting = [card for card in self._cards if all(word in card.name.casefold() for word in sought)]
        self.recent.set_cards(fitting)
        for card in fitting:
            if card.id in self._covers:
                self.recent.set_picture(card.id, self._covers[card.id])
        self.recent.setVisible(bool(fitting))
        self._none.setText(
            shown(say("No project is called that.") if self._cards else say("Projects you make appear here."))
        )
        self._none.setVisible(not fitting)
        self.search.setVisible(len(self._cards) > 1 or bool(sought))
        self._count.setText(str(len(fitting)) if fitting else "")

    def _ask_about(self, card_id: str, point: QPoint) -> None:
        self.card_asked.emit(Path(card_id), self._name_of(card_id), point)

    def _about_chosen(self, signal: SignalInstance) -> None:
        chosen = self.recent.current_id()
        if chosen:
            signal.emit(Path(chosen), self._name_of(chosen))

    def _name_of(self, card_id: str) -> str:
        return next((card.name for card in self._cards if card.id == card_id), Path(card_id).stem)

    def _cover(self, path: Path) -> None:
        def draw() -> tuple[Project, QImage | None] | None:
            project = peek_project(path)
            if project is None:
                return None
            return project, self._pictures.draw(project, ZERO, _COVER) if project.main else None

        def done(found: tuple[Project, QImage | None] | None) -> None:
            if found is None:
                return
            project, picture = found
            length = float(duration(project))
            tag = number_text(length, 1, "s") if length < 60 else f"{int(length) // 60}:{int(length) % 60:02}"
            named = Card(str(path), project.name, drawing="clapper", tag=tag, hint=str(path))
            self._cards = [named if card.id == str(path) else card for card in self._cards]
            if picture is not None:
                self._covers[str(path)] = picture
            self._show_cards()

        self._bridge.jobs.submit(draw, done=done, failed=lambda _error: None)

    def _offer(self, recoveries: tuple[Any, ...]) -> None:
        # `Recovery` values: the window may not know the file room, and only hands them back to the session.
        while self._offers.count():
            item = self._offers.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.recovery_buttons = []
        for recovery in recoveries:
            self._offers.addWidget(self._offered(recovery))

    def _offered(self, recovery: Any) -> QFrame:
        """A row: what was left, from when, and the choice."""
        card = QFrame()
        card.setObjectName("card")
        card.setFixedHeight(52)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram("clock", "warn", 20))
        row.addWidget(label(recovery.project.name, "strong"))
        words = say("The program ended before it was saved. Last change: {what}, {when}.",
                    what=recovery.label or say("Edit"), when=_when(recovery.when))  # fmt: skip
        row.addWidget(label(words, "muted"), 1)
        bring = PushButton(say("Bring it back"), "outline", clicked=lambda: self._bridge.session.recover(recovery))
        forget = PushButton(say("Throw it away"), "ghost", clicked=lambda: self._forget(recovery, card))
        self.recovery_buttons.append(bring)
        row.addWidget(forget)
        row.addWidget(bring)
        return card

    def _forget(self, recovery: Any, card: QFrame) -> None:
        self._bridge.session.forget_recovery(recovery)
        card.deleteLater()


def _recent() -> list[Path]:
    """Projects opened last, and drafts that were never given a place, newest first."""
    drafts = [path for path in drafts_folder().glob(f"*{PROJECT_ENDING}") if path.is_file()]
    found = dict.fromkeys([*recent_projects(), *drafts])
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)[:_MOST_RECENT]


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local:%d %b, %H:%M}"


def _way(drawing: str, title: Sentence, words: Sentence, button: PushButton, key: str) -> QFrame:
    """A card with one way to begin."""
    card = QFrame()
    card.setObjectName("way")
    card.setMinimumWidth(240)
    card.setFixedHeight(188)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(8)
    column.addWidget(Pictogram(drawing, "muted", 28))
    column.addSpacing(4)
    column.addWidget(label(title, "title"))
    column.addWidget(label(words, "body", wrap=True))
    column.addStretch(1)
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    row.addWidget(label(key, "muted"))
    column.addLayout(row)
    return card
