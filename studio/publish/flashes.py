"""Flashes that can harm people with photosensitive epilepsy, found in small pictures one after the other.

General and red flashes as WCAG 2.2 defines them ("general flash and red flash thresholds"), extended failure as
EA's IRIS counts it. It is a screening aid and must never be called a certification. Stripes are `stripes`'s.
"""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.model import Time
from studio.publish.found import Flashing, FlashKind
from studio.publish.light import linear_light, luminance

__all__ = ["FlashMeter"]

_LEAST_CHANGE = np.float32(0.1)
"""A general flash changes relative luminance by 10 % of its maximum (WCAG 2.2)."""
_DARKER_BELOW = np.float32(0.8)
"""… and its darker side lies below this (WCAG 2.2)."""
_RED_TIMES = np.float32(4)
"""A saturated red has R / (R + G + B) of at least 0.8 (WCAG 2.2): four times as much as green and blue together."""
_RED_LEAST = np.float32(20 / 320)
"""… and is bright enough to matter: (R - G - B) * 320 > 20 (WCAG 2.0's form)."""
_RED_CHANGE = np.float32(0.2)
"""A red flash moves so far in the CIE 1976 chromaticity diagram (WCAG 2.2)."""
_LEAST_AREA = 0.25
"""So much of the screen at once (WCAG: a quarter of any 10° field)."""
_MOST_TRANSITIONS = 6
"""Three flashes are two transitions each; more in a second fail (WCAG 2.3.1)."""
_EXTENDED_TRANSITIONS = 4
_EXTENDED_S = (4, 5)
"""Extended failure (IRIS): so many transitions a second for more than 4 s within 5 s."""
_WHITE_UV = (np.float32(0.1978), np.float32(0.4683))
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]],
    np.float32,
)
"""BT.709 light to CIE XYZ."""

Numbers = npt.NDArray[np.float32]
Switches = npt.NDArray[np.bool_]


class FlashMeter:
    """Takes pictures of one size at `rate` a second, in order; small ones (108×192) are enough and quick."""

    def __init__(self, rate: Fraction) -> None:
        self._rate = rate
        self._frames = 0
        self._light: _Swings | None = None
        self._red: _RedSwings | None = None
        self._general_at: list[tuple[int, int]] = []
        self._red_at: list[tuple[int, int]] = []

    def add(self, picture: Pixels) -> None:
        """The next picture, (H, W, 3 or 4) uint8 RGBA."""
        linear = linear_light(picture)
        red, green, blue = (np.asarray(part, np.float32) for part in cv2.split(linear))
        light = luminance(linear)
        if self._light is None or self._red is None:
            self._light, self._red = _Swings(light), _RedSwings(red, green, blue)
        else:
            _count(self._general_at, self._frames, *self._light.add(light))
            _count(self._red_at, self._frames, *self._red.add(red, green, blue))
        self._frames += 1

    def result(self) -> tuple[Flashing, ...]:
        """What was found, in the order of time."""
        general = [frame for frame, _ in self._general_at]
        red = [frame for frame, _ in self._red_at]
        found = [
            *self._failures("general", general),
            *self._failures("red", red),
            *self._extended(general),
        ]
        return tuple(sorted(found, key=lambda one: (one.start, one.kind)))

    def _failures(self, kind: FlashKind, at: list[int]) -> list[Flashing]:
        """Seconds (half open: a strobe of exactly three a second passes) with more than six transitions, merged."""
        windows = [
            (at[index], at[index + _MOST_TRANSITIONS])
            for index in range(len(at) - _MOST_TRANSITIONS)
            if at[index + _MOST_TRANSITIONS] - at[index] < self._rate
        ]
        return [Flashing(kind, *self._times(*span), self._most(at, span)) for span in _merged(windows)]

    def _extended(self, at: list[int]) -> list[Flashing]:
        """Where the second that begins at each frame holds four to six transitions, for long."""
        window = int(self._rate)
        if window < 1 or not at:
            return []
        changes = np.zeros(self._frames + window + 1, np.int32)
        for frame in at:
            changes[max(0, frame - window + 1)] += 1
            changes[frame + 1] -= 1
        counts = np.cumsum(changes)[: self._frames]
        busy = np.concatenate([[0], np.cumsum(counts >= _EXTENDED_TRANSITIONS)])
        long_s, within_s = _EXTENDED_S
        reach = min(int(within_s * self._rate), self._frames)
        sums = busy[reach:] - busy[:-reach] if reach else busy[:0]
        begun = [int(first) for first in np.flatnonzero(sums > float(long_s * self._rate))]
        spans = _merged([(first, first + reach) for first in begun])
        return [Flashing("extended", *self._times(*span), self._most(at, span)) for span in spans]

    def _times(self, first: int, last: int) -> tuple[Time, Time]:
        return first / self._rate, min(last + 1, self._frames) / self._rate

    def _most(self, at: list[int], span: tuple[int, int]) -> int:
        inside = [frame for frame in at if span[0] <= frame <= span[1]]
        return max((sum(0 <= other - frame < self._rate for other in inside) for frame in inside), default=0)


