"""What a diamond of the inspector does: sets and removes keyframes at the playhead, and asks for an easing.

It must never keep keys: it looks at the clips each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from studio.edits import clear_keys, ease_key, number_curve, remove_key, set_key, set_number, tune_effect
from studio.model import Clip, Keyframes, Project, Time, find
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.diamond import Diamond, Keyed
from studio.ui.controls.ease_names import BENDS, FAMILIES, WAYS
from studio.ui.inspector.changing import ClipEdit, own_time
from studio.ui.words import shown

__all__ = ["Keying", "numbered"]


def numbered(bridge: Bridge, number: str, *, per: float = 1.0) -> ClipEdit:
    """The edit of a row: the number, times `per` on the row, as a key where it has keys, for good where it has none."""

    def edit(project: Project, clip_id: str, value: float) -> Project:
        at = _moment(bridge, project, clip_id)
        return set_number(project, clip_id, number=number, value=value / per, at=at)

    return edit


def _moment(bridge: Bridge, project: Project, clip_id: str) -> Time:
    """The playhead, held within the clip."""
    found = find(project, clip_id)
    if found is None:
        return bridge.session.playhead
    return found.span.start + own_time(bridge, clip_id) - found.clip.window.start


class Keying:
    """One diamond and the numbers it is about; `default` gives what an effect's untouched setting is."""

    def __init__(
        self,
        bridge: Bridge,
        diamond: Diamond,
        numbers: tuple[str, ...],
        ids: Callable[[], tuple[str, ...]],
        default: float | None = None,
    ) -> None:
        self._bridge, self.diamond, self._numbers, self._ids, self._default = bridge, diamond, numbers, ids, default
        diamond.clicked.connect(self.toggle)
        diamond.more.connect(self.ask)

    def refresh(self) -> None:
        """Show whether the clips have keys, and one now."""
        project = self._bridge.session.project
        states = [
            _state(self._bridge, found.clip, number, project)
            for clip_id in self._ids()
            if (found := find(project, clip_id)) is not None
            for number in self._numbers
        ]
        every_here = bool(states) and all(state == "here" for state in states)
        some = any(state != "none" for state in states)
        self.diamond.show_keyed("here" if every_here else "elsewhere" if some else "none")

    def toggle(self) -> None:
        """A key at the playhead, or none there any more."""
        here = self.diamond.keyed == "here"
        self._each(say("Remove the keyframe") if here else say("Keyframe"), self._without if here else self._with)

    def _with(self, project: Project, clip_id: str, number: str, at: Time) -> Project:
        if self._default is not None:
            found = find(project, clip_id)
            _effect, applied_id, key = number.split(".", 2)
            if found is not None and number_curve(project, found.clip, number) is None:
                project = tune_effect(project, clip_id, applied_id=applied_id, key=key, value=self._default)
        return set_key(project, clip_id, number=number, at=at)

    @staticmethod
    def _without(project: Project, clip_id: str, number: str, at: Time) -> Project:
        return remove_key(project, clip_id, number=number, at=at)

    def ask(self) -> None:
        """The menu: how it goes on from here, and no keyframes at all."""
        menu = QMenu(self.diamond)
        here = self.diamond.keyed == "here"
        for ease, words in (("linear", say("Even")), ("hold", say("Hold"))):
            menu.addAction(shown(words), partial(self._ease, ease)).setEnabled(here)
        for way, words in WAYS:
            inner = menu.addMenu(shown(words))
            inner.setEnabled(here)
            for family, name in FAMILIES:
                inner.addAction(shown(name), partial(self._ease, f"{way}{family}"))
        for bend, words in BENDS:
            menu.addAction(shown(words), partial(self._ease, "bezier", bend)).setEnabled(here)
        menu.addSeparator()
        clear = menu.addAction(shown(say("Remove all keyframes")), self._clear)
        clear.setEnabled(self.diamond.keyed != "none")
        menu.popup(self.diamond.mapToGlobal(QPoint(0, self.diamond.height())))

    def _ease(self, ease: str, bend: tuple[float, float, float, float] | None = None) -> None:
        def eased(project: Project, clip_id: str, number: str, at: Time) -> Project:
            return ease_key(project, clip_id, number=number, at=at, ease=ease, bend=bend)

        self._each(say("Easing"), eased)

    def _clear(self) -> None:
        def cleared(project: Project, clip_id: str, number: str, at: Time) -> Project:
            return clear_keys(project, clip_id, number=number, at=at)

        self._each(say("Remove all keyframes"), cleared)

    def _each(self, words: Sentence, edit: Callable[[Project, str, str, Time], Project]) -> None:
        ids = self._ids()

        def change(project: Project) -> Project:
            for clip_id in ids:
                at = _moment(self._bridge, project, clip_id)
                for number in self._numbers:
                    project = edit(project, clip_id, number, at)
            return project

        self._bridge.edit(words, change)


def _state(bridge: Bridge, clip: Clip, number: str, project: Project) -> Keyed:
    curve = number_curve(project, clip, number)
    if not isinstance(curve, Keyframes):
        return "none"
    own, half = own_time(bridge, clip.id), 1 / (2 * project.rate)
    return "here" if any(abs(key.time - own) <= half for key in curve.keys) else "elsewhere"
