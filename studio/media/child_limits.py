"""What a child that reads a stranger's file may take: memory, open files, what it writes, no core dump.

Called once in the child, after everything it needs is loaded. It must never be called in the program itself.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

__all__ = ["MEMORY_EXIT", "MOST_MEMORY", "Watchdog", "limit_this_process", "peak_memory", "work_of"]

MOST_MEMORY = 1_500_000_000
"""Bytes a child may hold: enough for one picture of the largest size and for decoders of 8K film."""
MEMORY_EXIT = 86
"""The exit status of a child that took more."""
_MOST_WRITTEN = 64_000_000
_MOST_OPEN_FILES = 64
_LOOK_EVERY_S = 0.05
_NOT_DUMPABLE = 4  # PR_SET_DUMPABLE


def limit_this_process(memory: int = MOST_MEMORY) -> None:
    """Have the system refuse this process more than its share, where it can. Windows has the `Watchdog` alone."""
    if sys.platform == "win32":
        return
    import resource

    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES),
    ]
    # macOS counts shared libraries into both, and takes the limits without keeping them: there it is the watchdog.
    if sys.platform == "linux":
        limits += [(resource.RLIMIT_DATA, memory), (resource.RLIMIT_AS, 4 * memory)]
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
    for which, most in limits:
        with suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))


def peak_memory() -> int:
    """The most bytes of memory this process ever held; 0 where the system does not say."""
    if sys.platform == "win32":
        return _windows_peak()
    if sys.platform == "linux":
        # `getrusage` begins with what the parent held when it started this process; this does not.
        with suppress(OSError, ValueError, IndexError):
            status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
            return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def work_of(process: int) -> tuple[float, bool] | None:
    """The seconds of processor time a process has had, and whether it wants more now; None where nobody says.

    From `/proc/PID/stat`, proc(5): its state, and user and system time in ticks.
    """
    if sys.platform != "linux":
        return None
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] == b"R"
    return None


if sys.platform == "win32":

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = (
            ("size", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")),
        )

    def _windows_peak() -> int:
        counters = _Counters(size=ctypes.sizeof(_Counters))
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        process = ctypes.c_void_p(kernel.GetCurrentProcess())
        kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
        return int(counters.peak)


class Watchdog:
    """Ends this process, with `MEMORY_EXIT`, as soon as it holds more than `memory` bytes while it is awake."""

    def __init__(self, memory: int = MOST_MEMORY) -> None:
        self._memory = memory
        self._awake = Event()
        self._pause = Event()
        Thread(target=self._watch, name="memory-watchdog", daemon=True).start()

    def wake(self) -> None:
        """Watch from now on."""
        self._awake.set()

    def rest(self) -> None:
        """Nothing is being read: look no more."""
        self._awake.clear()

    def _watch(self) -> None:
        while self._awake.wait():
            if peak_memory() > self._memory:
                os._exit(MEMORY_EXIT)
            self._pause.wait(_LOOK_EVERY_S)