def _count(found: list[tuple[int, int]], frame: int, up: float, down: float) -> None:
    """Note a transition of a quarter of the picture; only opposing ones count."""
    if max(up, down) >= _LEAST_AREA:
        way = 1 if up >= down else -1
        if not found or found[-1][1] != way:
            found.append((frame, way))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


class _Swings:
    """For every pixel the last extreme of its light and the way it was going."""

    def __init__(self, light: Numbers) -> None:
        self._low, self._high = light.copy(), light.copy()

    def add(self, light: Numbers) -> tuple[float, float]:
        """Which parts of the picture turned brighter and darker by a flash's worth.

        `_low` and `_high` are the extremes since the last turn: a rise counts from the lowest since then.
        """
        np.minimum(self._low, light, out=self._low)
        np.maximum(self._high, light, out=self._high)
        up = (light - self._low >= _LEAST_CHANGE) & (self._low < _DARKER_BELOW)
        down = (self._high - light >= _LEAST_CHANGE) & (light < _DARKER_BELOW)
        # Whoever turned begins anew from here: what follows in the same way is no further change.
        self._low[down] = light[down]
        self._high[down] = light[down]
        self._low[up] = light[up]
        self._high[up] = light[up]
        return float(np.count_nonzero(up)) / light.size, float(np.count_nonzero(down)) / light.size


class _RedSwings:
    """For every pixel the colour of its last extreme in red, and whether it counts as a saturated red."""

    def __init__(self, red: Numbers, green: Numbers, blue: Numbers) -> None:
        self._last = (red, green, blue)
        self._was_strong = _is_strong(red, green, blue)
        self._state: tuple[Numbers, Switches, Numbers, Numbers] | None = None

    def add(self, red: Numbers, green: Numbers, blue: Numbers) -> tuple[float, float]:
        """Which parts of the picture turned to a saturated red and away from one."""
        strong = _is_strong(red, green, blue)
        before = self._was_strong if self._state is None else self._state[1]
        if np.count_nonzero(strong | before) < _LEAST_AREA * strong.size:
            # Not enough red before or now: whatever comes next counts from here.
            self._last, self._was_strong, self._state = (red, green, blue), strong, None
            return 0.0, 0.0
        if self._state is None:
            self._state = _redness(*self._last)
        return self._turned(*_redness(red, green, blue))

    def _turned(self, share: Numbers, strong: Switches, u: Numbers, v: Numbers) -> tuple[float, float]:
        assert self._state is not None
        old_share, old_strong, old_u, old_v = self._state
        far = (u - old_u) ** 2 + (v - old_v) ** 2 > _RED_CHANGE**2
        turned = far & (strong | old_strong)
        to_red = turned & (share > old_share)
        away = turned & ~to_red
        # The reference follows the extreme: the reddest while red, the least red while not.
        follow = turned | np.where(old_strong, share > old_share, share < old_share)
        for kept, new in ((old_share, share), (old_strong, strong), (old_u, u), (old_v, v)):
            np.copyto(kept, new, where=follow)
        return float(np.count_nonzero(to_red)) / share.size, float(np.count_nonzero(away)) / share.size


def _is_strong(red: Numbers, green: Numbers, blue: Numbers) -> Switches:
    """Where the light is a saturated red: R / (R + G + B) of 0.8 and more is R ≥ 4 (G + B)."""
    others = green + blue
    strong: Switches = (red >= _RED_TIMES * others) & (red - others > _RED_LEAST)
    return strong


def _redness(red: Numbers, green: Numbers, blue: Numbers) -> tuple[Numbers, Switches, Numbers, Numbers]:
    """Red's share of the light, whether that is a saturated red, and CIE 1976 u′ v′ (white where there is no light)."""
    total = red + green + blue
    lit = total > np.float32(0.003)
    share = np.where(lit, red / np.maximum(total, np.float32(1e-6)), np.float32(0))
    x, y, z = cv2.split(cv2.transform(cv2.merge([red, green, blue]), _TO_XYZ))
    divisor = np.maximum(x + np.float32(15) * y + np.float32(3) * z, np.float32(1e-6))
    u = np.where(lit, np.float32(4) * x / divisor, _WHITE_UV[0])
    v = np.where(lit, np.float32(9) * y / divisor, _WHITE_UV[1])
    return share, _is_strong(red, green, blue), u, v
