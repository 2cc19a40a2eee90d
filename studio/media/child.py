"""A child process of this very program: how it is started, spoken to in lines, and ended with its parent.

The export and the probe share it. It must never know what the lines mean.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

__all__ = ["LineReader", "child_command", "child_pipes", "end_child", "start_child", "write_whole"]

_SIGKILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS
_CLOSE_S = 2.0


def child_command(name: str) -> list[str]:
    """How this very program is started with the hidden command `name`, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, name]
    # Without -P a folder the program happens to stand in could bring modules of its own.
    return [sys.executable, "-P", "-m", "studio", name]


def start_child(command: list[str]) -> subprocess.Popen[bytes]:
    """A child with unbuffered pipes for its lines; what it prints on stderr is dropped. Raises `OSError`.

    On Linux it ends with the thread that calls this, not only with the program: call it from one that stays.
    """
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(dict.fromkeys([root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]))
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**os.environ, "PYTHONPATH": paths},
    )


def end_child(child: subprocess.Popen[bytes], *, patience_s: float = _CLOSE_S) -> None:
    """Close its orders and wait `patience_s` for it to go by itself; then it is killed."""
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.close()
    try:
        child.wait(patience_s)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def child_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """In the child: where orders come from and where reports go, apart from whatever libraries print.

    From then on Ctrl+C is the parent's alone, and on Linux the system ends the child with its parent; elsewhere
    the end of the orders does.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_SIGKILL_WITH_PARENT, signal.SIGKILL)
            libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = os.fdopen(os.dup(0), "rb", buffering=0)
    reports = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever a library prints must not get between the lines.
    os.dup2(2, 1)
    return orders, reports


class LineReader:
    """Whole lines from an unbuffered pipe, none longer than `longest` bytes where that is given."""

    def __init__(self, pipe: IO[bytes], *, longest: int | None = None) -> None:
        self._pipe = pipe
        self._longest = longest
        self._rest = b""

    def line(self) -> bytes:
        """The next line, or nothing at the end, or when it grows too long."""
        while b"\n" not in self._rest:
            if self._longest is not None and len(self._rest) > self._longest:
                return b""
            more = self._pipe.read(65_536)
            if not more:
                return b""
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        return line


def write_whole(pipe: IO[bytes], data: bytes) -> None:
    """All of `data`, though the pipe takes it in pieces."""
    while data:
        data = data[pipe.write(data) or 0 :]
