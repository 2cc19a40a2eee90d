"""What flickers in pictures and can harm, flashes and stripes together, and how much it must be darkened to pass.

It is a screening aid and must never be called a certification.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil

import numpy as np

from studio.effect import Pixels
from studio.publish.flashes import FlashMeter
from studio.publish.found import Flashing, FlashKind
from studio.publish.stripes import StripeMeter

__all__ = ["FlickerMeter", "least_dark"]

_STRENGTHS = range(10, 96, 5)
"""Of 100: how strong a black is tried. Under the last one nothing is left that could flash."""
_AROUND_S = 1
"""So much before and after is looked at too: a flash is counted within a second."""

_MOST_FRAMES = 900


class FlickerMeter:
    """Takes pictures of one size at `rate` a second, in order."""

    def __init__(
        self, rate: Fraction, kinds: tuple[FlashKind, ...] = ("general", "red", "extended", "stripes")
    ) -> None:
        self._rate, self._kinds = rate, kinds
        self._flashes = FlashMeter(rate) if set(kinds) - {"stripes"} else None
        self._stripes = StripeMeter(rate) if "stripes" in kinds else None

    def add(self, picture: Pixels) -> None:
        """The next picture, (H, W, 3 or 4) uint8 RGBA."""
        if self._flashes is not None:
            self._flashes.add(picture)
        if self._stripes is not None:
            self._stripes.add(picture)

    def result(self) -> tuple[Flashing, ...]:
        """What was found of the kinds that were asked for, in the order of time."""
        flashes = self._flashes.result() if self._flashes is not None else ()
        striped = self._stripes.result() if self._stripes is not None else ()
        found = [one for one in flashes if one.kind in self._kinds]
        found += [Flashing("stripes", s.first / self._rate, (s.last + 1) / self._rate, s.pairs) for s in striped]
        return tuple(sorted(found, key=lambda one: (one.start, one.kind)))


def least_dark(
    one: Flashing, rate: Fraction, total: int, drawn: Callable[[int], Pixels], cancelled: Callable[[], bool]
) -> int:
    """How strong a black over it must be, of 100, so that it is found no more: the least of `_STRENGTHS`.

    `drawn` gives the picture of a frame of `total`. Of a long stretch only the beginning is tried.
    """
    covered = one.darkened(rate)
    around = ceil(_AROUND_S * rate)
    first = max(0, covered.start - around)
    end = min(total, covered.stop + around, first + _MOST_FRAMES)
    pictures = [drawn(frame)[..., :3] for frame in range(first, end) if not cancelled()]

    def passes(strength: int) -> bool:
        meter = FlickerMeter(rate, (one.kind,))
        for frame, picture in enumerate(pictures, first):
            meter.add(_under_black(picture, strength) if frame in covered else picture)
        return not _reach(meter.result(), (covered.start - first) / rate, (covered.stop - first) / rate)

    # What passes under a black passes under a stronger one.
    place = bisect_left(_STRENGTHS, True, key=lambda strength: not cancelled() and passes(strength))
    return _STRENGTHS[min(place, len(_STRENGTHS) - 1)]


def _reach(found: Iterable[Flashing], begin: Fraction, stop: Fraction) -> bool:
    return any(one.start < stop and one.end > begin for one in found)


def _under_black(picture: Pixels, strength: int) -> Pixels:
    """The picture as it is drawn under a black of that strength."""
    return np.asarray(np.rint(picture * np.float32(1 - strength / 100)), np.uint8)
