"""Looking into files in children of their own: a file made to do harm takes down a child, never the program.

A child has limits on time, memory, open files and what it writes and says. It is kept warm, and started anew after
a file it could not bear. It must never be used for anything but looking.
"""

from __future__ import annotations

import json
import logging
import re
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from threading import BoundedSemaphore, Condition, Event, Thread
from time import monotonic
from typing import Any, NamedTuple

import msgspec

from studio.files.looked_into import mark_of, remember
from studio.media.child import LineReader, child_command, child_pipes, end_child, start_child, write_whole
from studio.media.child_limits import MEMORY_EXIT, MOST_MEMORY, Watchdog, limit_this_process, peak_memory, work_of
from studio.media.looking.probe import Facts, probe
from studio.media.open import MediaRefused
from studio.sentences import Sentence, say

__all__ = ["Cost", "ProbeChildren", "probe_child_main"]

_CHILD = "_probe-child"
_OWN_SHARE = 0.5
_STARVED_TIMES = 4
"""On a busy machine a child waits for the processor: it may take so many times as long before it is given up."""
_MOST_S = 10.0
_START_S = 30.0
_LONGEST_ANSWER = 1_000_000
_FILES_PER_CHILD = 200
_PATIENCE_S = 0.25
_FAT = 400_000_000
_CLOSE_S = 0.5
# What a child says is filled into sentences: nothing but plain names may stand in the braces.
_PLAIN_SOURCE = re.compile(r"(?:[^{}]|\{[a-z_]+\})*")
_PLACE = re.compile(r"\{([a-z_]+)\}")

_log = logging.getLogger(__name__)


class Cost(NamedTuple):
    """What looking into one file took: seconds, and the most bytes of memory its child ever held."""

    seconds: float
    peak_bytes: int


