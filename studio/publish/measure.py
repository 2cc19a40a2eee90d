"""Measuring a project before posting: its sound heard, its pictures drawn small, its titles looked at.

It takes a while, so it tells what it knows as it goes and stops when asked. It must never touch the project, and
belongs on a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from hashlib import blake2b
from math import ceil
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from studio.effect import Pixels
from studio.model import (
    Canvas,
    Clip,
    Footage,
    Found,
    Post,
    Project,
    Span,
    Time,
    Title,
    all_clips,
    duration,
    floor_frame,
    frame_time,
    is_hidden,
    main_span,
)
from studio.publish.bars import bars_of, softness_of
from studio.publish.contrast import contrast_at, contrasts_around
from studio.publish.corners import CornerMeter
from studio.publish.flashing import FlickerMeter, least_dark
from studio.publish.found import ClipFound, Measured, PicturesFound, TitleFound
from studio.publish.listening import hear
from studio.publish.stillness import StillMeter
from studio.render import Artist, Mixer, Plan, Sources, plan
from studio.render.plan import Drawn, Words

__all__ = ["MEASURE_VERSION", "Told", "measure", "measure_key"]

MEASURE_VERSION = 3
"""Goes up whenever the same project is measured differently."""

_SMALL = 108
"""Short side of the pictures that flashes are looked for in (ux.md 5.2: 108×192)."""
_MOST_DARKENED = 20
"""Of so many stretches that flash is told; after these are mended come the next."""
_CORNERS = 216
_CLOSE = 540
_LOOKS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
_TITLE_LOOKS = (Fraction(1, 5), Fraction(7, 20), Fraction(1, 2), Fraction(13, 20), Fraction(4, 5))
"""Five moments of a title, away from how it comes and goes."""

Told = Callable[[Measured, int, int], None]
"""Hears what is known so far, and how many frames of how many were drawn."""


def measure_key(project: Project) -> str:
    """A digest of all that decides what is measured: the project without its post, and how its files are now."""
    bare = replace(project, name="", post=Post())
    digest = blake2b(f"{MEASURE_VERSION}".encode(), digest_size=20)
    digest.update(msgspec.json.encode(bare, enc_hook=str))
    for asset in project.assets:
        try:
            status = Path(asset.path).stat()
        except OSError:
            digest.update(b"missing")
        else:
            digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def measure(
    project: Project,
    artist: Artist,
    mixer: Mixer,
    sources: Sources,
    *,
    told: Told = lambda _measured, _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Measured | None:
    """Everything there is to measure; None when cancelled. The quick parts are told first."""
    total = ceil(duration(project) * project.rate)
    found = Measured(sound=hear(project, mixer, sources, cancelled=cancelled))
    if found.sound is None:
        return None
    told(found, 0, total)
    titles = _titles(project, artist, sources, cancelled)
    if titles is None:
        return None
    found = replace(found, titles=titles)
    told(found, 0, total)
    pictures = _pictures(project, artist, sources, lambda done: told(found, done, total), cancelled)
    if pictures is None:
        return None
    found = replace(found, pictures=pictures)
    told(found, total, total)
    return found


def _size(canvas: Canvas, short: int) -> tuple[int, int]:
    scale = Fraction(min(short, canvas.short_side), canvas.short_side)
    return max(2, round(canvas.width * scale)), max(2, round(canvas.height * scale))


# -- titles


def _titles(
    project: Project, artist: Artist, sources: Sources, cancelled: Callable[[], bool]
) -> tuple[TitleFound, ...] | None:
    size, found = _size(project.canvas, _CLOSE), []
    for shown in all_clips(project):
        if not isinstance(shown.clip.content, Title) or not shown.clip.on or is_hidden(project, shown):
            continue
        ratios = []
        for share in _TITLE_LOOKS:
            if cancelled():
                return None
            moment = plan(project, _frame_at(project, shown.span, share))
            ratios.append(contrasts_around(artist.draw(moment, sources, size), _fill(moment, shown, artist, size)))
        contrast = contrast_at(ratios)
        if contrast is not None:
            at = _frame_at(project, shown.span, Fraction(1, 2))
            found.append(TitleFound(shown.clip.id, at, contrast))
    return tuple(found)


def _frame_at(project: Project, span: Span, share: Fraction) -> Time:
    return frame_time(floor_frame(span.start + share * span.length, project.rate), project.rate)


class _NoSources:
    """Where only words are drawn, nothing is asked for."""

    def picture(self, *_: object) -> None:
        return None

    def samples(self, *_: object) -> None:
        return None


def _fill(moment: Plan, shown: Found, artist: Artist, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """Where the letters of the title are, without outline, shadow and box: (H, W), 0 to 255."""
    for layer in moment.layers:
        if isinstance(layer, Drawn) and layer.clip == shown.clip.id and isinstance(layer.shows, Words):
            style = replace(layer.shows.style, colour="#FFFFFF", stroke=0.0, shadow=0.0, box=False)
            bare = replace(layer, shows=replace(layer.shows, style=style), opacity=1.0)
            alone = replace(moment, background="#000000", layers=(bare,))
            return np.ascontiguousarray(artist.draw(alone, _NoSources(), size)[..., 1])
    return np.zeros((size[1], size[0]), np.uint8)


# -- pictures


def _pictures(
    project: Project, artist: Artist, sources: Sources, advance: Callable[[int], None], cancelled: Callable[[], bool]
) -> PicturesFound | None:
    rate, canvas = project.rate, project.canvas
    flicker, still, corners = FlickerMeter(rate), StillMeter(rate), CornerMeter()
    close = _close_looks(project)
    clips = _Looks(project)
    total, second = ceil(duration(project) * rate), max(1, round(rate))
    last: Plan | None = None
    picture: Pixels | None = None
    for frame in range(total):
        if cancelled():
            return None
        moment = plan(project, frame / rate)
        if picture is None or moment != last:
            last, picture = moment, artist.draw(moment, sources, _size(canvas, _SMALL))
        flicker.add(picture)
        still.add(picture)
        if frame % second == second // 2:
            corners.add(artist.draw(_wordless(moment), sources, _size(canvas, _CORNERS)))
        for clip in close.get(frame, ()):
            clips.add(clip, artist.draw(_wordless(moment), sources, _size(canvas, _CLOSE)))
        if frame % second == 0:
            advance(frame)

    def drawn(frame: int) -> Pixels:
        return artist.draw(plan(project, frame / rate), sources, _size(canvas, _SMALL))

    flashes = tuple(
        one._replace(dark=least_dark(one, rate, total, drawn, cancelled)) for one in flicker.result()[:_MOST_DARKENED]
    )
    if cancelled():
        return None
    return PicturesFound(flashes, still.black(), still.still(), corners.result(), clips.result())


def _wordless(moment: Plan) -> Plan:
    """The moment without its titles, so that our own words are not taken for somebody's mark."""
    kept = tuple(layer for layer in moment.layers if not (isinstance(layer, Drawn) and isinstance(layer.shows, Words)))
    return replace(moment, layers=kept)


