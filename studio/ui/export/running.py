"""The exports: one at a time in a process of its own, others waiting; they go on while the person edits.

Each is of the project as it was when it was asked for. It must never block the main thread, nor leave a process behind.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from studio.model import Span
from studio.platforms import Platform
from studio.sentences import say
from studio.session import KeptExport, KeptExports, store_folder
from studio.ui.bridge import Bridge
from studio.ui.export.preparing import Preparing
from studio.ui.export.queued import QueuedExport, kept_form, queued_from, without_sheet, write_beside

if TYPE_CHECKING:
    from studio.media import ExportEvent, ExportProcess, Work
    from studio.media.writing.export_settings import Codec

__all__ = ["Exporting"]


class Exporting(QObject):
    """The queue and the process. `changed` when anything about an export did; `ended` carries one that is over; `found`
    when exports that an earlier run of the program did not finish were put in."""

    changed = Signal()
    found = Signal()
    ended = Signal(object)
    hardware_found = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._process: ExportProcess | None = None
        self.preparing = Preparing(bridge, lambda: self._process, lambda: self.busy)
        self._exports: tuple[QueuedExport, ...] = ()
        self._count = 0
        self._wanted: Literal["", "pause", "drop"] = ""
        self._fast: dict[str, str | None] = {}
        self._kept = KeptExports()

    @property
    def exports(self) -> tuple[QueuedExport, ...]:
        """All of them in order: what runs, what waits, what is over."""
        return self._exports

    @property
    def running(self) -> QueuedExport | None:
        """The one at work."""
        return next((one for one in self._exports if one.state == "running"), None)

    @property
    def percent(self) -> float | None:
        """How far the one at work is; None when none is."""
        return self.running.percent if self.running is not None else None

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return self.running is not None

    def warm_up(self) -> None:
        """Have the process ready, so that the export begins at once."""
        self._bridge.jobs.submit(self._the_process().warm_up, failed=lambda _error: None)

    def add(
        self,
        steps: tuple[tuple[Path, Work], ...],
        span: Span | None = None,
        platforms: tuple[str, ...] = (),
        *,
        sheets: tuple[Platform, ...] = (),
        captions: tuple[str, ...] = (),
        held: bool = False,
    ) -> QueuedExport:
        """Put an export of the project as it is now at the end; it begins when nothing else runs, or when it is told
        to where it is `held`."""
        session = self._bridge.session
        session.commit_draft()
        self._count += 1
        made = QueuedExport(
            self._count,
            steps,
            session.project,
            session.as_json(),
            span,
            platforms,
            sheets,
            "paused" if held else "waiting",
            key=_new_key(self._count),
            captions=captions,
        )
        self._exports = (*self._exports, made)
        self._bridge.jobs.submit(self._keep, made)
        self._go_on()
        return made

    def look_for_left(self) -> None:
        """Put in what an earlier run of the program did not finish, resting until somebody says so (`found`)."""
        self._bridge.jobs.submit(self._kept.left, done=self._take_left)

    def _take_left(self, left: tuple[KeptExport, ...]) -> None:
        for kept in left:
            self._count += 1
            one = queued_from(kept, self._count)
            if one is None:
                self._kept.let_go(kept.key)
            else:
                self._exports = (*self._exports, one)
        if any(one.offered for one in self._exports):
            self.changed.emit()
            self.found.emit()

    def resume_offered(self) -> None:
        """Go on with all that an earlier run of the program did not finish."""
        for one in self._exports:
            if one.offered:
                self.resume(one.number)

    def pause(self, number: int) -> None:
        """Let it rest; what is encoded stays in the store, so that going on loses nothing."""
        found = self._found(number)
        if found is None:
            return
        if found.state == "running":
            self._stop("pause")
        elif found.state == "waiting":
            self._set(replace(found, state="paused"))

    def resume(self, number: int) -> None:
        """Let a paused or failed one wait for its turn again."""
        found = self._found(number)
        if found is not None and found.state in ("paused", "failed"):
            again = replace(found, state="waiting", sentence=None, detail="", receipt=None, aside=None)
            if found.state == "failed":
                again = replace(again, key=_new_key(again.number))
                self._bridge.jobs.submit(self._keep, again)
            self._set(again)
            self._go_on()

    def cancel(self, number: int) -> None:
        """Stop it and take it out; nothing is left under its name."""
        found = self._found(number)
        if found is None:
            return
        if found.state == "running":
            self._stop("drop")
            return
        self._drop(found)
        self.changed.emit()

    def move(self, number: int, places: int) -> None:
        """Earlier (negative) or later in the order."""
        order = list(self._exports)
        at = next((index for index, one in enumerate(order) if one.number == number), None)
        if at is None:
            return
        one = order.pop(at)
        order.insert(min(len(order), max(0, at + places)), one)
        self._exports = tuple(order)
        self.changed.emit()

    def close(self) -> None:
        """End the process; what was not done is offered at the next start."""
        for one in self._exports:
            if one.state not in ("done", "failed"):
                self._keep(one)
        self._kept.close()
        self._exports = ()
        self.preparing.waiting.stop()
        if self._process is not None:
            self._process.close()
            self._process = None

    def hardware(self, codec: str) -> str | None:
        """The graphics card's encoder that was found to work for `codec`, if one was."""
        return self._fast.get(codec)

    def look_for_hardware(self, codec: Codec) -> None:
        """Try once for each codec whether the graphics card can do it; `hardware_found` when that is known."""
        if codec in self._fast:
            return
        self._fast[codec] = None
        from studio.media.writing.hardware import fast_encoder

        def found(name: str | None) -> None:
            self._fast[codec] = name
            self.hardware_found.emit()

        self._bridge.jobs.submit(fast_encoder, codec, done=found)

    def _found(self, number: int) -> QueuedExport | None:
        return next((one for one in self._exports if one.number == number), None)

    def _set(self, changed: QueuedExport) -> None:
        self._exports = tuple(changed if one.number == changed.number else one for one in self._exports)
        self.changed.emit()

    def _stop(self, wanted: Literal["pause", "drop"]) -> None:
        if self._process is not None and not self._wanted:
            self._wanted = wanted
            self._bridge.jobs.submit(self._process.cancel)

    def _go_on(self) -> None:
        """Begin the next that waits, unless one runs."""
        waiting = next((one for one in self._exports if one.state == "waiting"), None)
        if self.running is not None or waiting is None:
            self.changed.emit()
            return
        target, work = waiting.steps[waiting.step]
        self._set(replace(waiting, state="running", done=0, total=0, seconds_left=None))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._the_process().start(
                waiting.json,
                target,
                work,
                on_event=lambda event: self._bridge.post(lambda: self._heard(waiting.number, event)),
                span=waiting.span if waiting.step == 0 else None,
                store=(store_folder(), self._bridge.session.settings.piece_bytes),
            )
        except OSError as error:
            words = say("“{name}” could not be written.", name=target.name)
            self._over(replace(waiting, state="failed", sentence=words, detail=error.strerror or str(error)))

    def _heard(self, number: int, event: ExportEvent) -> None:
        one = self._found(number)
        if one is None or one.state != "running":
            return
        if event.kind == "progress":
            self._set(replace(one, done=event.done, total=event.total, seconds_left=event.seconds_left))
            return
        wanted, self._wanted = self._wanted, ""
        if event.kind == "done" and event.result is not None:
            self._step_done(replace(one, results=(*one.results, event.result)))
        elif event.kind == "cancelled":
            if wanted == "pause":
                self._set(replace(one, state="paused", seconds_left=None))
            else:
                self._drop(one)
            self._go_on()
        else:
            words = event.sentence or say("The export did not come to an end.")
            aside = Path(event.aside) if event.aside else None
            failed = replace(one, state="failed", sentence=words, detail=event.detail, receipt=event.receipt)
            self._over(replace(failed, aside=aside))

    def _step_done(self, one: QueuedExport) -> None:
        if one.step + 1 < len(one.steps):
            self._set(replace(one, state="waiting", step=one.step + 1))
            self._go_on()
        elif one.sheets or one.captions:
            self._bridge.jobs.submit(
                write_beside,
                one,
                done=lambda _nothing: self._over(replace(one, state="done")),
                failed=lambda error: self._over(without_sheet(one, error)),
            )
        else:
            self._over(replace(one, state="done"))

    def _over(self, one: QueuedExport) -> None:
        if one.state == "done":
            self.preparing.exported(one.steps[0][1])
        self._kept.let_go(one.key)
        self._set(one)
        self.ended.emit(one)
        self._go_on()

    def _keep(self, one: QueuedExport) -> None:
        self._kept.keep(kept_form(one))

    def _drop(self, one: QueuedExport) -> None:
        self._kept.let_go(one.key)
        self._exports = tuple(each for each in self._exports if each.number != one.number)

    def _the_process(self) -> ExportProcess:
        if self._process is None:
            from studio.media import ExportProcess

            self._process = ExportProcess()
        return self._process


def _new_key(number: int) -> str:
    """A name on disk that sorts by the order in which was asked."""
    return f"{number:06}-{secrets.token_hex(4)}"
