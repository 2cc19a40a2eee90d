"""Work off the main thread: a small pool, slots where only the newest request counts, and the way home.

Workers get values and give values. It must never know Qt, and never touch anything that belongs to the
main thread: results travel home through the `post` function that the edge (window, command line) gives.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

__all__ = ["Job", "Jobs", "Latest", "Post", "post_now"]

Post = Callable[[Callable[[], None]], None]
"""Runs a function soon, on the thread that owns the session."""

_NICE, _GENTLE = 10, 15
"""The niceness of workers, and of gentle ones: 19 would let them starve.

With none, the main thread of a window on two cores stood behind its own workers up to 90 ms of an action; with 10, 10.
"""

_log = logging.getLogger(__name__)


def post_now(function: Callable[[], None]) -> None:
    """The way home where there is no main loop: at once, on the calling thread."""
    function()


class _Work(NamedTuple):
    """What to run on a worker, and what to do at home with its result or its error."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None

    def run(self) -> Callable[[], None]:
        """Runs it, and gives what is to be done at home. An error nobody asked for goes to the log."""
        try:
            result = self.function(*self.args)
        except Exception as error:  # noqa: BLE001  (whatever it is, it goes home or to the log)
            if self.failed is None:
                _log.exception("a job failed")
                return lambda: None
            failed, reason = self.failed, error
            return lambda: failed(reason)
        done = self.done
        return (lambda: done(result)) if done else (lambda: None)


class Job:
    """A handle on submitted work. Once cancelled, it does not start, and its result does not come home."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Forget it."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was forgotten."""
        return self._cancelled.is_set()


class Jobs:
    """A pool of daemon threads. `close` waits for what is running and drops what is not.

    Workers give way to the thread that draws the window, and `gentle` ones to every other, where the system lets a
    thread say so (Linux).
    """

    def __init__(
        self, post: Post = post_now, *, workers: int | None = None, name: str = "jobs", gentle: bool = False
    ) -> None:
        self._post = post
        self._gentle = gentle
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        count = workers or max(1, min(4, os.cpu_count() or 1))
        self._threads = [
            threading.Thread(target=self._serve, name=f"{name}-{number}", daemon=True) for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed.is_set()

    def submit(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run `function(*args)` on a worker; then `done(result)` or `failed(error)` at home."""
        job, work = Job(), _Work(function, args, done, failed)

        def serve() -> None:
            if not job.cancelled:
                deliver = work.run()
                self.send_home(lambda: None if job.cancelled else deliver())

        self.add(serve)
        return job

    def latest(self) -> Latest:
        """A slot where only the newest request counts."""
        return Latest(self)

    def add(self, serve: Callable[[], None]) -> None:
        """Put a bare function into the queue. It must not raise. A closed pool drops it."""
        if not self.closed:
            self._queue.put(serve)

    def send_home(self, deliver: Callable[[], None]) -> None:
        """Run `deliver` on the main thread, unless the pool is closed by then."""
        if not self.closed:
            self._post(lambda: None if self.closed else deliver())

    def close(self) -> None:
        """Wait for running work, drop the rest, end the threads. Results that are late do not come home."""
        if self.closed:
            return
        self._closed.set()
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        if sys.platform == "linux":
            # On Linux the priority is the thread's own, and that of the threads it starts: those of its decoders.
            me, wanted = threading.get_native_id(), _GENTLE if self._gentle else _NICE
            # A program that was started as a nice one may not become less so.
            os.setpriority(os.PRIO_PROCESS, me, max(wanted, os.getpriority(os.PRIO_PROCESS, me)))
        while (serve := self._queue.get()) is not None:
            if not self.closed:
                serve()


class Latest:
    """Work of which only the newest matters: a picture for where the playhead is now.

    At most one request runs and one waits; asking again replaces the one that waits. The result of the one
    that runs still comes home (while dragging, a late picture is better than none) unless `cancel` is called.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._waiting: _Work | None = None
        self._busy = False
        self._cancels = 0

    def submit(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for `function(*args)`; an older request that has not started is forgotten."""
        with self._lock:
            self._waiting = _Work(function, args, done, failed)
            if self._busy:
                return
            self._busy = True
        self._jobs.add(self._serve)

    @property
    def waiting(self) -> bool:
        """Whether a newer request waits for the one that runs: it may hurry."""
        return self._waiting is not None

    def cancel(self) -> None:
        """Forget what waits, and the result of what runs."""
        with self._lock:
            self._waiting = None
            self._cancels += 1

    def _serve(self) -> None:
        with self._lock:
            work, self._waiting = self._waiting, None
            asked = self._cancels
        if work is not None:
            deliver = work.run()
            self._jobs.send_home(lambda: deliver() if self._cancels == asked else None)
        with self._lock:
            self._busy = self._waiting is not None
            if not self._busy:
                return
        self._jobs.add(self._serve)
