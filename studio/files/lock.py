"""Who has a project open: a lock file beside it, held by the system for as long as the program lives.

It must never keep a person out because a program died, and never keep one from looking at a read-only folder.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import socket
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec

from studio.files.beside import lock_file
from studio.files.refused import FileRefused
from studio.sentences import Sentence, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["Holder", "ProjectLock", "who_has"]

_BINARY = getattr(os, "O_BINARY", 0)
_TRIES = 5
_FAR = 1 << 30
"""On Windows a locked byte cannot be read, so the byte locked lies far behind what is written."""


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has a project open: process, computer, person, since when."""

    pid: int
    host: str
    user: str
    when: datetime

    @property
    def is_this_process(self) -> bool:
        """Whether it is the program that asks."""
        return self.pid == os.getpid() and self.host == socket.gethostname()


def _seize(handle: int) -> bool:
    """Ask the system for the file, without waiting. True too where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK)
    return True


def _read(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(handle, 4096), type=Holder)
    except (msgspec.MsgspecError, UnicodeError, OSError):
        return None


def who_has(path: Path) -> Holder | None:
    """Who has the project in file `path` open now, this program included; None when nobody."""
    try:
        handle = os.open(lock_file(Path(path)), os.O_RDWR | _BINARY)
    except OSError:
        return None
    try:
        holder = _read(handle)
        if not _seize(handle):
            return holder or _read(handle)
        # A computer that is not this one may hold it where the file system does not pass locks on.
        return holder if holder is not None and holder.host != socket.gethostname() else None
    finally:
        os.close(handle)


class ProjectLock:
    """The right to write the project in file `path`. A dead program's lock is taken over without a word."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()
        self.file = lock_file(self.path)
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this lock is ours. False too after `acquire` in a folder where nobody may write."""
        return self._handle is not None

    def acquire(self, *, take_over: bool = False) -> None:
        """Take the lock. Raises `FileRefused`, saying who has the project open.

        With `take_over` a lock another computer left behind is taken too; one that a living program on this
        computer holds never is.
        """
        if self._handle is not None:
            return
        holder: Holder | None = None
        for attempt in range(_TRIES):
            try:
                handle = os.open(self.file, os.O_RDWR | os.O_CREAT | _BINARY, 0o644)
            except OSError:
                # Nobody can write here, so nobody needs keeping out; saving says what is wrong.
                return
            if self._take(handle, take_over=take_over):
                return
            holder = _read(handle)
            os.close(handle)
            # A program that only looks holds it for an instant.
            if attempt < _TRIES - 1 and (holder is None or holder.host == socket.gethostname()):
                time.sleep(0.01)
        raise FileRefused(_taken(self.path.name, holder))

    def _take(self, handle: int, *, take_over: bool) -> bool:
        if not _seize(handle):
            return False
        if not self._is_still_there(handle):
            return False
        holder = _read(handle)
        if holder is not None and holder.host != socket.gethostname() and not take_over:
            return False
        me = Holder(pid=os.getpid(), host=socket.gethostname(), user=_user(), when=datetime.now(UTC))
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, msgspec.json.encode(me))
        self._handle = handle
        return True

    def _is_still_there(self, handle: int) -> bool:
        """Whether the name still means the open file: the one before us may have removed it."""
        try:
            return os.path.samestat(os.fstat(handle), self.file.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Give it back; nothing happens when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if os.name != "nt":
            with contextlib.suppress(OSError):
                self.file.unlink()
        os.close(handle)
        if os.name == "nt":
            with contextlib.suppress(OSError):
                self.file.unlink()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _taken(name: str, holder: Holder | None) -> Sentence:
    if holder is None:
        return say("“{name}” is open in another window. Close it there first.", name=name)
    if holder.is_this_process:
        return say("“{name}” is already open in this program.", name=name)
    user, host = holder.user, holder.host
    if host == socket.gethostname():
        return say("“{name}” is open in another window of {user}. Close it there first.", name=name, user=user)
    return say("“{name}” is open on the computer “{host}”, by {user}.", name=name, host=host, user=user)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
