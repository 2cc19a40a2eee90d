"""Strictness for every test, in one place.

A test fails when it logs a warning nobody expected, leaves a thread running, or (see pyproject.toml) lets
Python or Qt warn. Nothing here may know a room of the studio: it holds for all of them alike.
"""

from __future__ import annotations

import itertools
import logging
import os
import random
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parents[1]
SECONDS_TO_END = 30.0

# A window that opens over what a person is doing is no test: DECOLLAGE_TEST_PLATFORM=xcb shows it to those who ask.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("DECOLLAGE_TEST_PLATFORM", "offscreen")

settings.register_profile("normal", deadline=None, max_examples=50, derandomize=True, database=None, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=2000, stateful_step_count=100, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` adds the tests that take minutes."""
    parser.addoption("--long", action="store_true", help="also run the tests marked long, and look further everywhere")


def pytest_configure(config: pytest.Config) -> None:
    """Leave out the long tests unless they, or marks of the person's own choice, were asked for."""
    if not config.option.long and not config.option.markexpr:
        config.option.markexpr = "not long"
    if config.getoption("--hypothesis-profile", None) is None:
        settings.load_profile("long" if config.option.long else "normal")


@pytest.fixture(scope="session", autouse=True)
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """One empty home after the other, none of them the person's own."""
    base = tmp_path_factory.mktemp("homes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DECOLLAGE_HOME", str(base / "shared"))
        yield (base / f"home_{number}" for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own: settings, drafts and stores of one test are never seen by another."""
    folder = next(homes)
    monkeypatch.setenv("DECOLLAGE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _same_chance_each_time() -> None:
    """Start every test from the same random numbers, whatever ran before it."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)


class UnexpectedLogs(logging.Handler):
    """Collects what is logged at warning or above, unless the test says that it expects exactly that level."""

    def __init__(self, capture: pytest.LogCaptureFixture) -> None:
        super().__init__(logging.WARNING)
        self.capture = capture
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line when nobody expected it."""
        if self.capture.handler.level != record.levelno:
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    unexpected = UnexpectedLogs(caplog)
    logging.getLogger().addHandler(unexpected)
    yield
    logging.getLogger().removeHandler(unexpected)
    if unexpected.lines:
        lines = "\n    ".join(unexpected.lines)
        pytest.fail(
            f"Logged, but not expected:\n    {lines}\n"
            "A test that means it says so: with caplog.at_level(logging.WARNING): ...",
            pytrace=False,
        )


_started_at: dict[threading.Thread, traceback.StackSummary] = {}
_start = threading.Thread.start


def _start_and_remember(thread: threading.Thread) -> None:
    _started_at[thread] = traceback.StackSummary.extract(
        traceback.walk_stack(sys._getframe(1)), limit=25, lookup_lines=False
    )
    _start(thread)


threading.Thread.start = _start_and_remember  # type: ignore[method-assign]


def _where_started(thread: threading.Thread) -> str:
    """The innermost line of ours that led to the start of `thread`, and the line that started it."""
    frames = list(_started_at.get(thread, ()))
    ours = [
        frame for frame in frames if Path(frame.filename).is_relative_to(REPOSITORY) and ".venv" not in frame.filename
    ]
    return " from ".join(f"{frame.filename}:{frame.lineno} ({frame.name})" for frame in (ours or frames)[:3])


@pytest.fixture(autouse=True)
def _no_thread_left_over() -> Iterator[None]:
    before = set(threading.enumerate())
    _started_at.clear()
    yield
    left_over, pause = [], threading.Event()
    for thread in threading.enumerate():
        # Threads that Qt or a sound device made only look like ours: they cannot be waited for.
        if thread in before or isinstance(thread, threading._DummyThread):
            continue
        while thread.ident is None:
            pause.wait(0.001)  # another thread is just starting it: until it has, nobody can wait for its end
        thread.join(SECONDS_TO_END)
        if thread.is_alive():
            left_over.append(f"{thread.name}, started at {_where_started(thread)}")
    _started_at.clear()
    if left_over:
        pytest.fail("Left running after the test:\n    " + "\n    ".join(left_over), pytrace=False)
