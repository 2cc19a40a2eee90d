"""Proxies made beside the work: one film at a time, in a child of low priority that waits while others are busy.

A child makes one proxy and ends; what it decodes cannot take the program down. It must never hurry: whoever plays or
exports goes first.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Event, Thread
from typing import IO, Literal

import msgspec

from studio.files.looked_into import admit
from studio.media.child import LineReader, child_command, child_pipes, end_child, start_child, write_whole
from studio.media.child_limits import Watchdog
from studio.media.open import MediaRefused
from studio.media.proxies.proxy_store import ProxyStore, decode_cost, make_proxy
from studio.media.reading.index import build_index
from studio.model import Asset, Time
from studio.sentences import Refused

__all__ = ["ProxyMaker", "ProxyState", "proxy_child_main"]

_CHILD = "_proxy-child"
_INDEX_S = 3.0
"""So long an index may be measured; after that, what the packets say has to do."""
_HOLD, _GO = b"hold\n", b"go\n"
_WINDOWS_IDLE = 0x40  # IDLE_PRIORITY_CLASS

_log = logging.getLogger(__name__)


class ProxyState(msgspec.Struct, frozen=True):
    """How it stands with a film's proxy; `share` of it (0..1) is made. `unneeded`: the film is light enough."""

    kind: Literal["unknown", "making", "ready", "unneeded", "failed"] = "unknown"
    share: float = 0.0


class _Order(msgspec.Struct):
    """The one thing the child is to do; `indexes` is the folder for the film's index, where one is wanted."""

    path: str
    fingerprint: str
    folder: str
    limit_bytes: int
    indexes: str = ""


class _Report(msgspec.Struct):
    """What the child answers: how many seconds of the film are done, and at last how it ended."""

    seconds: float = 0.0
    end: Literal["", "made", "unneeded", "failed"] = ""


