"""The forecast: the crowd's speed and memory, its agreement with its norms, openings told apart, time to a forecast."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from PySide6.QtGui import QGuiApplication

from effects import all_effects
from studio.effect import Effects
from studio.media import make_asset, probe
from studio.media.glimpses import Glimpses
from studio.model import At, Clip, Footage, Item, Layer, Project, Span, Title, duration
from studio.reach.comparing import compare_openings
from studio.reach.consistency import consistency
from studio.reach.forecast import forecast
from studio.reach.measuring import signals
from studio.reach.policy import policy_named
from studio.reach.viewers import viewers
from studio.reach.watching import Audience, Videos, watch
from studio.render import Artist, Mixer
from tests.bench.material import two_clips
from tests.bench.rows import Row

_VIEWERS, _VIDEOS = 300, 20_000
_SEEDS = 200


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """Speed of the crowd, what it agrees with, then a project from cold."""
    yield from _crowd(runs)
    yield from _agreement()
    yield from _openings()
    yield from _project(folder, runs)


def _crowd(runs: int) -> Iterator[Row]:
    crowd = viewers(1)
    numbers = (np.full(_VIDEOS, value, np.float32) for value in (0.8, 0.4, 0.85))
    rates = np.full((_VIDEOS, 6), 0.01, np.float32)
    videos = Videos(*numbers, rates, np.full(_VIDEOS, 30, np.float32))
    audience = Audience(crowd.patience[:_VIEWERS], np.zeros(_VIEWERS, np.float32), np.ones(_VIEWERS, np.float32))
    watch(videos.some(slice(0, 2000)), audience, 1)
    before, best = _peak_mb(), 0.0
    for run in range(runs):
        begin = time.perf_counter()
        watch(videos, audience, run)
        best = max(best, _VIDEOS * _VIEWERS / (time.perf_counter() - begin) / 1e6)
    yield Row(
        group="reach", name="viewer-videos a second", value=best, unit="M", limit=2.0, limit_name="at least",
        lower_is_better=False,
    )  # fmt: skip
    grown = _peak_mb() - before
    yield Row(
        group="reach", name="memory for ten times as many", value=grown, unit="MB", limit=50.0, limit_name="at most"
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _agreement() -> Iterator[Row]:
    found = consistency(1)
    distance = max(distance for _, distance in found.rate_ks)
    yield Row(group="reach", name="V5 rates, worst KS", value=distance, unit="", limit=0.1, limit_name="at most")
    yield Row(
        group="reach", name="V5 log-rate correlations", value=found.correlation_error, unit="", limit=0.1,
        limit_name="within",
    )  # fmt: skip
    away = abs(found.gini - found.gini_norm)
    yield Row(group="reach", name="V5 Gini", value=away, unit="", limit=0.03, limit_name="within")
    worst = max(abs(part - norm) / norm for _, part, norm in found.survival)
    yield Row(group="reach", name="V5 pool survival", value=100 * worst, unit="%", limit=20.0, limit_name="within")


def _openings() -> Iterator[Row]:
    crowd = viewers(1)
    found = equal = 0
    for seed in range(_SEEDS):
        stays = [0.81] * 5
        equal += not compare_openings(stays, crowd, seed).apart
        stays[seed % 5] += 0.08
        told = compare_openings(stays, crowd, seed)
        found += told.apart and told.best == seed % 5
    for name, count in (("planted opening found", found), ("equal openings called equal", equal)):
        yield Row(
            group="reach", name=name, value=100 * count / _SEEDS, unit="%", limit=90.0, limit_name="at least",
            lower_is_better=False,
        )  # fmt: skip


def _clips(folder: Path) -> Project:
    """Two films of ten seconds and a title."""
    assets = [make_asset(probe(path), asset_id=f"a{number}") for number, path in enumerate(two_clips(folder))]
    whole = Span(Fraction(0), Fraction(10))
    main = tuple(Clip(f"c{asset.id}", Footage(asset.id), whole) for asset in assets)
    title = Item(Clip("t", Title("How it began"), Span(Fraction(0), Fraction(3))), At(Fraction(0)))
    return Project("bench", assets=tuple(assets), main=main, layers=(Layer("l", items=(title,), kind="text"),))


def _project(folder: Path, runs: int) -> Iterator[Row]:
    _app = QGuiApplication.instance() or QGuiApplication([])
    project = _clips(folder)
    effects = Effects(all_effects())
    begin = time.perf_counter()
    with Glimpses() as sources:
        found = signals(project, sources, Artist(effects), Mixer(effects))
    looked = time.perf_counter() - begin
    assert found is not None
    policy, crowd = policy_named("tiktok"), viewers(1)
    forecast(found, policy, crowd, 1)
    whole = time.perf_counter() - begin
    times = float(duration(project)) / looked
    yield Row(
        group="reach", name="signals, times real time", value=times, unit="x", limit=20.0, limit_name="at least",
        lower_is_better=False, note=f"{float(duration(project)):.0f} s of 1080×1920",
    )  # fmt: skip
    yield Row(
        group="reach", name="forecast of 30 s, cold", value=whole * 30 / float(duration(project)), unit="s", limit=6.0,
        limit_name="at most",
    )  # fmt: skip
    best = 1e9
    for run in range(runs):
        begin = time.perf_counter()
        forecast(found, policy, crowd, run)
        best = min(best, time.perf_counter() - begin)
    yield Row(group="reach", name="forecast of known signals", value=best, unit="s", limit=1.0, limit_name="at most")
