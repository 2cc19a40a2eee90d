"""From the time a clip has played to the time of its source: ramps, reverse and freeze are one thing.

Between points the speed goes in a straight line, so the source is a parabola and everything is exact. A split or
trim keeps the map and moves the window onto it. It must never know how long a source is.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from studio.model.time import ZERO, Time, round_to_flick
from studio.model.value import Value

__all__ = ["SpeedPoint", "TimeMap"]


class SpeedPoint(Value, frozen=True):
    """At played time `at` the source runs at `speed`: 1 as it was taken, −1 backwards, 0 stands still."""

    at: Time
    speed: Fraction


class TimeMap(Value, frozen=True):
    """At played time 0 the source shows `start`; before the first point and after the last their speeds hold.

    Points are in order of time, at least one; all go forwards, all backwards, or all stand still.
    """

    start: Time
    points: tuple[SpeedPoint, ...]

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError("a time map needs at least one point")
        if any(a.at >= b.at for a, b in zip(self.points, self.points[1:], strict=False)):
            raise ValueError("points must be in order of time, one at a time")
        if len({(point.speed > 0) - (point.speed < 0) for point in self.points}) > 1:
            raise ValueError("a time map cannot turn round")

    @property
    def backwards(self) -> bool:
        """Whether the source runs from its end to its beginning."""
        return self.points[0].speed < 0

    @property
    def stands_still(self) -> bool:
        """Whether one picture of the source is shown all the time."""
        return self.points[0].speed == 0

    def speed_at(self, played: Time) -> Fraction:
        """How fast the source runs at a played time."""
        points = self.points
        index = bisect_right(points, played, key=lambda point: point.at) - 1
        if index < 0 or index == len(points) - 1:
            return points[max(0, index)].speed
        one, two = points[index], points[index + 1]
        return one.speed + (two.speed - one.speed) * (played - one.at) / (two.at - one.at)

    def source_at(self, played: Time) -> Time:
        """The moment of the source shown at a played time, to the nearest flick."""
        return round_to_flick(self.start + self.run_to(played) - self.run_to(ZERO))

    def run_to(self, played: Time) -> Time:
        """How far the source has run at a played time since the first point."""
        points = self.points
        first = points[0]
        if played <= first.at:
            return (played - first.at) * first.speed
        run = ZERO
        for one, two in pairwise(points):
            until = min(played, two.at)
            share = (until - one.at) / (two.at - one.at)
            reached = one.speed + (two.speed - one.speed) * share
            run += (until - one.at) * (one.speed + reached) / 2
            if played <= two.at:
                return run
        return run + (played - points[-1].at) * points[-1].speed

    def played_at(self, source: Time) -> Time:
        """When a moment of the source is shown, to the nearest flick; time 0 where the map stands still."""
        if self.stands_still:
            return ZERO
        points, sign = self.points, -1 if self.backwards else 1
        left = (source - self.start + self.run_to(ZERO)) * sign
        first, last = points[0], points[-1]
        if left <= 0:
            return round_to_flick(first.at + left / abs(first.speed))
        for one, two in pairwise(points):
            length = (two.at - one.at) * abs(one.speed + two.speed) / 2
            if left <= length:
                # The root of the parabola in the form that loses no digits where it is nearly a line.
                slow, bend = abs(one.speed), (abs(two.speed) - abs(one.speed)) / (two.at - one.at)
                into = 2 * float(left) / (float(slow) + sqrt(max(0.0, float(slow * slow + 2 * bend * left))))
                return round_to_flick(one.at + Fraction(into))
            left -= length
        return round_to_flick(last.at + left / abs(last.speed))