def _close_looks(project: Project) -> dict[int, list[str]]:
    """At which frames which footage of the main track is looked at closely."""
    looks: dict[int, list[str]] = {}
    for index, thing in enumerate(project.main):
        if isinstance(thing, Clip) and isinstance(thing.content, Footage):
            span = main_span(project, index)
            for share in _LOOKS:
                looks.setdefault(floor_frame(span.start + share * span.length, project.rate), []).append(thing.id)
    return looks


class _Looks:
    """What single clips of the main track look like; the pictures of a clip are let go with its last."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._wanted: dict[str, int] = {}
        for clip in (clip for clips in _close_looks(project).values() for clip in clips):
            self._wanted[clip] = self._wanted.get(clip, 0) + 1
        self._pictures: dict[str, list[Pixels]] = {}
        self._found: dict[str, tuple[float, float, float]] = {}

    def add(self, clip: str, picture: Pixels) -> None:
        pictures = self._pictures.setdefault(clip, [])
        pictures.append(picture)
        if len(pictures) == self._wanted[clip]:
            self._judge(clip)

    def _judge(self, clip: str) -> None:
        pictures = self._pictures.pop(clip)
        wide, high = bars_of(pictures)
        sharpness = float(np.median([softness_of(_inside(picture, wide, high)) for picture in pictures]))
        self._found[clip] = wide, high, sharpness

    def result(self) -> tuple[ClipFound, ...]:
        for clip in list(self._pictures):
            self._judge(clip)
        found = []
        for index, thing in enumerate(self._project.main):
            if isinstance(thing, Clip) and thing.id in self._found:
                at = _frame_at(self._project, main_span(self._project, index), Fraction(1, 2))
                found.append(ClipFound(thing.id, at, *self._found[thing.id]))
        return tuple(found)


def _inside(picture: Pixels, wide: float, high: float) -> Pixels:
    """The picture without its bars."""
    rows, columns = picture.shape[:2]
    top, left = ceil(rows * high / 2), ceil(columns * wide / 2)
    return picture[top : rows - top, left : columns - left]
