"""Playback at preview size: two layers, a look and a title, in step with the clock."""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from threading import Event

from effects import all_effects
from studio.effect import Effects
from studio.media import MediaSources, Playback
from studio.render import Artist, plan
from tests.bench.material import two_clips
from tests.bench.projects import two_layers
from tests.bench.rows import Row, percentile

PREVIEW = (540, 960)
"""About what the player is high on a 1440x900 window at 150 %."""


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Frames a second shown, the part dropped, and how far pictures lie behind the clock."""
    project = two_layers(*two_clips(folder))
    seconds, pause = 8, Event()
    shown, dropped, late = [], [], []
    artist, sources = Artist(Effects(all_effects())), MediaSources()
    playback = Playback(Effects(all_effects()), artist=artist)
    try:
        # As in the window: the playhead was moved a few times before Play is pressed.
        for moment in (3, 2, 1, 0):
            artist.draw(plan(project, Fraction(moment)), sources, PREVIEW)
        sources.close()
        for _ in range(max(1, runs // 2)):
            playback.play(project, Fraction(0), PREVIEW)
            while playback.position() == 0:
                pause.wait(0.002)
                playback.frame_due()
            begin = time.perf_counter()
            last = begin
            while (now := time.perf_counter()) - begin < seconds:
                if playback.frame_due() is not None:
                    late.append(now - last)
                    last = now
                pause.wait(0.004)  # a window asks about as often as its screen refreshes
            counts = playback.counts
            playback.pause()
            shown.append(counts.shown / seconds)
            dropped.append(100 * max(0, seconds * 30 - counts.shown) / (seconds * 30))
    finally:
        playback.close()
    size = f"{PREVIEW[0]}x{PREVIEW[1]}"
    yield Row(group="playback", name=f"frames shown at {size}", value=min(shown), unit="fps", limit=29.7,
              limit_name="at least", lower_is_better=False)  # fmt: skip
    yield Row(
        group="playback", name="not shown, worst run", value=max(dropped), unit="%", limit=1.0, limit_name="at most"
    )
    yield Row(group="playback", name="time between pictures, p95", value=1000 * percentile(late, 0.95), unit="ms")
