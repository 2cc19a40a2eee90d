"""A draft's pictures looked at small, five in a second: motion, cuts, black, dead stretches, seam, light, detail.

It must never look at more pictures than it needs, and never judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.media.glimpses import Glimpses
from studio.model import Project, Span, Time, all_clips, duration, floor_frame, main_frames
from studio.reach.signals import Signal
from studio.render import Artist, plan

__all__ = ["EVERY", "Seen", "project_cuts", "see"]

EVERY = Fraction(1, 5)
"""A picture is looked at this often."""
_OPENING_S, _RAREST_S = Fraction(1), Fraction(5, 2)
_SMALL, _CLOSE = 72, 360
_DARK_BELOW, _BLACK_SHARE = 26, 0.98
"""As FFmpeg's blackdetect counts: a pixel is black below a tenth of the range, a picture with 98 % of them."""
_CUT_CHANGE, _CUT_OVER = 26.0, 3.0
"""Levels between two pictures from which they are of two shots, and how often what is usual around: measured on the
real footage of the tests, where motion of a hand-held camera stays below 20."""
_DEAD_CHANGE, _DEAD_S = 1.6, Fraction(2)
"""Below this change nothing new is seen (noise of a phone on a tripod is about 1); for so long it is a stretch."""

Grey = npt.NDArray[np.uint8]


class Seen:
    """What was seen: pictures, in order, and when each was (`times`, from 0). `motion` is how far each is from the one
    before, in levels of 255; the first is 0."""

    def __init__(self, times: list[Time], greys: list[Grey], close: list[Grey], length: Time) -> None:
        self._times, self._greys, self._close, self._length = times, greys, close, length
        changes = [float(cv2.absdiff(one, other).mean()) for one, other in pairwise(greys)]
        self.motion: tuple[float, ...] = (0.0, *changes)

    def cuts(self) -> tuple[Time, ...]:
        """Where two neighbouring pictures are of different shots; where looks are far apart, the later look."""
        motion = np.array(self.motion)
        found = []
        for number in range(1, len(motion)):
            around = np.delete(motion[max(1, number - 5) : number + 6], min(number - 1, 5))
            usual = float(np.median(around)) if len(around) else 0.0
            if motion[number] > _CUT_CHANGE and motion[number] > _CUT_OVER * usual:
                found.append(self._times[number])
        return tuple(found)

    def black(self) -> Time:
        """How long it is black from the beginning."""
        for at, grey in zip(self._times, self._greys, strict=True):
            if int(np.count_nonzero(grey < _DARK_BELOW)) < _BLACK_SHARE * grey.size:
                return at
        return self._length

    def still(self) -> tuple[Span, ...]:
        """Stretches of two seconds and more in which hardly anything on the picture changes."""
        flags = [change < _DEAD_CHANGE for change in self.motion[1:]]
        ends = (*self._times[1:], self._length)
        spans = [Span(self._times[first], ends[end] - self._times[first]) for first, end in _runs(flags)]
        return tuple(span for span in spans if span.length >= _DEAD_S)

    def signals(self) -> Iterator[Signal]:
        """What can be said of the pictures alone."""
        first = [change for at, change in zip(self._times, self.motion, strict=True) if 0 < at <= 1]
        yield Signal("opening-motion", float(np.mean(first)) if first else None, _stretch(Fraction(1), self._length))
        black = self.black()
        yield Signal("opening-black", float(black), Span(Fraction(0), black))
        seam = float(cv2.absdiff(self._greys[0], self._greys[-1]).mean()) / 255 * 100
        yield Signal("loop-seam", seam, Span(max(Fraction(0), self._length - EVERY), min(EVERY, self._length)))
        yield Signal("brightness", float(np.mean([grey.mean() for grey in self._greys])) / 255 * 100)
        yield Signal("sharpness", 100.0 * float(np.median([_detail(grey) for grey in self._close])))


def _stretch(wanted: Time, length: Time) -> Span:
    return Span(Fraction(0), min(wanted, length))


def _detail(grey: Grey) -> float:
    """The part of a picture's contrast that is too fine for half its size."""
    whole = float(np.std(grey))
    if whole < 1:
        return 1.0
    high, wide = grey.shape
    small = cv2.resize(grey, (max(1, wide // 2), max(1, high // 2)), interpolation=cv2.INTER_AREA)
    again = cv2.resize(small, (wide, high), interpolation=cv2.INTER_CUBIC)
    return float(np.std(grey.astype(np.float32) - again)) / whole


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(flags, np.int8), [0]])))
    return [(int(first), int(end)) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def project_cuts(project: Project) -> tuple[Time, ...]:
    """The cuts of the main track."""
    return tuple(frame / project.rate for frame in main_frames(project)[1:-1])


def see(
    project: Project,
    artist: Artist,
    sources: Glimpses,
    told: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Seen | None:
    """The project's pictures looked at; None when cancelled. `told` hears how many of how many.

    Where decoding every picture takes long, after the first second as often as glimpses can be had.
    """
    length, every = duration(project), _every(project, sources)
    times = [number * EVERY for number in range(max(1, int(min(length, _OPENING_S) / EVERY)))]
    while times[-1] + every < length:
        times.append(times[-1] + every)
    small, close = _size(project, _SMALL), _size(project, _CLOSE)
    looks = {len(times) * part // 6 for part in (1, 3, 5)}
    greys: list[Grey] = []
    near: list[Grey] = []
    try:
        for number, at in enumerate(times):
            if cancelled():
                return None
            sources.snapping = every > EVERY and at >= _OPENING_S
            moment = plan(project, floor_frame(at, project.rate) / project.rate)
            picture = artist.draw(moment, sources, close if number in looks else small)
            if number in looks:
                near.append(_grey(picture))
                picture = np.asarray(cv2.resize(picture, small, interpolation=cv2.INTER_AREA), np.uint8)
            greys.append(_grey(picture))
            told(number + 1, len(times))
    finally:
        sources.snapping = False
    return Seen(times, greys, near or greys[:1], length)


def _every(project: Project, sources: Glimpses) -> Time:
    """How often to look: five times a second, or as often as key frames come on the timeline."""
    spacing = sources.spacing(project)
    if spacing is None:
        return EVERY
    slowest = min((found.clip.speed for found in all_clips(project)), default=Fraction(1))
    every = spacing / min(slowest, Fraction(1))
    return max(EVERY, every) if every <= _RAREST_S else EVERY


def _grey(picture: Pixels) -> Grey:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.uint8)


def _size(project: Project, short: int) -> tuple[int, int]:
    canvas = project.canvas
    scale = Fraction(min(short, canvas.short_side), canvas.short_side)
    return max(2, round(canvas.width * scale)), max(2, round(canvas.height * scale))