class ProxyMaker:
    """Makes the proxies that are wanted, in their order. `on_change` is called from its own thread.

    With `indexes`, each film's index is made on the way and kept in that folder, whether it needs a proxy or not.
    Safe from any thread. Call `close` when done: a proxy half made is thrown away and made again next time.
    """

    def __init__(
        self,
        store: ProxyStore,
        *,
        on_change: Callable[[], None] | None = None,
        command: Sequence[str] | None = None,
        indexes: Path | None = None,
    ) -> None:
        self._store, self._indexes = store, indexes
        self._on_change = on_change
        self._command = list(command) if command is not None else child_command(_CHILD)
        self._wanted: tuple[Asset, ...] = ()
        self._states: dict[str, ProxyState] = {}
        self._changed = Condition()
        self._held = self._closed = False
        self._child: subprocess.Popen[bytes] | None = None
        self._making = ""
        self._thread: Thread | None = None

    def want(self, assets: Sequence[Asset]) -> None:
        """The films that should have a proxy if they are heavy; what is being made for another one is given up."""
        with self._changed:
            self._wanted = tuple(
                asset for asset in assets if asset.kind == "video" and asset.fingerprint and not asset.loops
            )
            if self._making and self._making not in {asset.fingerprint for asset in self._wanted}:
                self._kill()
            if self._wanted and self._thread is None and not self._closed:
                self._thread = Thread(target=self._work, name="proxies", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def hold(self, *, held: bool) -> None:
        """Wait from now on, or go on."""
        with self._changed:
            if held == self._held:
                return
            self._held = held
            self._tell_child()
            self._changed.notify_all()

    def state(self, fingerprint: str) -> ProxyState:
        """How it stands with the film."""
        return self._states.get(fingerprint, ProxyState())

    def close(self) -> None:
        """End the child and the thread."""
        with self._changed:
            self._closed = True
            self._kill()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    # -- the thread

    def _work(self) -> None:
        while (asset := self._next()) is not None:
            end = self._made(asset)
            with self._changed:
                self._making = ""
                given_up = end is None
            if not given_up:
                self._set(asset, ProxyState(end or "failed", 1.0 if end == "ready" else 0.0))
            else:
                self._set(asset, ProxyState())

    def _next(self) -> Asset | None:
        """The next film without a state, as soon as it may be made; None when it is time to end."""
        with self._changed:
            while not self._closed:
                for asset in self._wanted:
                    if self.state(asset.fingerprint).kind == "unknown":
                        if known := self._known(asset):
                            self._states[asset.fingerprint] = known
                            self._tell()
                        elif not self._held:
                            self._making = asset.fingerprint
                            return asset
                self._changed.wait()
            return None

    def _known(self, asset: Asset) -> ProxyState | None:
        if self._store.has(asset.fingerprint):
            return ProxyState("ready", 1.0)
        cost = self._store.cost(asset.fingerprint)
        return ProxyState("unneeded") if cost is not None and not cost.heavy else None

    def _made(self, asset: Asset) -> Literal["ready", "unneeded", "failed"] | None:
        """Have a child make one proxy; None when it was given up."""
        try:
            admit(asset.path)
            child = start_child(self._command)
        except (OSError, Refused):
            return "failed"
        assert child.stdin is not None
        with self._changed:
            wanted = not self._closed and self._making == asset.fingerprint
            self._child = child if wanted else None
            if wanted:
                order = _Order(
                    asset.path,
                    asset.fingerprint,
                    str(self._store.folder),
                    self._store.limit_bytes,
                    str(self._indexes or ""),
                )
                with suppress(OSError):
                    write_whole(child.stdin, msgspec.json.encode(order) + b"\n")
                if self._held:
                    self._tell_child()
        end = self._followed(child, asset) if wanted else ""
        with self._changed:
            given_up = self._child is not child
            self._child = None
        end_child(child)
        if given_up or end == "failed":
            self._store.clear_up(asset.fingerprint)
        if given_up:
            return None
        if end == "made":
            self._store.renew()
            return "ready"
        return "unneeded" if end == "unneeded" else "failed"

    def _followed(self, child: subprocess.Popen[bytes], asset: Asset) -> str:
        assert child.stdout is not None
        length = max(0.001, float(asset.duration))
        with child.stdout as pipe:
            for line in iter(LineReader(pipe, longest=10_000).line, b""):
                try:
                    report = msgspec.json.decode(line, type=_Report)
                except msgspec.DecodeError:
                    return "failed"
                if report.end:
                    return report.end
                self._set(asset, ProxyState("making", min(1.0, max(0.0, report.seconds / length))))
        return "failed"

    def _set(self, asset: Asset, state: ProxyState) -> None:
        if state.kind == "failed":
            _log.info("no proxy could be made of %s", Path(asset.path).name)
        self._states[asset.fingerprint] = state
        self._tell()

    def _tell(self) -> None:
        if self._on_change is not None and not self._closed:
            self._on_change()

    def _tell_child(self) -> None:
        child = self._child
        if child is not None and child.stdin is not None:
            with suppress(OSError):  # a child that is gone is noticed by the thread
                write_whole(child.stdin, _HOLD if self._held else _GO)

    def _kill(self) -> None:
        child, self._child, self._making = self._child, None, ""
        if child is not None:
            with suppress(OSError):
                child.kill()


# -- the child


class _Gone(Exception):
    """The parent is gone."""


def proxy_child_main() -> int:
    """The child's whole life: one order on stdin, then when to hold and go; reports on stdout. The exit status."""
    _stand_back()
    orders, reports = child_pipes()
    lines = LineReader(orders)
    order = msgspec.json.decode(lines.line(), type=_Order)
    go, gone = Event(), Event()
    go.set()
    Thread(target=_listen, args=(lines, go, gone), name="proxy-orders", daemon=True).start()
    Watchdog().wake()

    def wait() -> None:
        go.wait()
        if gone.is_set():
            raise _Gone

    with reports, suppress(_Gone):
        end = _carry_out(order, wait, reports)
        _report(reports, _Report(end=end))
    return 0


def _carry_out(order: _Order, wait: Callable[[], None], reports: IO[bytes]) -> Literal["made", "unneeded", "failed"]:
    store = ProxyStore(order.folder, order.limit_bytes)
    threads = max(1, min(2, (os.cpu_count() or 2) // 2))

    def tell(moment: Time) -> None:
        _report(reports, _Report(float(moment)))

    try:
        cost = store.cost(order.fingerprint)
        if cost is None:
            wait()
            if order.indexes:
                build_index(order.path, Path(order.indexes), seconds=_INDEX_S)
            wait()
            cost = decode_cost(order.path, threads=threads)
            store.keep_cost(order.fingerprint, cost)
        if not cost.heavy:
            return "unneeded"
        make_proxy(order.path, store, order.fingerprint, on_progress=tell, wait=wait, threads=threads)
    except (MediaRefused, OSError, ValueError):
        return "failed"
    return "made"


def _report(reports: IO[bytes], report: _Report) -> None:
    with suppress(OSError):
        write_whole(reports, msgspec.json.encode(report) + b"\n")


def _listen(lines: LineReader, go: Event, gone: Event) -> None:
    for line in iter(lines.line, b""):
        if line == _HOLD.strip():
            go.clear()
        else:
            go.set()
    gone.set()
    go.set()


def _stand_back() -> None:
    """Whatever else wants the processor gets it first."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _WINDOWS_IDLE)
    else:
        with suppress(OSError):
            os.nice(19)
