"""The composite: a duet-like picture exported by us, and by peers with the same encoder settings.

What each peer does, and why that is comparable, stands in `composite_peers`. Ours is the whole export a person waits
for: the program starts, the project is made, sound is mixed and brought to its loudness, the film is read back for its
receipt. `python -m tests.bench.composite CLIP_A CLIP_B OUT` is that alone.

Decoding both clips and encoding the result (`floor`) is more than half of what ffmpeg's filter graph takes, so no
program that decodes and encodes the same can be 1.8 × faster than it, whatever its compositing costs. How far one could
get, and what the two compositors add to decoding alone, stands beside that figure.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.bench.composite_peers import prepared
from tests.bench.material import two_clips
from tests.bench.rows import Row, Run, interleaved, median_ratio, python


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Wall and CPU against the limits, ffmpeg's filter graph and MoviePy; then compositing without an encoder."""
    a, b = two_clips(folder)
    prepared(folder, a, b)

    def peer(who: str) -> list[str | Path]:
        return python("-m", "tests.bench.composite_peers", who, folder, a, b)

    ours = python("-m", "tests.bench.composite", a, b, folder / "ours.mp4")
    done = interleaved({"ours": ours, **{who: peer(who) for who in ("limit", "floor", "ffmpeg")}}, runs)
    few = interleaved({who: peer(who) for who in ("ours-draw", "ffmpeg-draw", "decode", "ffmpeg-eq")}, (runs + 1) // 2)
    # MoviePy takes most of a minute a run, and nobody doubts the outcome.
    slow = interleaved({"moviepy": peer("moviepy")}, 1)
    for name, all_runs in {**done, **few, **slow}.items():
        yield Row(group="composite", name=f"{name}, wall", value=_wall(all_runs), unit="s")
        yield Row(group="composite", name=f"{name}, CPU", value=_cpu(all_runs), unit="s")
    yield from _against_limits(done)
    yield from _against_others(done, few, slow)


def _against_limits(done: dict[str, list[Run]]) -> Iterable[Row]:
    for what, name, most in (("limit", "the limit", (1.3, 1.35)), ("floor", "encoding this picture", (None, None))):
        for unit, most_of in zip(("wall", "CPU"), most, strict=True):
            value = median_ratio(_all(unit, done["ours"]), _all(unit, done[what]))
            yield Row(group="composite", name=f"{unit} against {name}", unit="×", value=value, limit=most_of,
                      limit_name="at most")  # fmt: skip


def _against_others(done: dict[str, list[Run]], few: dict[str, list[Run]], slow: dict[str, list[Run]]) -> Iterable[Row]:
    value = median_ratio(_all("wall", done["ffmpeg"]), _all("wall", done["ours"]))
    yield Row(group="composite", name="ffmpeg's filter graph takes longer", unit="×", value=value, limit=1.8,
              limit_name="at least", lower_is_better=False)  # fmt: skip
    for unit in ("wall", "CPU"):
        possible = median_ratio(_all(unit, done["ffmpeg"]), _all(unit, done["floor"]))
        yield Row(group="composite", name=f"... than encoding this picture alone, {unit}", unit="×", value=possible)
    # Decoding is the same for both: what is more than it is compositing (and starting).
    decode = _cpu(few["decode"])
    added = (_cpu(few["ffmpeg-draw"]) - decode) / (_cpu(few["ours-draw"]) - decode)
    yield Row(group="composite", name="... for compositing alone, CPU", unit="×", value=added)
    yield Row(group="composite", name="MoviePy takes longer", unit="×", limit=3.5, limit_name="at least",
              lower_is_better=False, value=_wall(slow["moviepy"]) / _wall(done["ours"]))  # fmt: skip


def _all(unit: str, runs: list[Run]) -> list[float]:
    return [run.wall_s if unit == "wall" else run.cpu_s for run in runs]


def _wall(runs: list[Run]) -> float:
    return statistics.median(run.wall_s for run in runs)


def _cpu(runs: list[Run]) -> float:
    return statistics.median(run.cpu_s for run in runs)


def _ours(a: Path, b: Path, out: Path) -> None:
    from effects import all_effects
    from studio.effect import Effects
    from studio.media.exporting.export import export
    from studio.platforms import platforms
    from studio.publish import export_settings
    from tests.bench.projects import duet

    project = duet(a, b)
    export(project, out, export_settings(project, platforms()["tiktok"]), effects=Effects(all_effects()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", type=Path, nargs=3)
    sys.exit(_ours(*parser.parse_args().paths))
