"""Where something that is seen goes from picture to picture: a rectangle followed by what moves within it.

Points within the rectangle are followed by optical flow there and back (median flow: Kalal, Mikolajczyk, Matas:
"Forward-Backward Error", ICPR 2010); where they are lost, the first picture of the rectangle is looked for around the
last place. It must never be asked on the main thread of a window: it looks at every picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import atan2, degrees, hypot
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from studio.effect import Effects, Pixels
from studio.media.read import MediaSources
from studio.media.smoothing import smoothed
from studio.model import Captions, Layer, Project, Span, Time
from studio.render import Artist, plan

__all__ = ["Box", "Followed", "beneath", "follow", "grey_pictures", "pictures"]

Grey = npt.NDArray[np.uint8]
"""(H, W) uint8."""

_SIDE = 320
"""The short side of the pictures that are looked at."""
_MOST_POINTS, _FEWEST_POINTS, _RENEW_BELOW = 90, 6, 25
_BACK_ERROR_PX = 1.0
_LOOK_AROUND = 0.6
_LIKENESS, _SURE_LIKENESS = 0.55, 0.7
"""From which correlation on a place is taken for the thing that was lost, and for a better place of one that is not."""
_MOST_GROWTH = 1.2
_CHUNK = 48
_WINDOW_PX, _LEVELS = (17, 17), 3


class Box(NamedTuple):
    """A rectangle: middle, size, turn; lengths in the canvas's short side from its middle, y down."""

    x: float
    y: float
    width: float
    height: float
    rotation_deg: float = 0.0


class Followed(NamedTuple):
    """Where it went, one entry for each of `frames` of the timeline; the box it was given is of scale 1, not turned.

    `lost` is the frames at which it was not seen: there it stays where it was last.
    """

    frames: tuple[int, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]
    scale: tuple[float, ...]
    rotation_deg: tuple[float, ...]
    lost: tuple[int, ...]


def beneath(project: Project, clip_id: str) -> Project:
    """The project with nothing on the clip's layer and above it, and no captions: what lies beneath the clip."""
    layers: list[Layer] = []
    for layer in project.layers:
        if any(item.clip.id == clip_id for item in layer.items):
            break
        layers.append(layer)
    lower: Project = replace(project, layers=tuple(layers), captions=Captions())
    return lower


def pictures(project: Project, effects: Effects, frames: Iterable[int]) -> Iterator[Pixels]:
    """What the project shows at those frames, (H, W, 4) uint8, `_SIDE` pixels in its short side."""
    canvas = project.canvas
    factor = _SIDE / canvas.short_side
    size = max(2, round(canvas.width * factor)), max(2, round(canvas.height * factor))
    artist = Artist(effects, small=True)
    with MediaSources(threads=1) as sources:
        for frame in frames:
            yield artist.draw(plan(project, Time(frame) / project.rate), sources, size)


def grey_pictures(project: Project, effects: Effects, frames: Iterable[int]) -> Iterator[Grey]:
    """The same in grey, (H, W) uint8."""
    for picture in pictures(project, effects, frames):
        yield np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.uint8)


def follow(
    project: Project, effects: Effects, box: Box, span: Span, at: Time, *, stop: Callable[[], bool] = lambda: False
) -> Followed:
    """Where what lies in `box` at `at` is at each frame of `span`, in what the project shows.

    `stop` is asked between pictures; what has not been looked at then counts as lost.
    """
    first, last = round(span.start * project.rate), round(span.end * project.rate) - 1
    begin = min(max(round(at * project.rate), first), last)
    ahead = grey_pictures(project, effects, range(begin, last + 1))
    marked = next(ahead)
    onwards, back = _Follower(marked, box), _Follower(marked, box)
    later = [onwards.box] + [onwards.step(picture) for picture in _until(ahead, stop)]
    earlier = [back.step(picture) for picture in _until(_backwards(project, effects, first, begin), stop)]
    found = [*reversed(earlier), *later]
    missing = (begin - first - len(earlier), last + 1 - begin - len(later))
    found = [_Step(found[0].box, lost=True)] * missing[0] + found + [_Step(found[-1].box, lost=True)] * missing[1]
    frames = tuple(range(first, last + 1))
    return Followed(
        frames,
        _calmed([one.box.x for one in found]),
        _calmed([one.box.y for one in found]),
        _calmed([one.box.width / box.width for one in found]),
        _calmed([one.box.rotation_deg - box.rotation_deg for one in found]),
        tuple(frame for frame, one in zip(frames, found, strict=True) if one.lost),
    )


def _until(shown: Iterator[Grey], stop: Callable[[], bool]) -> Iterator[Grey]:
    for picture in shown:
        if stop():
            return
        yield picture


def _backwards(project: Project, effects: Effects, first: int, before: int) -> Iterator[Grey]:
    """The pictures before a frame, the nearest first; each stretch is read forwards and then turned round."""
    while before > first:
        start = max(first, before - _CHUNK)
        yield from reversed(list(grey_pictures(project, effects, range(start, before))))
        before = start


def _calmed(numbers: list[float]) -> tuple[float, ...]:
    """Without the trembling of single pictures."""
    return tuple(float(one) for one in smoothed(numbers, 1.0))


