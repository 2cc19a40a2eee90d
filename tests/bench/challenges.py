"""A challenge of fifty megabytes, joined: how fast it is checked and unpacked, and how soon it is seen then.

`python -m tests.bench challenges`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from shutil import rmtree
from statistics import median

import av
import numpy as np

from effects import all_effects
from studio.edits import add_asset, append, mark_slot, set_challenge
from studio.effect import Effects
from studio.media import MediaSources, make_asset, probe
from studio.model import ZERO, Clip, Footage, Project, Slot, Span
from studio.remix import open_challenge, pack_challenge, unpack_challenge
from studio.render import Artist, plan
from tests.bench.rows import Row

_BYTES = 50_000_000
_SIZE = (1080, 1920)


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Each the median of the runs."""
    package = _package(folder)
    megabytes = package.stat().st_size / 1e6
    checked, known, seen = [], [], []
    Artist(Effects(all_effects()))
    for _ in range(runs):
        begin = time.perf_counter()
        open_challenge(package)
        known.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        unpacked = unpack_challenge(package, folder / "joined")
        assert unpacked is not None
        checked.append(time.perf_counter() - begin)
        loaded, place = unpacked
        begin = time.perf_counter()
        sources = MediaSources()
        Artist(Effects(all_effects())).draw(plan(loaded.project, ZERO), sources, (540, 960))
        seen.append(time.perf_counter() - begin)
        sources.close()
        rmtree(place)
    note = f"{megabytes:.0f} MB, written and synced"
    yield Row(group="challenges", name="what it says and its picture", value=1000 * median(known), unit="ms")
    yield Row(
        group="challenges", name="checked and unpacked", value=megabytes / median(checked), unit="MB/s", limit=300.0,
        limit_name="at least", lower_is_better=False, note=note,
    )  # fmt: skip
    yield Row(
        group="challenges", name="then seen", value=median(seen), unit="s", limit=0.5, limit_name="at most",
    )  # fmt: skip


def _package(folder: Path) -> Path:
    """Noise that nothing makes smaller, in one film; the folder for what is joined is there too."""
    (folder / "joined").mkdir(exist_ok=True)
    film, random = folder / "noise.mp4", np.random.default_rng(7)
    noise = random.integers(0, 256, (_SIZE[1], _SIZE[0], 3), dtype=np.uint8)
    with av.open(str(film), "w") as file:
        stream = file.add_stream("libx264", rate=30)
        stream.width, stream.height = _SIZE
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "4", "preset": "ultrafast", "g": "15"}
        count = 0
        while count < 30 or film.stat().st_size < _BYTES:
            frame = av.VideoFrame.from_ndarray(np.roll(noise, 37 * count, axis=0), format="rgb24")
            frame.pts = count
            file.mux(stream.encode(frame))
            count += 1
        file.mux(stream.encode(None))
    project = add_asset(Project("p"), make_asset(probe(film), asset_id="noise"))
    project = append(project, Clip("c", Footage("noise"), Span(ZERO, Fraction(1))))
    project = mark_slot(project, "c", slot=Slot("clip"))
    project = set_challenge(project, challenge_id="bench", name="Noise", author="bench")
    package = folder / "noise.challenge"
    package.unlink(missing_ok=True)
    pack_challenge(project, package, preview=b"picture")
    return package
