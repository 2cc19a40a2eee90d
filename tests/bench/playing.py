"""A minute played at preview size: three layers, a look and a title, and where sound and picture really are.

The third layer is a film that flashes and clicks each second: what is seen and heard tells how far they lie apart.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from threading import Event

import cv2
import numpy as np

from effects import all_effects
from studio.edits import add_asset, add_item, add_layer
from studio.effect import Effects
from studio.media import MediaSources, Playback, make_asset, probe
from studio.media.playing.sound_out import Clock, DeviceClock
from studio.model import Clip, Footage, Layer, Place, Project, Span
from studio.render import Artist, plan
from tests.bench.large_films import long_film
from tests.bench.projects import two_layers
from tests.bench.rows import Row, percentile
from tests.bench.sound_card import SoundCard
from tests.bench.sync import flash_and_click

PREVIEW = (540, 960)
"""About what the player is high on a 1440x900 window at 150 %."""
SECONDS, RATE = 60, 30
_OFFSET_MS = 20.0


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Frames a second shown, the part dropped, how far what is seen lies from what is heard, start to end."""
    project = _project(folder)
    artist, sources = Artist(Effects(all_effects())), MediaSources()
    # As in the window: the playhead was moved a few times before Play is pressed.
    for moment in (3, 2, 1, 0):
        artist.draw(plan(project, Fraction(moment)), sources, PREVIEW)
    patch = _patch(project, artist, sources)
    sources.close()
    cards: list[SoundCard] = []

    def card(**told) -> SoundCard:
        cards.append(SoundCard(**told))
        return cards[-1]

    def clock() -> Clock:
        return DeviceClock(card)

    playback, pause = Playback(Effects(all_effects()), artist=artist, clock=clock), Event()
    pictures, flashes, lit = [], [], False
    worked, begun = time.process_time(), time.perf_counter()
    try:
        playback.play(project, Fraction(0), PREVIEW)
        while playback.playing and time.perf_counter() - begun < 2 * SECONDS:
            picture = playback.frame_due()
            if picture is not None:
                pictures.append(time.perf_counter())
                if picture.shape[:2] != patch.shape:
                    picture = cv2.resize(picture, patch.shape[::-1], interpolation=cv2.INTER_NEAREST)
                bright = float(picture[..., :3][patch].mean()) > _HALF
                if bright and not lit:
                    flashes.append(pictures[-1])
                lit = bright
            pause.wait(0.004)  # a window asks about as often as its screen refreshes
        shown, smaller = playback.counts.shown, playback.counts.smaller
    finally:
        playback.close()
    worked = time.process_time() - worked
    dropped = 100 * max(0, SECONDS * RATE - shown) / (SECONDS * RATE)
    name = f"{SECONDS} s, 3 layers at {PREVIEW[0]}x{PREVIEW[1]}"
    yield Row(group="playback", name=f"{name}: shown", value=shown / SECONDS, unit="fps", limit=RATE * 0.99,
              limit_name="at least", lower_is_better=False,
              note=f"{100 * worked / SECONDS:.0f} % of one processor")  # fmt: skip
    yield Row(group="playback", name=f"{name}: not shown", value=dropped, unit="%", limit=1.0, limit_name="at most")
    yield Row(group="playback", name=f"{name}: drawn smaller to keep pace", value=100 * smaller / (SECONDS * RATE),
              unit="%")  # fmt: skip
    gaps = list(np.diff(pictures))
    yield Row(group="playback", name="time between pictures, p95", value=1000 * percentile(gaps, 0.95), unit="ms")
    clicks = cards[0].clicks()
    yield Row(group="playback", name="clicks heard", value=len(clicks), unit="", limit=SECONDS, limit_name="at least",
              lower_is_better=False, note="on a sound card that is not there: 10 ms blocks, 40 ms late")  # fmt: skip
    # A flash that was dropped has no picture: each that was seen is held against the nearest click.
    apart = [1000 * min((flash - click for click in clicks), key=abs) for flash in flashes]
    yield Row(group="playback", name="picture from sound, throughout: worst", value=max(map(abs, apart)), unit="ms",
              limit=_OFFSET_MS, limit_name="at most", note=f"{len(flashes)} flashes seen, median "
              f"{percentile(apart, 0.5):.1f} ms, last {apart[-1]:.1f} ms")  # fmt: skip


_HALF = 130


def _project(folder: Path) -> Project:
    """A minute: a film with a look, two small ones above it, one that flashes and clicks, and a title."""
    films = [
        long_film(folder / f"playback-{gop}.mp4", (1080, 1920), seconds=SECONDS, gop=gop, sound=gop == 60)
        for gop in (60, 48)
    ]
    project = two_layers(*films)
    flashing = make_asset(probe(flash_and_click(folder)), asset_id="flash")
    project = add_layer(add_asset(project, flashing), Layer("third", "overlay"))
    clip = Clip(
        "flashes", Footage("flash"), Span(Fraction(0), flashing.duration), place=Place(x=-0.25, y=0.4, scale=0.35)
    )
    return add_item(project, clip, layer="third", at=Fraction(0))


def _patch(project: Project, artist: Artist, sources: MediaSources) -> np.ndarray:
    """(H, W) bool: where the flash is seen."""
    dark, bright = (
        artist.draw(plan(project, Fraction(frame, RATE)), sources, PREVIEW)[..., :3].astype(int) for frame in (14, 15)
    )
    patch: np.ndarray = (bright - dark).min(2) > 150
    assert patch.sum() > 1000, "the flash is not to be seen"
    return patch
