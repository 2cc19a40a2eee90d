"""The forecast of the present project, made on a worker: first numbers at once, the whole when it was looked at.

It must never block the main thread, and never tell about a project that is not the present one.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from studio.model import Project
from studio.reach.comparing import Comparison
from studio.reach.forecast import Forecast, Known
from studio.reach.policy import Policy
from studio.reach.reasons import Reason
from studio.reach.signals import Signals
from studio.reach.viewers import Crowd
from studio.sentences import Sentence
from studio.session.homes import own_priors_file
from studio.ui.bridge import Bridge

__all__ = ["Forecasting", "Shown"]

_SEED = 1
_SEEN_AND_HEARD = ("canvas", "rate", "assets", "main", "layers", "sounds", "main_state", "captions")


class Shown(NamedTuple):
    """What there is to show; `whole` is False for the first numbers."""

    forecast: Forecast
    reasons: tuple[Reason, ...]
    signals: Signals
    whole: bool


def _fix_words(code: str) -> Sentence | None:
    from studio.publish import FIXES

    return FIXES[code].name if code in FIXES else None


class Forecasting(QObject):
    """`found(Shown)` for first and whole numbers, `advanced(done, total)` while it is looked at,
    `compared(Comparison)`, `failed(Exception)`."""

    found = Signal(object)
    advanced = Signal(int, int)
    compared = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._stop = Event()
        self._crowd: Crowd | None = None
        self._known: tuple[Project, Signals] | None = None
        self.busy = False

    def start(self, project: Project, policy: Policy, followers: int | None = None) -> None:
        """Forecast this project, by what own posts taught where they did; what was looked at and did not change is not
        looked at again."""
        self._stop.set()
        stop = self._stop = Event()
        self.busy = True

        def ended(shown: Shown | None) -> None:
            if stop is self._stop and shown is not None:
                self.busy = False
                self._known = (project, shown.signals)
                self.found.emit(shown)

        self._bridge.jobs.submit(
            self._forecast,
            project,
            policy,
            followers,
            stop,
            self._known,
            done=ended,
            failed=lambda error: self._fail(stop, error),
        )

    def stop(self) -> None:
        """Nobody looks any more."""
        self._stop.set()
        self._stop = Event()
        self.busy = False

    def compare(self, project: Project, other: Path) -> None:
        """Compare the present project with another or a video."""
        stop, known = self._stop, self._known

        def ended(comparison: Comparison | None) -> None:
            if stop is self._stop and comparison is not None:
                self.compared.emit(comparison)

        self._bridge.jobs.submit(
            self._compare, project, other, stop, known, done=ended, failed=lambda error: self._fail(stop, error)
        )

    def _fail(self, stop: Event, error: Exception) -> None:
        if stop is self._stop:
            self.busy = False
            self.failed.emit(error)

    # On a worker.

    def _forecast(
        self,
        project: Project,
        policy: Policy,
        followers: int | None,
        stop: Event,
        known: tuple[Project, Signals] | None,
    ) -> Shown | None:
        from studio.reach.measuring import first_signals, reworded
        from studio.reach.own_priors import known_for, read_priors
        from studio.session.reading_drafts import draft_problems

        creator = known_for(read_priors(own_priors_file()), policy.platforms, followers, kept=True)
        problems = draft_problems(project, policy)
        if known is not None and all(getattr(known[0], name) is getattr(project, name) for name in _SEEN_AND_HEARD):
            return self._shown(reworded(known[1], project, problems), policy, creator, whole=True)
        first = self._shown(first_signals(project, problems=problems), policy, creator, whole=False)
        self._bridge.post(lambda: self.found.emit(first) if stop is self._stop else None)
        signals = self._measured(project, policy, stop, from_project=True)
        return self._shown(signals, policy, creator, whole=True) if signals is not None else None

    def _shown(self, signals: Signals, policy: Policy, creator: Known, *, whole: bool) -> Shown:
        from studio.reach.forecast import forecast
        from studio.reach.reasons import reasons_for
        from studio.reach.viewers import viewers

        self._crowd = self._crowd or viewers(_SEED)
        told = forecast(signals, policy, self._crowd, _SEED, known=creator)
        return Shown(told, reasons_for(signals, _fix_words), signals, whole)

    def _measured(self, project: Project, policy: Policy, stop: Event, *, from_project: bool) -> Signals | None:
        from studio.media.glimpses import Glimpses
        from studio.reach.measuring import signals
        from studio.render import Artist, Mixer
        from studio.session.reading_drafts import draft_problems

        effects = self._bridge.session.effects

        def told(done: int, total: int) -> None:
            if done % 10 == 0:
                self._bridge.post(lambda: self.advanced.emit(done, total) if stop is self._stop else None)

        with Glimpses() as sources:
            return signals(
                project,
                sources,
                Artist(effects),
                Mixer(effects),
                from_project=from_project,
                problems=draft_problems(project, policy) if from_project else (),
                told=told,
                cancelled=lambda: stop.is_set() or self._bridge.jobs.closed,
            )

    def _compare(
        self, project: Project, other: Path, stop: Event, known: tuple[Project, Signals] | None
    ) -> Comparison | None:
        from studio.reach.comparing import compare
        from studio.reach.policy import policy_named
        from studio.session.reading_drafts import read_draft

        policy = policy_named("tiktok")
        draft = read_draft(other)
        mine = known[1] if known is not None else self._measured(project, policy, stop, from_project=True)
        theirs = self._measured(draft.project, policy, stop, from_project=draft.from_project)
        if mine is None or theirs is None:
            return None
        return compare(((project.name, mine), (other.stem, theirs)), _SEED)
