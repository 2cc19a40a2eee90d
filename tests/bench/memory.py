"""Memory: a long export of 4K footage, watched from outside, and what the window holds while it is worked in.

`python -m tests.bench memory --minutes 10` exports ten minutes; two without. `python -m tests.bench.memory SOURCE OUT
MINUTES` is the export that is watched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import numpy as np

from tests.bench.large_films import long_film
from tests.bench.rows import REPOSITORY, Row, python

MINUTES_GIVEN = "DECOLLAGE_BENCH_MINUTES"
MIB = 1 << 20
PEAK_MIB = 1.2 * 1024
_LOOK_S = 0.25
_PATTERN_S = 600


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Peak and growth of an export of 4K to 1080p; the window's memory after it was worked in for a while."""
    minutes = float(os.environ.get(MINUTES_GIVEN) or 2)
    source = long_film(folder / "memory-4k.mp4", (3840, 2160), seconds=_PATTERN_S, gop=60)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        samples, took = _watched(python("-m", "tests.bench.memory", source, Path(place) / "out.mp4", str(minutes)))
    peak = max(held for _, held in samples) / MIB
    note = f"{minutes:g} min exported in {took:.0f} s"
    yield Row(group="memory", name="4K to 1080p with a title, peak", value=peak, unit="MiB", limit=PEAK_MIB,
              limit_name="at most", note=note)  # fmt: skip
    # The first quarter fills caches; what grows after it would go on growing.
    later = [(at, held / MIB) for at, held in samples if at > samples[-1][0] / 4]
    per_second = float(np.polyfit([at for at, _ in later], [held for _, held in later], 1)[0]) if len(later) > 8 else 0
    yield Row(group="memory", name="growth for each minute of film", value=per_second * took / minutes, unit="MiB",
              limit=8.0, limit_name="at most", note="after the first quarter")  # fmt: skip
    window, _ = _watched(python("-m", "tests.bench.memory_window", source))
    yield Row(group="memory", name="the window, 4K scrubbed, played, with a look", unit="MiB", limit=PEAK_MIB,
              limit_name="at most", value=max(held for _, held in window) / MIB)  # fmt: skip
    hour, took = _watched(python("-m", "tests.bench.memory_hour", folder))
    # The first quarter fills caches. What swings (a film opened, a dialog) is not growth: medians are compared.
    second, last = (
        float(np.median([held for at, held in hour if low <= at / hour[-1][0] < high]))
        for low, high in ((0.25, 0.5), (0.75, 1.01))
    )
    yield Row(group="memory", name="an hour of the robot's use: growth", unit="%", limit=10.0, limit_name="at most",
              value=100 * (last / second - 1), note=f"{second / MIB:.0f} MiB in the second quarter, "
              f"{last / MIB:.0f} in the last, {took:.0f} s")  # fmt: skip


def _watched(command: list[str | Path]) -> tuple[list[tuple[float, int]], float]:
    """Run to the end; (seconds, bytes held by the process and its children) as it went, and how long it took."""
    begun = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], cwd=REPOSITORY)
    samples: list[tuple[float, int]] = []
    pause = threading.Event()
    while process.poll() is None:
        held = _held(process.pid)
        if held:
            samples.append((time.perf_counter() - begun, held))
        pause.wait(_LOOK_S)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed")
    if not samples:
        raise RuntimeError("this system does not say how much memory another process holds")
    return samples, time.perf_counter() - begun


def _held(pid: int) -> int:
    """Bytes in memory of a process and all its children: Linux says it in /proc, others through `ps`."""
    if sys.platform == "linux":
        return sum(_resident(each) for each in _family(pid))
    listed = subprocess.run(["ps", "-axo", "pid=,ppid=,rss="], capture_output=True, text=True, check=False).stdout
    table = [tuple(map(int, line.split())) for line in listed.splitlines() if len(line.split()) == 3]
    wanted = {pid}
    for _ in table:
        more = {child for child, parent, _ in table if parent in wanted} - wanted
        if not more:
            break
        wanted |= more
    return sum(kilobytes * 1024 for child, _, kilobytes in table if child in wanted)


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(word) for word in children.read_text().split()]
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    """What the process adds to the memory in use: pages shared with others count in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _export(source: Path, out: Path, minutes: float) -> None:
    from effects import all_effects
    from studio.edits import add_asset, add_item, add_layer, append
    from studio.effect import Effects
    from studio.media import make_asset, probe
    from studio.media.exporting.export import export
    from studio.media.exporting.segment_store import SegmentStore
    from studio.model import Canvas, Clip, Footage, Layer, Place, Project, Span, TextStyle, Title
    from studio.platforms import platforms
    from studio.publish import export_settings

    asset = make_asset(probe(source), asset_id="a")
    length = min(asset.duration, Fraction(round(minutes * 60 * 30), 30))
    project = add_asset(Project(id="m", name="Memory", canvas=Canvas(1920, 1080)), asset)
    project = append(project, Clip("c", Footage("a"), Span(Fraction(0), length)))
    project = add_layer(project, Layer("words", "text"))
    title = Clip("t", Title("Ten minutes", TextStyle(size=0.1)), Span(Fraction(0), length), place=Place(y=-0.3))
    project = add_item(project, title, layer="words", at=Fraction(0))
    export(
        project, out, export_settings(project, platforms()["bilibili"]), effects=Effects(all_effects()),
        store=SegmentStore(out.parent / "store"),
    )  # fmt: skip


if __name__ == "__main__":
    _export(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
