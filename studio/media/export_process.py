"""Exporting in a process of its own: it cannot freeze the window, and a crash in it takes nothing along.

Parent and child speak JSON lines over a private pipe. The child is kept warm between exports and ends when
its parent does. It must never be used for anything but exporting.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import IO, Any, Literal

import msgspec

from studio.effect import Effects
from studio.files import project_from_json
from studio.media.child import LineReader, child_command, child_pipes, end_child, start_child, write_whole
from studio.media.export import ExportCancelled, ExportResult
from studio.media.export_any import export_any
from studio.media.export_target import clear_up
from studio.media.segment_store import SegmentStore
from studio.media.works import Work, work_from, work_out
from studio.model import Span
from studio.sentences import Refused, Sentence, say

__all__ = ["ExportEvent", "ExportProcess", "export_child_main"]

_CHILD = "_export-child"
_REPORT_S = 0.1
_CANCEL_S = 0.4
_CLOSE_S = 2.0


class ExportEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What the export tells: progress, and at the end exactly one of done, refused, cancelled, failed.

    `seconds_left` is None while nothing can be said yet.
    """

    kind: Literal["progress", "done", "refused", "cancelled", "failed"]
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    sentence: Sentence | None = None
    result: ExportResult | None = None
    detail: str = ""


class _Order(msgspec.Struct, kw_only=True):
    """What the parent asks of the child."""

    order: Literal["export", "cancel"]
    project: str = ""
    base: str = ""
    target: str = ""
    work: dict[str, Any] = {}
    span: tuple[str, str] | None = None
    store: str = ""
    store_bytes: int = 0


class _Report(msgspec.Struct, kw_only=True):
    """What the child answers."""

    kind: Literal["progress", "done", "refused", "cancelled", "failed"]
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    source: str = ""
    places: dict[str, str] = {}
    result: ExportResult | None = None
    detail: str = ""


class ExportProcess:
    """The parent's side. One export at a time; `on_event` is called from a reader thread.

    `close` ends the child. Safe to call from any thread.
    """

    def __init__(self, *, command: Sequence[str] | None = None) -> None:
        self._command = list(command) if command is not None else child_command(_CHILD)
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: Thread | None = None
        self._on_event: Callable[[ExportEvent], None] | None = None
        self._target: Path | None = None
        self._cancelling = False
        self._finished = Event()
        self._finished.set()
        self._lock = Lock()

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return not self._finished.is_set()

    def warm_up(self) -> None:
        """Start the child now, so that the first export begins at once."""
        with self._lock:
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
            self._on_event, self._target, self._cancelling = on_event, Path(target).absolute(), False
            self._finished.clear()
            self._send(
                _Order(
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

    def cancel(self) -> None:
        """Stop the export within half a second; a child that does not answer is ended. Returns when it is over."""
        if not self.busy:
            return
        self._cancelling = True
        with self._lock:
            self._send(_Order(order="cancel"))
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

    def _send(self, order: _Order) -> None:
        child = self._child
        if child is not None and child.stdin is not None:
            with suppress(OSError):  # a child that is gone is noticed by the reader
                write_whole(child.stdin, msgspec.json.encode(order) + b"\n")

    def _end_child(self) -> None:
        child = self._child
        if child is not None:
            with suppress(OSError):
                child.kill()

    def _read(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        with child.stdout as lines:
            for line in iter(LineReader(lines).line, b""):
                report = msgspec.json.decode(line, type=_Report)
                self._tell(_event(report))
        child.wait()
        if not self._finished.is_set():
            self._clear_up()
            gone = say("The export stopped unexpectedly. Nothing of yours was changed; try again.")
            kind: Literal["cancelled", "failed"] = "cancelled" if self._cancelling else "failed"
            self._tell(ExportEvent(kind=kind, sentence=None if self._cancelling else gone))

    def _clear_up(self) -> None:
        if self._target is not None:
            clear_up(self._target)

    def _tell(self, event: ExportEvent) -> None:
        on_event = self._on_event
        if event.kind != "progress":
            self._finished.set()
        if on_event is not None:
            on_event(event)


def _event(report: _Report) -> ExportEvent:
    return ExportEvent(
        kind=report.kind,
        done=report.done,
        total=report.total,
        seconds_left=report.seconds_left,
        sentence=Sentence(report.source, dict(report.places)) if report.source else None,
        result=report.result,
        detail=report.detail,
    )


# -- the child


def export_child_main(effects: Effects) -> int:
    """The child's whole life: orders on stdin, reports on stdout, until stdin ends. The exit status."""
    orders_in, reports = child_pipes()
    orders: SimpleQueue[_Order | None] = SimpleQueue()
    cancel = Event()
    Thread(target=_listen, args=(LineReader(orders_in), orders, cancel), name="export-orders", daemon=True).start()
    with reports:
        while (order := orders.get()) is not None:
            cancel.clear()
            report = _carry_out(order, effects, cancel, reports)
            with suppress(OSError):
                write_whole(reports, msgspec.json.encode(report) + b"\n")
    return 0


def _listen(lines: LineReader, orders: SimpleQueue[_Order | None], cancel: Event) -> None:
    for line in iter(lines.line, b""):
        order = msgspec.json.decode(line, type=_Order)
        if order.order == "cancel":
            cancel.set()
        else:
            orders.put(order)
    cancel.set()
    orders.put(None)


def _carry_out(order: _Order, effects: Effects, cancel: Event, reports: IO[bytes]) -> _Report:
    progress = _Progress(reports)
    try:
        base = Path(order.base) if order.base else Path(order.target).parent
        loaded = project_from_json(base64.b64decode(order.project), base=base)
        span = Span(Fraction(order.span[0]), Fraction(order.span[1])) if order.span is not None else None
        result = export_any(
            loaded.project,
            order.target,
            work_from(order.work),
            effects=effects,
            span=span,
            on_progress=progress.tell,
            cancelled=cancel.is_set,
            store=SegmentStore(order.store, order.store_bytes) if order.store else None,
        )
    except ExportCancelled:
        return _Report(kind="cancelled")
    except Refused as refused:
        sentence = refused.sentence
        places = {key: str(place) for key, place in sentence.places.items()}
        return _Report(kind="refused", source=sentence.source, places=places)
    except Exception as problem:  # noqa: BLE001  (whatever it was, the parent must be told)
        sentence = say("The export failed. Nothing of yours was changed; try again.")
        return _Report(kind="failed", source=sentence.source, detail=f"{type(problem).__name__}: {problem}")
    return _Report(kind="done", result=result, done=result.frames, total=result.frames)


class _Progress:
    """Tells the parent how far it is, ten times a second at most, with the seconds left by the pace so far."""

    def __init__(self, reports: IO[bytes]) -> None:
        self._reports = reports
        self._begun = self._told = monotonic()

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` frames are drawn."""
        now = monotonic()
        if now - self._told < _REPORT_S and done < total:
            return
        self._told = now
        passed = now - self._begun
        left = passed / done * (total - done) if done and passed > 0.5 else None
        report = _Report(kind="progress", done=done, total=total, seconds_left=left)
        with suppress(OSError):
            write_whole(self._reports, msgspec.json.encode(report) + b"\n")
