"""The export's child: it carries out one order after the other and reports, until its parent is gone.

It must never print a line that is no report, nor be stopped by anything that goes wrong in an export.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread, get_native_id
from time import monotonic
from typing import IO

import msgspec

from studio.effect import Effects
from studio.files import project_from_json
from studio.media.child import LineReader, child_pipes, write_whole
from studio.media.exporting.export import ExportCancelled, ExportFailed, prepare
from studio.media.exporting.export_any import export_any
from studio.media.exporting.export_messages import Order, Report
from studio.media.exporting.segment_store import SegmentStore
from studio.media.exporting.stuck import Movement
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.works import work_from
from studio.model import Span
from studio.sentences import Refused, say

__all__ = ["export_child_main"]

_REPORT_S = 0.1
_HEARTBEAT_S = 2.0
_NICE = 15


def export_child_main(effects: Effects) -> int:
    """The child's whole life: orders on stdin, reports on stdout, until stdin ends. The exit status."""
    orders_in, reports = child_pipes()
    orders: SimpleQueue[Order | None] = SimpleQueue()
    cancel = Event()
    Thread(target=_listen, args=(LineReader(orders_in), orders, cancel), name="export-orders", daemon=True).start()
    with reports:
        while (order := orders.get()) is not None:
            cancel.clear()
            if order.order == "prepare":
                report = _prepare(order, effects, cancel)
            else:
                report = _carry_out(order, effects, cancel, reports)
            with suppress(OSError):
                write_whole(reports, msgspec.json.encode(report) + b"\n")
    return 0


def _listen(lines: LineReader, orders: SimpleQueue[Order | None], cancel: Event) -> None:
    for line in iter(lines.line, b""):
        order = msgspec.json.decode(line, type=Order)
        if order.order == "cancel":
            cancel.set()
        else:
            orders.put(order)
    cancel.set()
    orders.put(None)


def _carry_out(order: Order, effects: Effects, cancel: Event, reports: IO[bytes]) -> Report:
    progress = _Progress(reports)
    try:
        base = Path(order.base) if order.base else Path(order.target).parent
        loaded = project_from_json(base64.b64decode(order.project), base=base)
        span = Span(Fraction(order.span[0]), Fraction(order.span[1])) if order.span is not None else None
        with progress.watched():
            result = export_any(
                loaded.project,
                order.target,
                work_from(order.work),
                effects=effects,
                span=span,
                on_progress=progress.tell,
                cancelled=lambda: progress.alive(cancel.is_set()),
                store=SegmentStore(order.store, order.store_bytes) if order.store else None,
            )
    except ExportCancelled:
        return Report(kind="cancelled")
    except ExportFailed as failure:
        sentence = failure.sentence
        places = {key: str(place) for key, place in sentence.places.items()}
        aside = str(failure.aside)
        return Report(kind="refused", source=sentence.source, places=places, receipt=failure.receipt, aside=aside)
    except Refused as refused:
        sentence = refused.sentence
        places = {key: str(place) for key, place in sentence.places.items()}
        return Report(kind="refused", source=sentence.source, places=places)
    except Exception as problem:  # noqa: BLE001  (whatever it was, the parent must be told)
        sentence = say("The export failed. Nothing of yours was changed; try again.")
        return Report(kind="failed", source=sentence.source, detail=f"{type(problem).__name__}: {problem}")
    return Report(kind="done", result=result, done=result.frames, total=result.frames)


def _prepare(order: Order, effects: Effects, cancel: Event) -> Report:
    """Fills the store beside everything else: in a thread whose priority, and that of all it starts, is low."""

    def work() -> None:
        if sys.platform == "linux":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, get_native_id(), _NICE)
        with suppress(Refused, ExportCancelled, OSError):
            settings = work_from(order.work)
            assert isinstance(settings, ExportSettings)
            project = project_from_json(base64.b64decode(order.project), base=Path(order.base)).project
            store = SegmentStore(order.store, order.store_bytes)
            prepare(project, settings, effects=effects, store=store, cancelled=cancel.is_set)

    thread = Thread(target=work, name="prepare", daemon=True)
    thread.start()
    thread.join()
    return Report(kind="prepared")


class _Progress:
    """Tells the parent how far it is, ten times a second at most, with the seconds left by the pace so far."""

    def __init__(self, reports: IO[bytes]) -> None:
        self._reports = reports
        self._begun = self._told = monotonic()
        self._last: tuple[int, int] = 0, 0
        self._lock = Lock()
        self._movement = Movement()

    def alive(self, cancelled: bool) -> bool:
        """Notes that the work goes on; gives `cancelled`."""
        self._movement.moved()
        return cancelled

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While the block runs, the last is said again every two seconds unless the work hangs: the parent waits."""
        over = Event()
        thread = Thread(target=self._say_again, args=(over,), name="export-alive", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _say_again(self, over: Event) -> None:
        while not over.wait(_HEARTBEAT_S):
            if monotonic() - self._told > _HEARTBEAT_S and not self._movement.stuck:
                self._tell(*self._last)

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` frames are drawn."""
        self._last = done, total
        self._movement.moved()
        if monotonic() - self._told >= _REPORT_S or done >= total:
            self._tell(done, total)

    def _tell(self, done: int, total: int) -> None:
        self._told = now = monotonic()
        passed = now - self._begun
        left = passed / done * (total - done) if done and passed > 0.5 else None
        report = Report(kind="progress", done=done, total=total, seconds_left=left)
        with suppress(OSError), self._lock:
            write_whole(self._reports, msgspec.json.encode(report) + b"\n")
