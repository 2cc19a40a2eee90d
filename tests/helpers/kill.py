"""Killing the program at a moment, as a power cut would, and looking at what is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def decollage(*words: str | Path) -> list[str]:
    """The command line of this program."""
    return [sys.executable, "-m", "studio", *map(str, words)]


def killed_after(seconds: float, command: Sequence[str], home: Path) -> bool:
    """Start a command in a process group of its own, kill the group after `seconds`; True when it was still running."""
    process = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env={**os.environ, "DECOLLAGE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def killed_when(reached: Callable[[], bool], command: Sequence[str]) -> bool:
    """Start a command, kill its process group as soon as `reached()`; True when it was still running."""
    process = subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not reached():
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        return False
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return True


def finished(command: Sequence[str], home: Path) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Run a command to its end: how long it took, and what it said."""
    begin = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        env={**os.environ, "DECOLLAGE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    return time.perf_counter() - begin, done
