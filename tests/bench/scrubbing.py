"""Scrubbing: how soon a picture is there after the playhead moved, and that the main thread waits for none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from PySide6.QtWidgets import QApplication

from effects import all_effects
from studio.edits import add_asset, append
from studio.effect import Effects
from studio.media import MediaSources, make_asset, probe
from studio.media.proxies.proxy_store import ProxyStore, make_proxy
from studio.model import Asset, Canvas, Clip, Footage, Project, Span, Time
from studio.render import Artist, plan
from tests.bench.large_films import RATE, long_film
from tests.bench.rows import Row, percentile

BOX = (960, 540)
_SECONDS, _LONG_GOP = 50, 250


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """On key frames, far from them, from proxies, from memory; then a window that is scrubbed."""
    # Before the first artist, who would make an application without windows.
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    films = {
        "1080p H.264, 250 apart": long_film(folder / "scrub-1080.mp4", (1920, 1080), seconds=_SECONDS, gop=_LONG_GOP),
        "4K H.264, 60 apart": long_film(folder / "scrub-4k.mp4", (3840, 2160), seconds=20, gop=60),
        "4K HEVC, 60 apart": long_film(
            folder / "scrub-4k-hevc.mp4", (3840, 2160), seconds=20, gop=60, codec="libx265",
            options={"preset": "ultrafast", "crf": "30", "x265-params": "log-level=none:bframes=2"},
        ),
    }  # fmt: skip
    store = ProxyStore(folder / "proxies")
    for name, path in films.items():
        asset = make_asset(probe(path), asset_id="film")
        if not store.has(asset.fingerprint):
            make_proxy(path, store, asset.fingerprint)
        yield from _film(name, asset, store, runs)
    yield from _window(films["1080p H.264, 250 apart"], application)


def _film(name: str, asset: Asset, store: ProxyStore, runs: int) -> Iterable[Row]:
    chance = np.random.default_rng(1)
    keys = _key_times(asset)
    last = int(asset.duration * RATE) - 1
    drawn = _Drawn(asset)
    with MediaSources() as sources:
        drawn(sources, Fraction(0))
        times = [drawn(sources, keys[n]) for n in chance.permutation(len(keys)).repeat(4)[: 12 * runs]]
        yield _row(f"{name}: on a key frame, p95", times, 80.0, drawn)
    with MediaSources() as sources:
        drawn(sources, Fraction(0))
        places = [Fraction(int(n), RATE) for n in chance.integers(0, last, 6 * runs)]
        ours, theirs = [], []
        for at in places:
            theirs.append(_plain_decode(asset, keys, at))
            ours.append(drawn(sources, at))
    ratios = [own / other for own, other in zip(ours, theirs, strict=True) if other > 0.05]
    if ratios:
        yield Row(group="scrub", name=f"{name}: exact, against the decode it needs", unit="×", limit=1.2,
                  limit_name="at most", value=sum(ours) / sum(theirs),
                  note=f"p95 {percentile(ratios, 0.95):.2f} ×, {1000 * percentile(ours, 0.95):.0f} ms")  # fmt: skip
    with MediaSources(proxies=store) as sources:
        drawn(sources, Fraction(0))
        times = [drawn(sources, Fraction(int(n), RATE)) for n in chance.integers(0, last, 40 * runs)]
        yield _row(f"{name}: with a proxy, p95", times, 30.0, drawn)
        near = [Fraction(int(n), RATE) for n in chance.integers(last // 2, last // 2 + 12, 20 * runs)]
        times = [drawn(sources, at) for at in near][12:]
        yield _row(f"{name}: cached, with a proxy, p95", times, 16.0, drawn)
    with MediaSources() as sources:
        first = [drawn(sources, Fraction(last // 2 + n, RATE)) for n in range(5)]
        times = [drawn(sources, Fraction(last // 2 + n % 5, RATE)) for n in range(len(first), 20 * runs)]
        yield _row(f"{name}: cached, p95", times, 16.0, drawn)


class _Drawn:
    """Draws a project of one film, as the window does: with a plan, an artist and a look at the clock."""

    def __init__(self, asset: Asset) -> None:
        self._artist = Artist(Effects(all_effects()))
        self.worked: list[float] = []
        project = add_asset(Project(id="s", canvas=Canvas(1920, 1080)), asset)
        self._project = append(project, Clip("c", Footage("film"), Span(Fraction(0), asset.duration)))

    def __call__(self, sources: MediaSources, at: Time) -> float:
        begun, worked = time.perf_counter(), time.process_time()
        self._artist.draw(plan(self._project, at), sources, BOX)
        self.worked.append(time.process_time() - worked)
        return time.perf_counter() - begun


def _key_times(asset: Asset) -> list[Time]:
    with av.open(asset.path) as container:
        stream = container.streams.video[0]
        return [
            packet.pts * stream.time_base for packet in container.demux(stream) if packet.is_keyframe and packet.size
        ]


def _plain_decode(asset: Asset, keys: list[Time], at: Time) -> float:
    """Seconds from the key frame before `at` to the picture, by PyAV alone in a file already open."""
    with av.open(asset.path) as container:
        stream = container.streams.video[0]
        stream.thread_type, stream.thread_count = "AUTO", 2
        next(container.decode(stream))
        begun = time.perf_counter()
        container.seek(int(at / stream.time_base), stream=stream, backward=True)
        for frame in container.decode(stream):
            if frame.pts * stream.time_base > at - Fraction(1, RATE):
                frame.reformat(*BOX, format="rgba", interpolation="AREA").to_ndarray()
                break
        return time.perf_counter() - begun


def _row(name: str, times: list[float], limit: float, drawn: _Drawn) -> Row:
    worth = 1000 * percentile(times, 0.95)
    work = 1000 * percentile(drawn.worked[-len(times) :], 0.95)
    note = f"{work:.1f} ms of processor time"
    return Row(group="scrub", name=name, value=worth, unit="ms", limit=limit, limit_name="at most", note=note)


def _window(path: Path, application: QApplication) -> Iterable[Row]:
    """Fast scrubbing through long groups without a proxy: pictures that come, and what the main thread is kept."""
    from PySide6.QtCore import QTimer

    from studio.ui.app import make_window

    window = make_window(application, Effects(all_effects()))
    window.session.new_project()
    asset = make_asset(probe(path), asset_id="film")
    window.session.edit("Film", lambda project: add_asset(project, asset))
    window.session.edit(
        "Clip", lambda project: append(project, Clip("c", Footage("film"), Span(Fraction(0), asset.duration)))
    )
    window.show()
    turns: list[float] = []
    shown: list[float] = []
    window.editor.player.viewer.shown.connect(lambda: shown.append(time.perf_counter()))
    watch = QTimer()
    watch.timeout.connect(lambda: turns.append(time.perf_counter()))
    watch.start(2)
    _run_for(application, 1.5)
    turns.clear()
    shown.clear()
    begun, worked = time.perf_counter(), time.thread_time()
    moved = []
    for step in range(150):
        moved.append(_timed(lambda at=step: window.session.move_playhead(Fraction(at * 7 % 1400, RATE))))
        _run_for(application, 0.016)
    seconds, worked = time.perf_counter() - begun, time.thread_time() - worked
    gaps = [1000 * (later - sooner) for sooner, later in pairwise(turns)]
    yield Row(group="scrub", name="the playhead is moved, p95", value=1000 * percentile(moved, 0.95), unit="ms",
              limit=16.0, limit_name="at most")  # fmt: skip
    yield Row(group="scrub", name="between turns of the main thread, p99", value=percentile(gaps, 0.99), unit="ms",
              limit=33.0, limit_name="at most", note=f"working {100 * worked / seconds:.0f} % of the time")  # fmt: skip
    yield Row(group="scrub", name="pictures while scrubbing fast, no proxy", value=len(shown) / seconds, unit="fps",
              limit=8.0, limit_name="at least", lower_is_better=False)  # fmt: skip
    last = time.perf_counter()
    _run_for(application, 3.0, until=lambda: not window.editor.player.viewer.settling)
    yield Row(group="scrub", name="the very picture after the hand rests", unit="ms",
              value=1000 * (time.perf_counter() - last))  # fmt: skip
    watch.stop()
    window.close()


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _run_for(application, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Turn the event loop for so long, or until something is so."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds and not until():
        application.processEvents()
