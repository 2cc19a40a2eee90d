"""The composite: a duet-like picture exported by us, and by peers with the same encoder settings."""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.bench.material import two_clips
from tests.bench.rows import Row, Run, interleaved, median_ratio, python


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Wall and CPU against the limit (decode both, encode, composite nothing), MoviePy and ffmpeg's filter graph."""
    a, b = two_clips(folder)
    font = _font()
    peers = {who: python("-m", "tests.bench.composite_peers", who, a, b, folder / f"{who}.mp4", font)
             for who in ("limit", "ffmpeg")}  # fmt: skip
    ours = python("-m", "tests.bench.composite", a, b, folder / "ours.mp4")
    done = interleaved({"ours": ours, **peers}, runs)
    # MoviePy takes most of a minute a run: as many runs as the others would make the bench long for no better median.
    moviepy = python("-m", "tests.bench.composite_peers", "moviepy", a, b, folder / "m.mp4", font)
    slow = interleaved({"moviepy": moviepy}, max(1, runs // 2))
    for name, all_runs in {**done, **slow}.items():
        yield Row(group="composite", name=f"{name}, wall", value=_wall(all_runs), unit="s")
        yield Row(group="composite", name=f"{name}, CPU", value=statistics.median(r.cpu_s for r in all_runs), unit="s")
    wall = [r.wall_s for r in done["ours"]]
    yield Row(group="composite", name="wall against the limit", unit="×", limit=1.6, limit_name="at most",
              value=median_ratio(wall, [r.wall_s for r in done["limit"]]))  # fmt: skip
    yield Row(group="composite", name="CPU against the limit", unit="×",
              value=median_ratio([r.cpu_s for r in done["ours"]], [r.cpu_s for r in done["limit"]]))  # fmt: skip
    yield Row(group="composite", name="MoviePy takes longer", unit="×", limit=3.5, limit_name="at least",
              lower_is_better=False, value=_wall(slow["moviepy"]) / _wall(done["ours"]))  # fmt: skip
    yield Row(group="composite", name="ffmpeg's filter graph against ours", unit="×",
              value=median_ratio([r.wall_s for r in done["ffmpeg"]], wall))  # fmt: skip


def _wall(runs: list[Run]) -> float:
    return statistics.median(run.wall_s for run in runs)


def _font() -> Path:
    return next(iter(sorted((Path(__file__).parents[2] / "assets" / "fonts").rglob("Inter-*Bold*.?tf"))))


def _ours(a: Path, b: Path, out: Path) -> None:
    from effects import all_effects
    from studio.effect import Effects
    from studio.media.export import export
    from studio.platforms import platforms
    from studio.publish import export_settings
    from tests.bench.projects import duet

    project = duet(a, b)
    export(project, out, export_settings(project, platforms()["tiktok"]), effects=Effects(all_effects()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", type=Path, nargs=3)
    sys.exit(_ours(*parser.parse_args().paths))
