"""Safe opening: what each hostile and broken file costs at most, and what the child costs for twenty usual ones."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from studio.media import MediaRefused, ProbeChildren, fingerprint, probe
from studio.media.child_limits import MOST_MEMORY
from studio.model import Asset, Project
from studio.session import MediaWatch, find_near
from tests.bench.rows import Row
from tests.helpers.hostile_media import hostile_files, later_frames_grow
from tests.helpers.real_media import ROOT

_MOST_S = 10.0
_TWENTY = (
    "video/mdn__flower.mp4", "video/moviepy__fire2.mp4", "video/gopro__max-heromode.mp4", "video/mdn__friday.mp4",
    "video/intel__car-detection.mp4", "video/media3__sample_rotate_and_reflect.mp4", "video/mediabunny__sar_2x1.mp4",
    "video/media3__hlg10-color-test.mp4", "video/media3__dolbyVision-hdr.MOV", "video/mediabunny__video-h265.mp4",
    "video/media3__bbb_1920x1080_60fps_vp8.webm", "video/opf__apple-prores-422.mov", "video/torchcodec__nasa_13013.mp4",
    "images/media3__ultraHDR.jpg", "images/media3__london.jpg", "images/mdn__balloons-landscape.avif",
    "images/pillow__flower.webp", "audio/mdn__guitar.wav", "audio/ina__musanmix.mp3", "audio/uberi__english.wav",
)  # fmt: skip


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """The dearest hostile file in seconds and in memory; twenty usual files here, in a warm child, and from cold."""
    made = Path(tempfile.mkdtemp(dir=folder))
    try:
        yield from _hostile(made)
        yield from _twenty(runs)
        yield from _watching(made)
    finally:
        shutil.rmtree(made)


def _hostile(folder: Path) -> Iterator[Row]:
    files = {**hostile_files(folder), "later pictures grow": later_frames_grow(folder / "grows.mov")}
    files |= {path.name: path for path in sorted((ROOT / "broken").iterdir())}
    refused, children = 0, ProbeChildren()
    try:
        for path in files.values():
            try:
                children.probe(path)
            except MediaRefused:
                refused += 1
        names = {str(path): name for name, path in files.items()}
        slowest = max(children.costs.items(), key=lambda cost: cost[1].seconds)
        largest = max(children.costs.items(), key=lambda cost: cost[1].peak_bytes)
        fallback = len(files) - len(children.costs)
    finally:
        children.close()
    note = f"{len(files)} files, {refused} refused; slowest: {names[slowest[0]]}"
    yield Row(
        group="safe", name="hostile and broken files, slowest", value=slowest[1].seconds, unit="s", limit=_MOST_S,
        limit_name="limit", note=note,
    )  # fmt: skip
    yield Row(
        group="safe", name="the same, memory at most", value=largest[1].peak_bytes / 1e6, unit="MB",
        limit=MOST_MEMORY / 1e6, limit_name="limit", note=names[largest[0]],
    )  # fmt: skip
    yield Row(group="safe", name="the same, looked into without a child", value=fallback, unit="", limit=0,
              limit_name="limit")  # fmt: skip


def _twenty(runs: int) -> Iterator[Row]:
    """By processor time, because what the machine does beside it weighs on children more than on one process."""
    rounds = max(3, runs)
    here = []
    for _ in range(rounds):
        begun = time.process_time()
        for name in _TWENTY:
            probe(ROOT / name)
        here.append(time.process_time() - begun)
    start = _child_cpu(0)
    each = (_child_cpu(rounds) - start) / rounds
    yield Row(group="safe", name="20 usual files, without a child", value=sum(here) / rounds, unit="s", note="CPU")
    yield Row(
        group="safe", name="20 usual files, in a child / without", value=each / (sum(here) / rounds), unit="x",
        limit=1.3, limit_name="limit", note=f"CPU {each:.2f} s; starting it {start:.2f} s once",
    )  # fmt: skip


def _child_cpu(rounds: int) -> float:
    """Seconds of all cores that one child takes, from its start to its end."""
    before = os.times()
    children = ProbeChildren(most=1)
    try:
        children.warm_up()
        for _ in range(rounds):
            for name in _TWENTY:
                children.probe(ROOT / name)
    finally:
        children.close()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _watching(folder: Path) -> Iterator[Row]:
    """A thousand files looked at again, and one of them found after it moved."""
    place = folder / "many"
    place.mkdir()
    assets = []
    for number in range(1000):
        path = place / f"{number}.bin"
        path.write_bytes(b"%d" % number * 100)
        assets.append(Asset(str(number), str(path), "photo", path.name, size_bytes=path.stat().st_size))
    assets = [replace(asset, fingerprint=fingerprint(asset.path)) for asset in assets]
    watch = MediaWatch()
    watch.look(assets)
    again = _timed(lambda: watch.look(assets))
    yield Row(
        group="safe", name="1000 files looked at again", value=1000 * again, unit="ms", limit=50, limit_name="limit"
    )
    (place / "7.bin").rename(folder / "moved.bin")
    project = Project("p", assets=tuple(assets))
    found: dict[str, Path] = {}
    took = _timed(lambda: found.update(find_near(project, None, [assets[7]])))
    yield Row(
        group="safe", name="one of them found after it moved", value=1000 * took, unit="ms", limit=5000,
        limit_name="limit", note="found" if found else "NOT FOUND",
    )  # fmt: skip


def _timed(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
