"""The journal beside a project: every committed edit on disk before the next one.

A killed program loses nothing, a power cut at most a second. It must never hold up the person: one small write for
an edit; syncing is another thread's work. And it must never leave a torn record in the middle.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from studio.files.beside import journal_file
from studio.files.delta import delta_text
from studio.files.journal_records import FIRST_LINE, framed
from studio.files.project_file import project_json, text_for
from studio.files.project_text import as_bytes
from studio.files.refused import not_written
from studio.model import Project

__all__ = ["SYNC_EVERY_S", "Journal"]

SYNC_EVERY_S = 1.0
_MOST_STATES = 1000
_BINARY = getattr(os, "O_BINARY", 0)


class _State(NamedTuple):
    project: Project
    label: str
    when: str


class Journal:
    """The journal of the project in file `path`; touches the disk with the first `begin` or `append`.

    Methods may be called from any thread. They raise `FileRefused` when the disk refuses; the next call then
    tries again and leaves nothing out.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()
        self.file = journal_file(self.path)
        self._text = text_for(self.file.parent)
        self._lock = threading.Lock()
        self._handle: int | None = None
        self._digest, self._end = FIRST_LINE, 0
        self._base: Project | None = None
        self._states: list[_State] = []
        self._dirty = threading.Event()
        self._closing = threading.Event()
        self._syncing: threading.Thread | None = None

    def begin(self, project: Project, *, saved: bool = True) -> None:
        """Start afresh with `project`; what the journal held is gone. `saved`: the project file holds it already."""
        self._rewrite(_State(project, "", _now()), saved=saved, keep_later=False)

    def saved(self, project: Project) -> None:
        """The project file holds `project` now: forget what led there, keep what was appended after it."""
        self._rewrite(_State(project, "", _now()), saved=True, keep_later=True)

    def append(self, project: Project, label: str) -> None:
        """Write the project as it is after an edit, undo or redo that `label` names. On return a kill loses nothing."""
        state = _State(project, label, _now())
        if self._handle is None:
            self._rewrite(state, saved=False, keep_later=False)
            return
        with self._lock:
            self._write(self._record(self._last(), state))
            self._states.append(state)
            if len(self._states) > _MOST_STATES:
                # A save of an older state than these falls back to one difference from it to the last.
                del self._states[0]

    def close(self, *, clean: bool = True) -> None:
        """End. `clean`: all is saved (or not wanted), the journal goes; otherwise it stays and is offered later."""
        self._closing.set()
        self._dirty.set()
        if self._syncing is not None:
            self._syncing.join()
            self._syncing = None
        with self._lock:
            if self._handle is not None:
                if not clean:
                    with contextlib.suppress(OSError):
                        os.fsync(self._handle)
                os.close(self._handle)
                self._handle = None
        if clean:
            with contextlib.suppress(OSError):
                self.file.unlink()

    def _last(self) -> Project:
        last = self._states[-1].project if self._states else self._base
        assert last is not None  # there is a handle, so there was a base
        return last

    def _record(self, before: Project, state: _State) -> bytes:
        delta = delta_text(before, state.project, self._text)
        label = self._text.text(state.label)
        return as_bytes(f'{{"kind": "edit", "when": "{state.when}", "label": {label}, "delta": {delta}}}')

    def _write(self, payload: bytes) -> None:
        """One record at the end of the file; a write that failed half-way is taken back."""
        assert self._handle is not None
        frame, digest = framed(payload, self._digest)
        try:
            _write_all(self._handle, frame)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._end)
                os.lseek(self._handle, self._end, os.SEEK_SET)
            raise not_written(error, self.path) from error
        self._digest, self._end = digest, self._end + len(frame)
        self._dirty.set()

    def _rewrite(self, base: _State, *, saved: bool, keep_later: bool) -> None:
        """A new journal beside the old one, then in its place: at no moment there is none."""
        # The long part, outside the lock: edits go on meanwhile.
        file = project_json(base.project, base=self.file.parent)
        label = as_bytes(self._text.text(base.label))
        flag = b"true" if saved else b"false"
        head = b'{"kind": "base", "when": "%b", "label": %b, "saved": %b, "file": ' % (base.when.encode(), label, flag)
        with self._lock:
            later = self._later(base.project) if keep_later else []
            frame, digest = framed(head + file + b"}", FIRST_LINE)
            content = [FIRST_LINE, frame]
            before = base.project
            for state in later:
                frame, digest = framed(self._record(before, state), digest)
                content.append(frame)
                before = state.project
            # What the project file holds cannot be lost with the journal; the rest is synced before the old one goes.
            self._put(b"".join(content), sync=not saved or bool(later))
            self._digest, self._base = digest, base.project
            self._states = later if saved else [base, *later]
            self._dirty.set()
            self._start_syncing()

    def _later(self, project: Project) -> list[_State]:
        """The states appended after `project`; when it is none of them, the last one alone (if it differs)."""
        for index in range(len(self._states) - 1, -1, -1):
            if self._states[index].project is project:
                return self._states[index + 1 :]
        if self._base is project:
            return self._states.copy()
        return self._states[-1:]

    def _put(self, content: bytes, *, sync: bool) -> None:
        beside = self.file.with_name(f"{self.file.name}.{secrets.token_hex(4)}.saving")
        try:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            try:
                _write_all(handle, content)
                if sync and self.file.exists():
                    os.fsync(handle)
                if os.name == "nt":
                    # Windows renames neither an open file nor over one.
                    os.close(handle)
                    self._drop_handle()
                    beside.replace(self.file)
                    handle = os.open(self.file, os.O_RDWR | os.O_APPEND | _BINARY)
                else:
                    beside.replace(self.file)
                    self._drop_handle()
            except BaseException:
                with contextlib.suppress(OSError):
                    os.close(handle)
                with contextlib.suppress(OSError):
                    beside.unlink()
                raise
        except OSError as error:
            raise not_written(error, self.path) from error
        self._handle, self._end = handle, len(content)

    def _drop_handle(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _start_syncing(self) -> None:
        if self._syncing is None and not self._closing.is_set():
            self._syncing = threading.Thread(target=self._sync_on, name="journal", daemon=True)
            self._syncing.start()

    def _sync_on(self) -> None:
        while not self._closing.is_set():
            self._dirty.wait()
            self._dirty.clear()
            with self._lock:
                handle = os.dup(self._handle) if self._handle is not None else None
            if handle is not None:
                # A disk that cannot sync has no more to give; the next write says so.
                with contextlib.suppress(OSError):
                    os.fsync(handle)
                os.close(handle)
            self._closing.wait(SYNC_EVERY_S)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