class ProbeChildren:
    """Up to `most` children, started when first needed. Safe from any thread: one file each, others wait.

    Where no child can be started, files are looked into here, as well as that goes. Call `close` when done.
    """

    def __init__(
        self,
        *,
        most: int = 2,
        limit_s: float = _MOST_S,
        memory: int = MOST_MEMORY,
        command: Sequence[str] | None = None,
    ) -> None:
        self._command = list(command) if command is not None else [*child_command(_CHILD), str(memory)]
        self._limit_s = limit_s
        self._free = BoundedSemaphore(most)
        # A child ends with the thread that started it: this one stays until `close`.
        self._starter = ThreadPoolExecutor(1, "child-starter")
        self._lock = Condition()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._starting = 0
        self._patience_s = _PATIENCE_S
        self._closed = False
        self._impossible = False
        self.costs: dict[str, Cost] = {}
        """What each path looked into took."""

    def warm_up(self) -> None:
        """Start a child now, so that the first file need not wait for it."""
        with self._free:
            self._give_back(self._take())

    def probe(self, path: str | Path) -> Facts:
        """The facts about a file (`studio.media.looking.probe`), found in a child. Raises `MediaRefused`."""
        path = Path(path).absolute()
        with self._free:
            child = self._take()
            if child is None:
                return probe(path)
            begun, mark = monotonic(), mark_of(path)
            try:
                facts = child.probe(path, self._limit_s)
            finally:
                self.costs[str(path)] = Cost(monotonic() - begun, child.peak)
                self._give_back(child)
            remember(mark)
            return facts

    def close(self) -> None:
        """End the children; files being looked into are given up."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()
            idle, self._idle = self._idle, []
            busy = tuple(self._busy)
        for child in busy:
            child.kill()
        for child in idle:
            child.end()
        self._starter.shutdown()

    def _take(self) -> _Child | None:
        with self._lock:
            self._wait_for_another()
            if self._impossible:
                return None
            while self._idle:
                child = self._idle.pop()
                if child.fit:
                    self._busy.add(child)
                    return child
                child.end()  # it died while it had nothing to do
            self._starting += 1
        try:
            return self._start()
        finally:
            with self._lock:
                self._starting -= 1
                self._lock.notify_all()

    def _wait_for_another(self) -> None:
        """Starting a child costs more than looking into most files: one that is at work may soon have time. Only who
        has waited long enough in all gets one more."""
        self._lock.wait_for(lambda: self._idle or self._closed or not self._starting)
        begun = monotonic()
        self._lock.wait_for(lambda: self._idle or self._closed or not self._busy, self._patience_s)
        self._patience_s = max(0.0, self._patience_s - (monotonic() - begun))

    def _start(self) -> _Child | None:
        try:
            child = _Child(self._starter.submit(start_child, self._command).result())
        except RuntimeError:  # closed meanwhile
            raise MediaRefused(say("Looking into files was stopped.")) from None
        except OSError as error:
            _log.info("no child can be started to look into files: %s", error)
            self._impossible = True
            return None
        with self._lock:
            self._busy.add(child)
            closed = self._closed
        if closed:
            child.kill()
        return child

    def _give_back(self, child: _Child | None) -> None:
        if child is None:
            return
        with self._lock:
            self._busy.discard(child)
            self._lock.notify_all()
            if child.fit and not self._closed:
                self._idle.append(child)
                return
        child.end()


class _Child:
    """One child that was started, for one thread at a time. Raises `OSError` when it does not come up."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        assert self._process.stdout is not None
        self._lines = LineReader(self._process.stdout, longest=_LONGEST_ANSWER)
        self._files = 0
        self._alive = True
        self.peak = 0
        if self._line(_START_S) != b"ready":
            self.end()
            raise OSError("the child ended before it was ready")

    @property
    def fit(self) -> bool:
        """Whether it may look into another file."""
        return self._alive and self._process.poll() is None and self._files < _FILES_PER_CHILD and self.peak < _FAT

    def probe(self, path: Path, limit_s: float) -> Facts:
        """The facts about the file, or a `MediaRefused` that says why not."""
        self._files += 1
        assert self._process.stdin is not None
        with suppress(OSError):  # a child that is gone gives no answer either
            write_whole(self._process.stdin, json.dumps(str(path)).encode() + b"\n")
        begun = monotonic()
        line = self._line(limit_s)
        answer = _answer_in(line)
        if answer is None:
            raise self._refusal(path, too_long=monotonic() - begun >= limit_s)
        self.peak = answer.peak
        if answer.facts is not None:
            with suppress(msgspec.ValidationError):
                facts: Facts = msgspec.convert(answer.facts, Facts, dec_hook=_from_plain)
                return msgspec.structs.replace(facts, path=str(path))
        sentence = None
        with suppress(ValueError):
            sentence = _sentence(answer.refused)
        raise MediaRefused(sentence or _unreadable(path))

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._alive = False
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End it, and give back its pipes."""
        self._alive = False
        end_child(self._process, patience_s=_CLOSE_S)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _line(self, limit_s: float) -> bytes:
        """Its next line; nothing when none comes in time: then it is killed."""
        came = Event()
        waiting = Thread(target=self._kill_unless, args=(came, limit_s), name="probe-limit", daemon=True)
        waiting.start()
        try:
            return self._lines.line()
        except OSError:
            return b""
        finally:
            came.set()
            waiting.join()

    def _kill_unless(self, came: Event, limit_s: float) -> None:
        """Kill it after `limit_s`, or later where others kept it from the processor: it is to have that much of it."""
        worked = work_of(self._process.pid)
        for _ in range(_STARVED_TIMES):
            if came.wait(limit_s):
                return
            now = work_of(self._process.pid)
            if worked is None or now is None or not now[1] or now[0] - worked[0] >= limit_s * _OWN_SHARE:
                break
        self.kill()

    def _refusal(self, path: Path, *, too_long: bool) -> MediaRefused:
        """Why there was no answer. The child is done for."""
        self.kill()
        try:
            status = self._process.wait(_CLOSE_S)
        except subprocess.TimeoutExpired:
            status = None
        if too_long:
            return MediaRefused(say("“{name}” could not be read: looking into it took too long.", name=path.name))
        if status == MEMORY_EXIT:
            return _too_large(path)
        return MediaRefused(_unreadable(path))


class _Answer(msgspec.Struct, kw_only=True):
    """What the child says about one file."""

    facts: dict[str, Any] | None = None
    refused: Any = None
    peak: int = 0


def _answer_in(line: bytes) -> _Answer | None:
    try:
        return msgspec.convert(json.loads(line), _Answer)
    except (ValueError, RecursionError):
        return None


def _unreadable(path: Path) -> Sentence:
    return say("“{name}” could not be read: it is damaged.", name=path.name)


def _too_large(path: Path) -> MediaRefused:
    return MediaRefused(say("“{name}” could not be read: it takes too much memory.", name=path.name))


def _plain(value: object) -> object:
    if isinstance(value, Sentence):
        return [value.source, {key: _plain(place) for key, place in value.places.items()}]
    return str(value)


def _from_plain(kind: type, raw: object) -> object:
    return Fraction(str(raw)) if kind is Fraction else _sentence(raw)


def _sentence(raw: object) -> Sentence:
    """A sentence as `_plain` made it. Raises `ValueError` for anything else."""
    match raw:
        case [str(source), dict(places)] if _PLAIN_SOURCE.fullmatch(source) and set(_PLACE.findall(source)) <= set(
            places
        ):
            return Sentence(source, {key: _place(place) for key, place in places.items()})
    raise ValueError("no sentence")


def _place(raw: object) -> object:
    return _sentence(raw) if isinstance(raw, list) else str(raw)


# -- the child


def probe_child_main(memory: int = MOST_MEMORY) -> int:
    """The child's whole life: paths on stdin, facts on stdout, until stdin ends. The exit status."""
    orders, reports = child_pipes()
    limit_this_process(memory)
    watchdog = Watchdog(memory)
    write_whole(reports, b"ready\n")
    lines = LineReader(orders)
    for line in iter(lines.line, b""):
        watchdog.wake()
        answer = _look_into(Path(json.loads(line)))
        watchdog.rest()
        answer.peak = peak_memory()
        # The standard library's writer, because names on disk need not be Unicode.
        write_whole(reports, json.dumps(msgspec.to_builtins(answer)).encode() + b"\n")
    return 0


def _look_into(path: Path) -> _Answer:
    try:
        return _Answer(facts=msgspec.to_builtins(probe(path), enc_hook=_plain))
    except MediaRefused as refused:
        return _Answer(refused=_plain(refused.sentence))
    except MemoryError:
        return _Answer(refused=_plain(_too_large(path).sentence))
    except Exception:  # noqa: BLE001  (whatever a hostile file brought about, the answer is that it cannot be read)
        return _Answer(refused=_plain(_unreadable(path)))


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_LEARNED = (msgspec.json.Decoder(Facts), msgspec.json.Decoder(_Answer))
