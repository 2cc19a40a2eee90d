"""Work off the main thread, and its way home."""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from studio.jobs import Jobs

SOON = 10.0


class Home:
    """The main thread of a test: what is posted waits here until `take` runs it."""

    def __init__(self) -> None:
        self.waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, function: Callable[[], None]) -> None:
        self.waiting.put(function)

    def take(self) -> None:
        self.waiting.get(timeout=SOON)()


@pytest.fixture
def main_loop() -> Home:
    return Home()


@pytest.fixture
def jobs(main_loop: Home) -> Iterator[Jobs]:
    pool = Jobs(main_loop.post, workers=2)
    yield pool
    pool.close()


def test_a_result_comes_home_on_the_thread_that_takes_it(main_loop: Home, jobs: Jobs) -> None:
    seen = []
    jobs.submit(
        lambda x: (x * 2, threading.current_thread().name),
        21,
        done=lambda result: seen.append((*result, threading.current_thread().name)),
    )
    main_loop.take()
    [(value, worker, taker)] = seen
    assert value == 42
    assert worker.startswith("jobs-")
    assert taker == threading.current_thread().name


def test_an_error_comes_home_too(main_loop: Home, jobs: Jobs) -> None:
    seen: list[Exception] = []
    jobs.submit(int, "seven", failed=seen.append)
    main_loop.take()
    assert isinstance(seen[0], ValueError)


def test_an_error_nobody_asked_for_is_written_to_the_log(
    main_loop: Home, jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        jobs.submit(int, "seven")
        main_loop.take()
    assert "seven" in caplog.text


def test_cancelled_work_does_not_come_home(main_loop: Home, jobs: Jobs) -> None:
    seen: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        started.set()
        go_on.wait(SOON)
        return 1

    job = jobs.submit(slow, done=seen.append)
    assert started.wait(SOON)
    job.cancel()
    go_on.set()
    main_loop.take()
    assert seen == []


def test_a_slot_runs_the_first_and_the_newest_request_only(main_loop: Home, jobs: Jobs) -> None:
    seen: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        started.set()
        go_on.wait(SOON)
        return 0

    slot = jobs.latest()
    slot.submit(slow, done=seen.append)
    assert started.wait(SOON)
    for number in range(1, 6):
        slot.submit(lambda n=number: n, done=seen.append)
    go_on.set()
    main_loop.take()
    main_loop.take()
    assert seen == [0, 5]
    assert main_loop.waiting.empty()


def test_a_cancelled_slot_brings_nothing_home_and_takes_new_requests(main_loop: Home, jobs: Jobs) -> None:
    seen: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        started.set()
        go_on.wait(SOON)
        return 0

    slot = jobs.latest()
    slot.submit(slow, done=seen.append)
    assert started.wait(SOON)
    slot.submit(lambda: 1, done=seen.append)
    slot.cancel()
    slot.submit(lambda: 2, done=seen.append)
    go_on.set()
    main_loop.take()
    main_loop.take()
    assert seen == [2]


def test_closing_ends_every_thread_and_drops_what_waits() -> None:
    main_loop, ran = Home(), []
    jobs = Jobs(main_loop.post, workers=1, name="closing")
    started, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        started.set()
        go_on.wait(SOON)

    jobs.submit(slow, done=lambda _: ran.append("late"))
    jobs.submit(ran.append, "never started")
    assert started.wait(SOON)
    closer = threading.Thread(target=jobs.close)
    closer.start()
    while not jobs.closed:
        pass
    go_on.set()
    closer.join(SOON)
    jobs.submit(ran.append, "after closing")
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("closing")]
    assert ran == []
    assert main_loop.waiting.empty()


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has a priority of its own")
def test_workers_give_way_to_the_main_thread_and_gentle_ones_to_all():
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    found: list[int] = []
    for gentle in (True, False):
        jobs = Jobs(workers=1, gentle=gentle)
        came = threading.Event()
        jobs.submit(niceness, done=lambda nice, came=came: (found.append(nice), came.set()))
        assert came.wait(10)
        jobs.close()
    # A program that was itself started as a nice one stays so.
    assert found == [max(15, niceness()), max(10, niceness())]
