"""Watching over the project's files: what is missing or was replaced, and what is found again near by.

All looking happens on a worker of its own, every few seconds and when the project changes. It must never read a file
on the main thread, and never relink what the person has undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from studio.jobs import Jobs
from studio.model import Asset, Project
from studio.sentences import Refused, Sentence, say
from studio.session import (
    MediaState,
    MediaWatch,
    admit,
    ask_again,
    find_files,
    find_near,
    looked_into,
    refusal_of,
    states_differ,
    stop_looking,
)
from studio.ui.bridge import Bridge

__all__ = ["MissingMedia"]

_EVERY_MS = 3000
_SOON_MS = 200

_ODD = ("missing", "changed")

_Searched = frozenset[tuple[str, str]]


class _Seen(NamedTuple):
    """What a look found: the state of each file, where missing ones lie now, which were searched for, and why some
    cannot be used."""

    states: dict[str, MediaState]
    found: dict[str, Path]
    searched: _Searched
    why: dict[str, Sentence]


class MissingMedia(QObject):
    """What is wrong with the files of the open project. `changed` when that changed; `news` carries a sentence for
    the person, and whether there is something they can do about it."""

    changed = Signal()
    news = Signal(object, bool)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.states: dict[str, MediaState] = {}
        """By asset id; only of files that were looked at."""
        self.why: dict[str, Sentence] = {}
        """By asset id, why files cannot be used that were refused."""
        self._looking_into = False
        self._watch = MediaWatch()
        self._jobs: Jobs | None = None
        self._busy = self._again = self._closed = False
        self._searched: _Searched = frozenset()
        self._taken: set[tuple[str, Path]] = set()
        self._told: set[tuple[str, MediaState]] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)
        self._assets: tuple[Asset, ...] = ()
        bridge.opened.connect(self._opened)
        bridge.project_changed.connect(self._project_changed)

    @property
    def odd(self) -> tuple[Asset, ...]:
        """The assets whose files are missing or have other content, in the project's order."""
        assets = self._bridge.session.project.assets
        return tuple(asset for asset in assets if self.is_odd(asset.id))

    def is_odd(self, asset_id: str) -> bool:
        """Whether the file is missing or has other content: there is something to find."""
        return self.state(asset_id) in _ODD

    def state(self, asset_id: str) -> MediaState:
        """What is known of a file; `there` until it was looked at."""
        return self.states.get(asset_id, "there")

    def close(self) -> None:
        """Look no more, and wait for the worker."""
        self._closed = True
        self._timer.stop()
        self._soon.stop()
        stop_looking()
        if self._jobs is not None:
            self._jobs.close()

    def try_again(self, asset_ids: Sequence[str]) -> None:
        """Have files looked into once more that could not be used: a disk was slow, a program in the way."""
        for asset in self._bridge.session.project.assets:
            if asset.id in asset_ids and self.state(asset.id) == "refused":
                ask_again(asset.path)
                self.states[asset.id] = "unseen"
                self.why.pop(asset.id, None)
                self._told.discard((asset.id, "refused"))
        self.changed.emit()
        self._look_into_next()

    # Looking.

    def look(self) -> None:
        """Look at all files of the project now, off the main thread."""
        project = self._bridge.session.history.project
        if self._closed or not project.assets:
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        jobs = self._worker()
        place = self._bridge.session.path
        jobs.submit(
            _look, self._watch, project, place, self._searched, done=lambda seen: self._saw(project, seen),
            failed=self._failed,
        )  # fmt: skip

    def find_in(self, places: tuple[Path, ...]) -> None:
        """Search where the person pointed, off the main thread; `news` says what came of it."""
        odd = self.odd

        def done(found: dict[str, Path]) -> None:
            self._take(odd, found)
            left = len(odd) - len(found)
            if not found:
                self.news.emit(say("None of the missing files is there."), bool(left))
            elif left:
                words = say("{count} files were found. Still missing: {left}.", count=len(found), left=left)
                self.news.emit(words, True)
            self.look()

        self._worker().submit(find_files, odd, places, done=done)

    def _worker(self) -> Jobs:
        if self._jobs is None:
            self._jobs = Jobs(post=self._bridge.post, workers=1, name="watching")
        return self._jobs

    def _opened(self) -> None:
        self.states, self.why, self._searched = {}, {}, frozenset()
        self._taken.clear()
        self._told.clear()
        self._assets = self._bridge.session.project.assets
        self._timer.start()
        self.changed.emit()
        self.look()

    def _project_changed(self) -> None:
        assets = self._bridge.session.history.project.assets
        if assets is not self._assets and assets != self._assets:
            self._assets = assets
            self._soon.start()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        raise error

    def _saw(self, project: Project, seen: _Seen) -> None:
        self._busy = False
        session = self._bridge.session
        if self._again or session.drafting or session.recovery is not None:
            # What is under the hand, or waits for an answer, comes first.
            self._again = False
            self._soon.start()
            return
        before, self.states, self.why = self.states, seen.states, seen.why
        self._searched = seen.searched
        self._take(project.assets, seen.found)
        if states_differ(before, self.states):
            self.changed.emit()
        self._tell(project)
        self._look_into_next()

    def _look_into_next(self) -> None:
        """Have a file looked into that nobody has; one at a time, so that looking goes on between."""
        unseen = next(
            (asset for asset in self._bridge.session.project.assets if self.state(asset.id) == "unseen"), None
        )
        if unseen is None or self._looking_into or self._closed:
            return
        self._looking_into = True
        self._worker().submit(_why_not, unseen.path, done=lambda why: self._was_looked_into(unseen, why))

    def _was_looked_into(self, asset: Asset, why: Sentence | None) -> None:
        self._looking_into = False
        if self.state(asset.id) == "unseen":
            self.states[asset.id] = "there" if why is None else "refused"
            if why is not None:
                self.why[asset.id] = why
            self.changed.emit()
            self._tell(self._bridge.session.project)
        self._look_into_next()

    def _take(self, assets: tuple[Asset, ...], found: Mapping[str, Path]) -> None:
        """Relink what was found, as one step, but nothing twice: undone is undone."""
        session = self._bridge.session
        new = {
            name: path
            for name, path in found.items()
            if session.project.asset(name) is not None and (name, path) not in self._taken
        }
        if not new:
            return
        self._taken |= set(new.items())
        session.relink(new)
        self.states |= dict.fromkeys(new, "there")
        self.changed.emit()
        names = [asset.name for asset in assets if asset.id in new]
        if len(names) == 1:
            folder = next(iter(new.values())).parent.name
            self.news.emit(say("“{name}” was found again in “{folder}”.", name=names[0], folder=folder), False)
        else:
            self.news.emit(say("{count} files were found again.", count=len(names)), False)

    def _tell(self, project: Project) -> None:
        """Say once what is odd; what came back may be said again when it goes again."""
        odd: set[tuple[str, MediaState]] = {
            (name, state) for name, state in self.states.items() if state in (*_ODD, "refused")
        }
        new = odd - self._told
        self._told = odd
        told = [(asset, self.state(asset.id)) for asset in project.assets if (asset.id, self.state(asset.id)) in new]
        refused = [self.why[asset.id] for asset, state in told if state == "refused"]
        if refused:
            many = say("{count} files cannot be used.", count=len(refused))
            self.news.emit(refused[0] if len(refused) == 1 else many, False)
        gone = [(asset, state) for asset, state in told if state in _ODD]
        if gone:
            self.news.emit(_words(gone), True)


