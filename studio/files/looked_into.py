"""Which media files this machine has looked into in a child with limits, and the gate that lets no other be opened.

Whatever opens media asks `admit` first. It must never let a file through that the child refused, nor parse one here.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from studio.files.atomic import write_whole
from studio.sentences import Refused, Sentence

__all__ = [
    "LookedInto",
    "Looker",
    "admit",
    "ask_again",
    "asked_again",
    "guarded",
    "looked_into",
    "mark_of",
    "refusal_of",
    "remember",
    "stop_looking",
]

_MOST = 20_000
"""Files remembered when the record is made shorter; it is made shorter at twice as many."""
_LINE = 33
_MARK = re.compile(rb"[0-9a-f]{32}")
_VERSION = "1"


class Looker(Protocol):
    """What looks into files, as `studio.media.ProbeChildren` does."""

    def probe(self, path: str | Path) -> object:
        """Look into a file; raises `Refused` when it cannot be used."""

    def close(self) -> None:
        """Stop looking."""


def mark_of(path: str | Path) -> str:
    """What tells a file in its place from every other and from its later self; nothing where there is none.

    A digest, so that the record tells nobody which files a person has.
    """
    try:
        status = os.stat(path)  # noqa: PTH116  (asked whenever a file is opened)
    except (OSError, ValueError):
        return ""
    # The time of the change of status cannot be set to what it was, other than that of the content.
    told = f"{_VERSION}\0{os.path.abspath(path)}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}"  # noqa: PTH100
    return hashlib.blake2b(os.fsencode(told), digest_size=16).hexdigest()


class LookedInto:
    """The gate: a file goes through when it was looked into before, or is now. Safe from any thread.

    `record` is the file that remembers, shared by all processes; where it cannot be written, files are looked into
    again the next time. `looker` is made when first needed.
    """

    def __init__(self, record: Path, looker: Callable[[], Looker]) -> None:
        self._record = record
        self._make = looker
        self._looker: Looker | None = None
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._within = threading.local()
        self._known: set[str] = set()
        self._read: tuple[int, int] | None = None
        self._refused: dict[str, Refused] = {}
        self._closed = False

    def admit(self, path: str | Path) -> None:
        """Come back when the file may be opened. Raises `Refused` with the child's sentence when it may not.

        A file that is not there goes through: who opens it says so.
        """
        mark = mark_of(path)
        # Where no child can be started, the file is looked into here, through this same door.
        if not mark or getattr(self._within, "looking", False) or self.knows(mark):
            return
        with self._lock:
            turn = self._turns.setdefault(mark, threading.Lock())
        try:
            with turn:
                if not self.knows(mark):
                    self._look(path, mark)
        finally:
            with self._lock:
                self._turns.pop(mark, None)

    def _look(self, path: str | Path, mark: str) -> None:
        before = self._refused.get(mark)
        if before is not None:
            raise type(before)(before.sentence)
        with self._lock:
            if self._looker is None:
                self._looker = self._make()
            looker = self._looker
            if self._closed:
                looker.close()
        self._within.looking = True
        try:
            looker.probe(path)
        except Refused as refused:
            if not self._closed:
                self._refused[mark] = refused
            raise
        finally:
            self._within.looking = False
        self.remember(mark)

    def ask_again(self, path: str | Path) -> None:
        """Forget that the child refused the file: whoever wants it next has it looked into anew."""
        self._refused.pop(mark_of(path), None)

    def refusal(self, path: str | Path) -> Sentence | None:
        """Why the child refused the file, when it was asked."""
        refused = self._refused.get(mark_of(path))
        return refused.sentence if refused is not None else None

    def knows(self, mark: str) -> bool:
        """Whether the file was looked into well, here or by another process."""
        with self._lock:
            if mark not in self._known:
                self._read_again()
            return mark in self._known

    def remember(self, mark: str) -> None:
        """The file was looked into well. The record grows by one line, written at once."""
        if self.knows(mark):
            return
        with self._lock, suppress(OSError):
            self._known.add(mark)
            self._refused.pop(mark, None)
            self._record.parent.mkdir(parents=True, exist_ok=True)
            with self._record.open("ab", buffering=0) as file:
                file.write(f"{mark}\n".encode())

    def close(self) -> None:
        """Look no more: what is being looked into is given up, and what is not known is refused."""
        with self._lock:
            self._closed = True
            looker = self._looker
        if looker is not None:
            looker.close()

    def _read_again(self) -> None:
        """Take in what the record says now, if it is another than before; a long one loses its oldest lines."""
        with suppress(OSError, Refused):
            status = self._record.stat()
            state = status.st_size, status.st_mtime_ns
            if state == self._read:
                return
            self._read = state
            # A line that was cut short by a crash is none.
            lines = [line for line in self._record.read_bytes().split(b"\n") if _MARK.fullmatch(line)]
            self._known.update(line.decode() for line in lines)
            if status.st_size > 2 * _MOST * _LINE:
                write_whole(self._record, b"".join(line + b"\n" for line in lines[-_MOST:]))


# The gate of this process. Libraries and tests that open no stranger's files have none.
_gate: LookedInto | None = None
_asked_again = 0


@contextmanager
def guarded(record: Path, looker: Callable[[], Looker]) -> Iterator[LookedInto]:
    """Within the block this process opens no media that was not looked into."""
    global _gate
    before, gate = _gate, LookedInto(record, looker)
    _gate = gate
    try:
        yield gate
    finally:
        _gate = before
        gate.close()


def admit(path: str | Path) -> None:
    """Come back when the file may be opened; it may take as long as looking into it. Raises `Refused`."""
    if _gate is not None:
        _gate.admit(path)


def remember(mark: str) -> None:
    """A file with this mark was looked into well in a child."""
    if _gate is not None and mark:
        _gate.remember(mark)


def looked_into(path: str | Path) -> bool:
    """Whether nothing stands in the way of opening the file: it was looked into, or there is none, or no gate."""
    mark = mark_of(path)
    return _gate is None or not mark or _gate.knows(mark)


def refusal_of(path: str | Path) -> Sentence | None:
    """Why the child refused the file; None where it was not asked, or let it through."""
    return _gate.refusal(path) if _gate is not None else None


def ask_again(path: str | Path) -> None:
    """A person wants the file tried again: what was found out about it before does not count."""
    global _asked_again
    if _gate is not None:
        _gate.ask_again(path)
    _asked_again += 1


def asked_again() -> int:
    """How often files were to be tried again: who remembers what failed remembers it for this number only."""
    return _asked_again


def stop_looking() -> None:
    """The program ends: what is being looked into is given up."""
    if _gate is not None:
        _gate.close()