def _flow(
    before: Grey, after: Grey, points: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
    """Where the points of one picture are in another, and 1 for each that was found there."""
    there, seen, _ = cv2.calcOpticalFlowPyrLK(
        before,
        after,
        points,
        None,  # type: ignore[call-overload]
        winSize=_WINDOW_PX,
        maxLevel=_LEVELS,
    )
    return np.asarray(there, np.float32), np.asarray(seen, np.uint8)


class _Step(NamedTuple):
    box: Box
    lost: bool = False


class _Follower:
    """One rectangle on its way; `step` is given each next picture."""

    def __init__(self, picture: Grey, box: Box) -> None:
        self._first, self._began = picture, box
        self._unit = min(picture.shape)
        self._middle = np.array([picture.shape[1] / 2, picture.shape[0] / 2])
        self._before, self._now, self._lost = picture, box, False
        self._points = self._fresh(picture, box)
        self._mark = self._cut(picture, box)

    @property
    def box(self) -> _Step:
        """Where it is now."""
        return _Step(self._now, self._lost)

    def step(self, picture: Grey) -> _Step:
        """Where it is in the next picture."""
        moved = None if self._lost else self._flowed(picture)
        if moved is not None and not self._outside(moved):
            self._now = self._corrected(picture, moved)
        else:
            again = self._searched(picture)
            self._lost = again is None
            if again is not None:
                self._now, self._points = again, self._fresh(picture, again)
        if not self._lost and len(self._points) < _RENEW_BELOW:
            self._points = self._fresh(picture, self._now)
        self._before = picture
        return self.box

    def _pixels(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the upright rectangle, in pixels."""
        x, y = self._middle + np.array([box.x, box.y]) * self._unit
        half_width, half_height = box.width * self._unit / 2, box.height * self._unit / 2
        return x - half_width, y - half_height, x + half_width, y + half_height

    def _outside(self, box: Box) -> bool:
        left, top, right, bottom = self._pixels(box)
        height, width = self._before.shape
        inside = max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(bottom, height) - max(top, 0))
        return bool(inside < 0.25 * max(1.0, (right - left) * (bottom - top)))

    def _fresh(self, picture: Grey, box: Box) -> npt.NDArray[np.float32]:
        """(N, 2) points that can be told from their surroundings."""
        left, top, right, bottom = self._pixels(box)
        mask = np.zeros(picture.shape, np.uint8)
        rows, columns = (
            slice(max(0, round(top)), max(0, round(bottom))),
            slice(max(0, round(left)), max(0, round(right))),
        )
        mask[rows, columns] = 255
        found: npt.NDArray[np.floating] | None = cv2.goodFeaturesToTrack(picture, _MOST_POINTS, 0.01, 3, mask=mask)  # type: ignore[assignment]
        return np.zeros((0, 2), np.float32) if found is None else np.asarray(found, np.float32).reshape(-1, 2)

    def _flowed(self, picture: Grey) -> Box | None:
        """The box moved, grown and turned as most of its points were; None where too few can be followed."""
        if len(self._points) < _FEWEST_POINTS:
            return None
        there, seen = _flow(self._before, picture, self._points)
        back, seen_back = _flow(picture, self._before, there)
        error = np.linalg.norm(back - self._points, axis=1)
        kept = (seen.ravel() == 1) & (seen_back.ravel() == 1) & (error < _BACK_ERROR_PX)
        if kept.sum() < _FEWEST_POINTS:
            return None
        matrix, inside = cv2.estimateAffinePartial2D(self._points[kept], there[kept], ransacReprojThreshold=1.5)
        if matrix is None or inside.sum() < _FEWEST_POINTS:
            return None
        self._points = np.asarray(there[kept][inside.ravel() == 1], np.float32)
        grown = hypot(matrix[0, 0], matrix[1, 0])
        if not 1 / _MOST_GROWTH < grown < _MOST_GROWTH:
            return None
        middle = self._middle + np.array([self._now.x, self._now.y]) * self._unit
        x, y = (matrix[:, :2] @ middle + matrix[:, 2] - self._middle) / self._unit
        turned = self._now.rotation_deg + degrees(atan2(matrix[1, 0], matrix[0, 0]))
        return Box(float(x), float(y), self._now.width * grown, self._now.height * grown, turned)

    def _cut(self, picture: Grey, box: Box) -> Grey | None:
        left, top, right, bottom = (round(edge) for edge in self._pixels(box))
        height, width = picture.shape
        piece = picture[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
        return piece if min(piece.shape, default=0) >= 8 else None

    def _likest(self, picture: Grey, box: Box, reach: float) -> tuple[float, Box] | None:
        """How alike, −1 to 1, and where the first picture of the box is found best around a box."""
        if self._mark is None or self._outside(self._began):
            return None
        size = max(8, round(box.width * self._unit)), max(8, round(box.height * self._unit))
        mark = cv2.resize(self._mark, size, interpolation=cv2.INTER_AREA)
        around = Box(box.x, box.y, box.width + 2 * reach, box.height + 2 * reach)
        left, top, right, bottom = (round(edge) for edge in self._pixels(around))
        height, width = picture.shape
        left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
        place = picture[top:bottom, left:right]
        if place.shape[0] < size[1] or place.shape[1] < size[0]:
            return None
        _, best, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(place, mark, cv2.TM_CCOEFF_NORMED))
        middle = (np.array([left + x + size[0] / 2, top + y + size[1] / 2]) - self._middle) / self._unit
        return best, box._replace(x=float(middle[0]), y=float(middle[1]))

    def _corrected(self, picture: Grey, box: Box) -> Box:
        """Drawn a little to where the first picture of it is found, so that small errors do not add up."""
        if abs(box.rotation_deg - self._began.rotation_deg) > 10:
            return box
        found = self._likest(picture, box, 4 / self._unit)
        if found is None or found[0] < _SURE_LIKENESS:
            return box
        return box._replace(x=box.x + 0.2 * (found[1].x - box.x), y=box.y + 0.2 * (found[1].y - box.y))

    def _searched(self, picture: Grey) -> Box | None:
        found = self._likest(picture, self._now, _LOOK_AROUND * max(self._now.width, self._now.height))
        return found[1] if found is not None and found[0] >= _LIKENESS else None
