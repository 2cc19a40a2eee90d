"""All measurements, or the groups named: `python -m tests.bench [--json] [--runs N] [GROUP ...]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import msgspec

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.rows import Row

GROUPS = {
    "start": "starting",
    "timeline": "long_timelines",
    "playback": "playing",
    "sync": "sync",
    "loudness": "loudness",
    "beats": "beats",
    "formats": "formats",
    "composite": "composite",
    "colours": "colours",
    "mixing": "mixing",
    "seek": "seek",
    "again": "again",
    "copying": "copying",
    "killing": "killing",
    "scrub": "scrubbing",
    "waiting": "waiting",
    "memory": "memory",
    "check": "checking",
    "safe": "safe",
    "remix": "remixing",
    "reach": "reach",
    "recommender": "recommending",
    "challenges": "challenges",
}


def rows_of(group: str) -> Callable[[Path, int], Iterable[Row]]:
    """The measurements of one group."""
    rows: Callable[[Path, int], Iterable[Row]] = import_module(f"tests.bench.{GROUPS[group]}").rows
    return rows


def line(row: Row) -> str:
    """One row for people."""
    figure = f"{row.value:8.2f} {row.unit:<4}"
    held = "" if row.limit is None else f"{row.limit_name} {row.limit:.2f}  {'kept' if row.kept else 'NOT KEPT'}"
    return f"{row.group:<10} {row.name:<44} {figure} {held} {row.note}".rstrip()


def main() -> int:
    """Run the groups; 0 when every limit is kept, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="decollage bench")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--minutes", type=float, help="how much film the group memory exports (2 without)")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []])
    given = parser.parse_args()
    if given.minutes is not None:
        os.environ["DECOLLAGE_BENCH_MINUTES"] = str(given.minutes)
    found: list[Row] = []
    # The footage is kept between runs: making it takes longer than most measurements.
    folder = Path(tempfile.gettempdir()) / "decollage-bench"
    folder.mkdir(exist_ok=True)
    os.environ.setdefault("DECOLLAGE_HOME", str(folder / "home"))
    for group in given.groups or GROUPS:
        for row in rows_of(group)(folder, given.runs):
            found.append(row)
            if not given.json:
                print(line(row), flush=True)
    if given.json:
        json.dump([{**msgspec.to_builtins(row), "kept": row.kept} for row in found], sys.stdout, indent=1)
        print()
    return 1 if any(row.kept is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
