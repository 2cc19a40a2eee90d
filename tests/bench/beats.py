"""How well beats are found: generated loops in five styles with swing and jitter, and real music with its marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from studio.media import probe
from studio.media.listening import beats_of
from studio.model import Asset
from studio.sounding import Beats, find_beats
from tests.bench.rows import Row
from tests.helpers.loops import STYLES, f_measure, loop
from tests.helpers.real_media import ROOT

__all__ = ["rows"]

_TEMPOS = range(75, 176, 5)
_SEED = 70_001
"""None of the loops the tracker's numbers were learned from."""
_SECONDS = 12.0
_SWINGS = (0.0, 0.15, 0.3)
"""Straight, a little, and as far as a triplet: each style in all three, latin too, though it is not played so."""
_NEAR = 0.04
"""A tempo so near, in parts of it, is the right one and not its half, double, or two thirds."""


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """The rows of the group: every style, all loops together, then each real file."""
    scores: list[float] = []
    right: list[bool] = []
    for number, style in enumerate(STYLES):
        some, told = _loops(style, _SEED + 1000 * number, _SWINGS)
        yield _row(f"{len(some)} loops, {style}, F", float(np.mean(some)), None, f"octave {np.mean(told):.0%}")
        scores += some
        right += told
    yield _row(f"{len(scores)} loops of 75–175 bpm, F", float(np.mean(scores)), 0.95, f"least {min(scores):.2f}")
    yield _row("the right octave first", 100 * float(np.mean(right)), 90, unit="%")
    if ROOT.is_dir():
        yield from _real_music(folder)


def _loops(style: str, seed: int, swings: tuple[float, ...]) -> tuple[list[float], list[bool]]:
    """Of one style at each tempo: F, and whether the tempo is the right one."""
    scores, right = [], []
    for number, bpm in enumerate(_TEMPOS):
        rng = np.random.default_rng(seed + number)
        swing = float(rng.choice(swings))
        told_bpm = bpm + float(rng.uniform(-2, 2))
        samples, true = loop(style, told_bpm, seed + number, seconds=_SECONDS, swing=swing)
        found = find_beats(samples)
        scores.append(f_measure(_seconds(found), true))
        right.append(abs(found.bpm / told_bpm - 1) <= _NEAR)
    return scores, right


def _real_music(folder: Path) -> Iterator[Row]:
    marked: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("beat_marks.json").read_text())["files"]
    for name, marks in marked.items():
        path = ROOT / "audio" / name
        length = probe(path).duration
        assert length is not None
        found = beats_of(Asset(name, str(path), "sound", name, length))
        here = _seconds(found)
        here = here[here <= marks["until"] + 0.07]
        every = np.array(marks["beats"])
        ways = [every, every[::2], every[1::2]] if marks.get("every_other_too") else [every]
        note = f"{found.bpm:.1f} bpm" + (f", declared {marks['bpm']}" if "bpm" in marks else "")
        yield _row(f"{name}, F", max(f_measure(here, way) for way in ways), 0.8, note)


def _seconds(found: Beats) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([beat.second for beat in found.beats])


def _row(name: str, value: float, limit: float | None, note: str = "", unit: str = "") -> Row:
    row = Row(group="beats", name=name, value=value, unit=unit, note=note, lower_is_better=False)
    return row if limit is None else msgspec.structs.replace(row, limit=float(limit), limit_name="at least")
