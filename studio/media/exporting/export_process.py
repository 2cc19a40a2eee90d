"""Exporting in a process of its own: it cannot freeze the window, and a crash in it takes nothing along.

Parent and child speak JSON lines over a private pipe. The child is kept warm between exports and ends when
its parent does. It must never be used for anything but exporting.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Literal

import msgspec

from studio.media.child import LineReader, child_command, end_child, start_child, write_whole
from studio.media.exporting.export_messages import ExportEvent, Order, Report, event_of
from studio.media.exporting.export_target import clear_up
from studio.media.writing.works import Work, work_out
from studio.model import Span
from studio.sentences import Sentence, say

__all__ = ["ExportEvent", "ExportProcess"]

_CHILD = "_export-child"
_CANCEL_S = 0.3
_CLOSE_S = 2.0
_STUCK_S = 75.0
"""A child that says nothing for so long hangs: it sees itself when one of its lanes moves no more for a minute."""
_LOOK_S = 1.0


class ExportProcess:
    """The parent's side. One export at a time; `on_event` is called from a reader thread.

    A child that says nothing for more than a minute is ended.

    `close` ends the child. Safe to call from any thread.
    """

    def __init__(self, *, command: Sequence[str] | None = None, stuck_s: float = _STUCK_S) -> None:
        self._command = list(command) if command is not None else child_command(_CHILD)
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: Thread | None = None
        self._on_event: Callable[[ExportEvent], None] | None = None
        self._target: Path | None = None
        self._cancelling = False
        self._finished = Event()
        self._finished.set()
        self._prepared = Event()
        self._prepared.set()
        self._lock = Lock()
        self._closed = False
        self._stuck_s = stuck_s
        self._heard_at = monotonic()
        self._last = ExportEvent(kind="progress")
        self._stuck = False

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return not self._finished.is_set()

    def warm_up(self) -> None:
        """Start the child now, so that the first export begins at once. Nothing once it was closed."""
        with self._lock:
            if not self._closed:
                self._start_child()

    def start(
        self,
        project_json: bytes,
        target: str | Path,
        work: Work,
        *,
        on_event: Callable[[ExportEvent], None],
        base: str | Path | None = None,
        span: Span | None = None,
        store: tuple[str | Path, int] | None = None,
    ) -> None:
        """Begin an export. `base` is the folder that relative paths in the project start from; `store` is the
        folder and the limit in bytes of a `SegmentStore`. Raises `RuntimeError` while another is under way."""
        with self._lock:
            if self.busy:
                raise RuntimeError("an export is under way")
            self._start_child()
            if self.preparing:
                self._send(Order(order="cancel"))
            self._heard_at, self._stuck, self._last = monotonic(), False, ExportEvent(kind="progress")
            self._on_event, self._target, self._cancelling = on_event, Path(target).absolute(), False
            self._finished.clear()
            self._send(
                Order(
                    order="export",
                    project=base64.b64encode(project_json).decode(),
                    base=str(base or ""),
                    target=str(self._target),
                    work=work_out(work),
                    span=(str(span.start), str(span.length)) if span is not None else None,
                    store=str(store[0]) if store is not None else "",
                    store_bytes=store[1] if store is not None else 0,
                )
            )

        Thread(target=self._watch, args=(self._child,), name="export-watch", daemon=True).start()

    def prepare(self, project_json: bytes, work: Work, *, base: str | Path, store: tuple[str | Path, int]) -> bool:
        """Encode what an export would need into the store, with low priority; whether it was begun. It gives way to an
        export by itself, and to `stop_preparing`."""
        with self._lock:
            if self.busy or self.preparing:
                return False
            self._start_child()
            self._prepared.clear()
            self._send(
                Order(
                    order="prepare",
                    project=base64.b64encode(project_json).decode(),
                    base=str(base),
                    work=work_out(work),
                    store=str(store[0]),
                    store_bytes=store[1],
                )
            )
        return True

    @property
    def preparing(self) -> bool:
        """Whether something is encoded for the store alone."""
        return not self._prepared.is_set()

    def stop_preparing(self) -> None:
        """Let go of it; what is encoded stays. Returns at once."""
        with self._lock:
            if self.preparing and not self.busy:
                self._send(Order(order="cancel"))

    def wait_prepared(self, timeout: float | None = None) -> bool:
        """Wait until nothing is prepared any more; whether that is so."""
        return self._prepared.wait(timeout)

    def cancel(self) -> None:
        """Stop the export within half a second; a child that does not answer is ended. Returns when it is over."""
        if not self.busy:
            return
        self._cancelling = True
        with self._lock:
            self._send(Order(order="cancel"))
        if not self._finished.wait(_CANCEL_S):
            self._end_child()
            self._finished.wait(_CLOSE_S)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the export to be over; whether it is."""
        return self._finished.wait(timeout)

    def close(self) -> None:
        """End the child and the reader thread."""
        self.cancel()
        with self._lock:
            child, reader = self._child, self._reader
            self._child = self._reader = None
            self._closed = True
        if child is None:
            return
        end_child(child)
        if reader is not None:
            reader.join()

    def _start_child(self) -> None:
        if self._child is not None:
            if self._child.poll() is None:
                return
            if self._child.stdin is not None:
                with suppress(OSError):
                    self._child.stdin.close()
        child = self._child = start_child(self._command)
        self._reader = Thread(target=self._read, args=(child,), name="export-events", daemon=True)
        self._reader.start()

    def _send(self, order: Order) -> None:
        child = self._child
        if child is not None and child.stdin is not None:
            with suppress(OSError):  # a child that is gone is noticed by the reader
                write_whole(child.stdin, msgspec.json.encode(order) + b"\n")

    def _watch(self, child: subprocess.Popen[bytes] | None) -> None:
        """Ends a child that says nothing any more."""
        while child is self._child and not self._finished.wait(min(_LOOK_S, self._stuck_s / 4)):
            if monotonic() - self._heard_at > self._stuck_s:
                self._stuck = True
                self._end_child()
                return

    def _end_child(self) -> None:
        child = self._child
        if child is not None:
            with suppress(OSError):
                child.kill()

    def _read(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        with child.stdout as lines:
            for line in iter(LineReader(lines).line, b""):
                self._heard_at = monotonic()
                report = msgspec.json.decode(line, type=Report)
                if report.kind == "prepared":
                    self._prepared.set()
                else:
                    self._tell(event_of(report))
        child.wait()
        self._prepared.set()
        if not self._finished.is_set():
            self._clear_up()
            gone = (
                self._stuck_sentence()
                if self._stuck
                else say("The export stopped unexpectedly. Nothing of yours was changed; try again.")
            )
            kind: Literal["cancelled", "failed"] = "cancelled" if self._cancelling else "failed"
            self._tell(ExportEvent(kind=kind, sentence=None if self._cancelling else gone))

    def _stuck_sentence(self) -> Sentence:
        return say(
            "Nothing moved for a minute after {done} of {total} frames, so the export was stopped. "
            "Nothing of yours was changed; try again.",
            done=self._last.done,
            total=self._last.total,
        )

    def _clear_up(self) -> None:
        if self._target is not None:
            clear_up(self._target)

    def _tell(self, event: ExportEvent) -> None:
        on_event, self._last = self._on_event, event
        if event.kind != "progress":
            self._finished.set()
        if on_event is not None:
            on_event(event)
