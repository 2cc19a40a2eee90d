"""What a measurement is, and how whole processes are timed: wall and CPU, interleaved, medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

REPOSITORY = Path(__file__).parents[2]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the report: what was measured, the figure, and what it is held against."""

    group: str
    name: str
    value: float
    unit: str
    limit: float | None = None
    limit_name: str = ""
    lower_is_better: bool = True
    note: str = ""

    @property
    def kept(self) -> bool | None:
        """Whether the figure keeps its limit; None where there is none."""
        if self.limit is None:
            return None
        return self.value <= self.limit if self.lower_is_better else self.value >= self.limit


class Run(msgspec.Struct, frozen=True):
    """One timed process: seconds on the clock, and seconds of all cores, children included."""

    wall_s: float
    cpu_s: float
    output: str


def timed(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Run:
    """Run a process to its end and time it from outside. Raises when it fails, with what it said."""
    before = os.times()
    begin = time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command],
        cwd=REPOSITORY,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - begin
    after = os.times()
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{done.stderr[-2000:]}")
    cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return Run(wall, cpu, done.stdout)


def interleaved(commands: Mapping[str, Sequence[str | Path]], runs: int) -> dict[str, list[Run]]:
    """Every command `runs` times, in turn, so that a machine that slows down slows all alike."""
    results: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            results[name].append(timed(command))
    return results


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of runs that stood next to each other."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0..1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def python(*words: str | Path) -> list[str | Path]:
    """A command for this very Python."""
    return [sys.executable, *words]
