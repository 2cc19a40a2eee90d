"""Pixels and time: the one place where a position on the screen becomes a `Time`.

It must never know Qt or a project.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from studio.model import ZERO, Rate, Time, round_to_frame, round_to_sample

__all__ = ["LARGEST_FRAME", "SMALLEST_ZOOM", "Scale", "Tick", "ruler_ticks"]

LARGEST_FRAME = 60.0
"""Zoomed in all the way, a frame is this many pixels wide."""
SMALLEST_ZOOM = 0.02
"""Pixels per second when zoomed out all the way: a day fits a screen."""

_LABEL_APART = 72.0
_FRAME_STEPS = (1, 2, 5, 10)
_SECOND_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)


@dataclass(frozen=True)
class Scale:
    """How time lies on the screen: time 0 at `origin` when `scroll` is 0, `zoom` pixels to the second.

    Floats are exact binary fractions, so `moment_at` is exact; `frame_at` and `sample_at` round once.
    """

    zoom: float = 86.0
    scroll: float = 0.0
    origin: float = 0.0

    def x_at(self, moment: Time | float) -> float:
        """Where `moment` lies, in pixels."""
        return float(moment) * self.zoom - self.scroll + self.origin

    def seconds_at(self, x: float) -> float:
        """The moment at `x`, for looking things up; never stored."""
        return (x - self.origin + self.scroll) / self.zoom

    def moment_at(self, x: float) -> Time:
        """The exact moment at `x`."""
        return (Fraction(x) - Fraction(self.origin) + Fraction(self.scroll)) / Fraction(self.zoom)

    def frame_at(self, x: float, rate: Rate) -> Time:
        """The beginning of a frame nearest to `x`, not before 0."""
        return max(ZERO, round_to_frame(self.moment_at(x), rate))

    def sample_at(self, x: float) -> Time:
        """The sample nearest to `x`, not before 0."""
        return max(ZERO, round_to_sample(self.moment_at(x)))

    def length_of(self, pixels: float) -> Time:
        """The exact length that `pixels` show."""
        return Fraction(pixels) / Fraction(self.zoom)

    def zoomed(self, zoom: float, x: float, rate: Rate) -> Scale:
        """Another zoom within the limits, with the moment at `x` staying where it is, unless 0 would leave the edge."""
        zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_FRAME * float(rate))
        scroll = self.seconds_at(x) * zoom - (x - self.origin)
        return replace(self, zoom=zoom, scroll=max(0.0, scroll))


@dataclass(frozen=True)
class Tick:
    """A line of the ruler; `label` is empty on the small ones."""

    x: float
    label: str


def ruler_ticks(scale: Scale, rate: Rate, left: float, right: float) -> tuple[Tick, ...]:
    """The ticks between `left` and `right`: labels at least 72 px apart, small ticks between.

    Steps are whole frames below a second (`12f`), then round numbers of seconds (`0:05`).
    """
    frame_width = scale.zoom / float(rate)
    nominal = max(1, round(rate))
    frames = next((step for step in _FRAME_STEPS if step * frame_width >= _LABEL_APART and nominal % step == 0), None)
    if frames is not None and frames < nominal:
        return _frame_ticks(scale, rate, frames, (left, right))
    seconds = next((step for step in _SECOND_STEPS if step * scale.zoom >= _LABEL_APART), _SECOND_STEPS[-1])
    parts = 2 if seconds in (1, 2, 10, 60, 120) else 5 if seconds in (5, 300) else 3
    while parts > 1 and seconds * scale.zoom / parts < 12:
        parts = 1
    step = seconds / parts
    first = max(0, int(scale.seconds_at(left) / step))
    last = int(scale.seconds_at(right) / step) + 1
    return tuple(
        Tick(scale.x_at(number * step), _clock(number * seconds // parts) if number % parts == 0 else "")
        for number in range(first, last + 1)
    )


def _frame_ticks(scale: Scale, rate: Rate, step: int, ends: tuple[float, float]) -> tuple[Tick, ...]:
    nominal = max(1, round(rate))
    first = max(0, int(scale.seconds_at(ends[0]) * float(rate)))
    last = int(scale.seconds_at(ends[1]) * float(rate)) + 1
    ticks = []
    for frame in range(first, last + 1):
        seconds, rest = divmod(frame, nominal)
        label = "" if rest % step else _clock(seconds) if rest == 0 else f"{rest}f"
        ticks.append(Tick(scale.x_at(frame / float(rate)), label))
    return tuple(ticks)


def _clock(seconds: int) -> str:
    if seconds >= 3600:
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{seconds // 60}:{seconds % 60:02}"