def _look(watch: MediaWatch, project: Project, place: Path | None, searched: _Searched) -> _Seen:
    states = watch.look(project.assets)
    odd = [asset for asset in project.assets if states[asset.id] != "there"]
    wanted: _Searched = frozenset((asset.id, asset.path) for asset in odd)
    # What was sought in vain is sought again only when something else went or came.
    found = find_near(project, place, odd) if wanted and wanted != searched else {}
    why: dict[str, Sentence] = {}
    for asset in project.assets:
        refusal = refusal_of(asset.path) if states[asset.id] == "there" else None
        if refusal is not None:
            states[asset.id], why[asset.id] = "refused", refusal
        elif states[asset.id] == "there" and not looked_into(asset.path):
            states[asset.id] = "unseen"
    return _Seen(states, found, wanted, why)


def _why_not(path: str) -> Sentence | None:
    """Why the file cannot be used, once a child has looked into it."""
    try:
        admit(path)
    except Refused as refused:
        return refused.sentence
    return None


def _words(odd: list[tuple[Asset, MediaState]]) -> Sentence:
    if len(odd) > 1:
        return say("{count} files are missing or were replaced.", count=len(odd))
    asset, state = odd[0]
    if state == "changed":
        return say("“{name}” is another file now than the one the clips were made of.", name=asset.name)
    return say("“{name}” is missing.", name=asset.name)
