"""The settings: what a person chooses for the program itself, in force at once.

It must never hold a choice itself: the preferences do.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.commands import OWN_KEYMAP, keymaps
from studio.sentences import Sentence, say
from studio.session.store_room import empty_store, store_bytes
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import label, rule
from studio.ui.controls.slider import ValueField, number_text
from studio.ui.preferences import Preferences
from studio.ui.words import languages, shown

__all__ = ["SettingsDialog"]

_WIDTH, _HEIGHT = 640, 660


class SettingsDialog(Dialog):
    """Sections of rows. `keys` opens the key sheet in its place."""

    def __init__(self, window: QWidget, bridge: Bridge, preferences: Preferences, keys: Callable[[], object]) -> None:
        super().__init__(window, say("Settings"), _WIDTH, _HEIGHT)
        self._bridge, self._preferences, self._keys = bridge, preferences, keys
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 12, 24, 20)
        self._column.setSpacing(8)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self._looks()
        self._lengths()
        self._keeping()
        self._scripts()
        self._column.addStretch(1)
        preferences.changed.connect(self.refresh)
        self.refresh()

    # Sections.

    def _looks(self) -> None:
        change = self._preferences.change
        self._section(say("Window"))
        self.theme = Choice(say("Colours"), (("dark", say("Dark")), ("light", say("Light"))))
        self.theme.chosen.connect(lambda key: change(theme=key))
        self._row(say("Colours"), self.theme)
        self.motion = Choice(
            say("Motion"), (("system", say("As the system")), ("full", say("All")), ("reduced", say("Little")))
        )
        self.motion.chosen.connect(lambda key: change(motion=key))
        self._row(say("Motion"), self.motion, say("Little: nothing moves by itself, as previews in the library do."))
        named = [(code, QLocale(code).nativeLanguageName().capitalize()) for code in languages()]
        self.language = Choice(say("Language"), [("", say("As the system")), *named])
        self.language.chosen.connect(lambda key: change(language=key))
        self._row(say("Language"), self.language, say("From the next start."))
        known = [(known.id, known.name) for known in keymaps()]
        self.keymap = Choice(say("Keys"), [*known, (OWN_KEYMAP, say("Own keys"))])
        self.keymap.chosen.connect(lambda key: change(keymap=key))
        self._row(say("Keys"), self.keymap, button=PushButton(say("All keys…"), clicked=self._open_keys))

    def _lengths(self) -> None:
        change = self._preferences.change
        self._section(say("New clips"))
        self.photo = self._number(say("Photo"), 0.1, 60, "s", lambda value: change(photo_s=value))
        self.title_length = self._number(say("Title"), 0.1, 60, "s", lambda value: change(title_s=value))
        self.transition = self._number(say("Transition"), 0.1, 5, "s", lambda value: change(transition_s=value))

    def _keeping(self) -> None:
        change = self._preferences.change
        self._section(say("Playing and keeping"))
        self.proxies = Switch(say("Previews from proxies"))
        self.proxies.toggled.connect(lambda on: change(proxies=on))
        self._row(
            say("Previews from proxies"), self.proxies, say("Heavy clips play from small copies; exports never do.")
        )
        self.autosave = self._number(
            say("Save after"), 1, 120, "s", lambda value: change(autosave_s=value),
            say("Each step is in the journal at once, whatever stands here. From the next project on."),
        )  # fmt: skip
        self.store = self._number(
            say("Room on the disk"), 1, 500, "GB", lambda value: change(store_gb=value),
            say("For what can be made again: pieces of exports, proxies. From the next start."),
        )  # fmt: skip
        self.used = label(number_text(0, 1, "GB"), "muted", figures=True)
        self.empty = PushButton(say("Empty"), "outline", clicked=self._empty)
        self._row(say("Taken now"), self.used, button=self.empty)
        self.closed.connect(self._bridge.jobs.submit(store_bytes, done=self._show_used).cancel)

    def _scripts(self) -> None:
        self._section(say("Scripts"))
        self.live_door = Switch(say("Live door"))
        self.live_door.toggled.connect(lambda on: self._preferences.change(live_door=on))
        self._row(
            say("Live door"),
            self.live_door,
            say(
                "Programs you start on this computer may edit the open project: decollage do @live split. "
                "You see each step and can undo it. Nobody else, and nothing on a network, can reach it."
            ),
        )

    # What they are made of.

    def _section(self, words: Sentence) -> None:
        if self._column.count():
            self._column.addSpacing(8)
            self._column.addWidget(rule())
            self._column.addSpacing(4)
        self._column.addWidget(label(words, "title"))

    def _row(self, name: Sentence, field: QWidget, note: str = "", *, button: QWidget | None = None) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = label(name)
        words.setFixedWidth(176)
        row.addWidget(words)
        if isinstance(field, Choice):
            field.setFixedWidth(220)
        row.addWidget(field)
        if button is not None:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        if note:
            below: QLabel = label(note, "small", wrap=True)
            below.setContentsMargins(184, 0, 0, 4)
            self._column.addWidget(below)

    def _number(
        self, name: Sentence, low: float, high: float, unit: str, chosen: Callable[[float], object], note: str = ""
    ) -> ValueField:
        field = ValueField(low, high, decimals=1 if unit == "s" else 0, unit=unit)
        field.setAccessibleName(shown(name))
        field.entered.connect(chosen)
        field.setFixedWidth(88)
        self._row(name, field, note)
        return field

    def refresh(self, *_: object) -> None:
        """Show what is chosen."""
        now = self._preferences.settings
        self.theme.set_key(now.theme)
        self.motion.set_key(now.motion)
        self.language.set_key(now.language)
        self.keymap.set_key(now.keymap)
        self.proxies.set_on(now.proxies)
        self.live_door.set_on(now.live_door)
        for field, value in (
            (self.photo, now.photo_s),
            (self.title_length, now.title_s),
            (self.transition, now.transition_s),
            (self.autosave, now.autosave_s),
            (self.store, now.store_gb),
        ):
            field.set_number(value)

    def _open_keys(self) -> None:
        self.close_dialog()
        self._keys()

    def _empty(self) -> None:
        self.empty.setEnabled(False)
        self.closed.connect(self._bridge.jobs.submit(empty_store, done=self._show_used).cancel)

    def _show_used(self, taken: int) -> None:
        self.used.setText(number_text(taken / (1 << 30), 1, "GB"))
        self.empty.setEnabled(taken > 0)
