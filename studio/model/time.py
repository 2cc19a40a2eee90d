"""Exact time: seconds as fractions, frames, flicks, samples, and the words people type for them.

The one place where time is converted. It must never let a float become a `Time`.
"""

from __future__ import annotations

import re
from fractions import Fraction

from studio.model.value import Value
from studio.sentences import say

__all__ = [
    "FLICKS_PER_SECOND",
    "SAMPLE_RATE",
    "ZERO",
    "Rate",
    "Span",
    "Time",
    "ceil_frame",
    "floor_frame",
    "frame_length",
    "frame_time",
    "is_whole_frames",
    "nearest_frame",
    "parse_rate",
    "parse_time",
    "round_to_flick",
    "round_to_frame",
    "round_to_sample",
    "sample_index",
    "timecode",
]

Time = Fraction
"""Seconds. Exact; never a float."""
Rate = Fraction
"""Frames per second, such as Fraction(30000, 1001)."""

ZERO = Fraction(0)
FLICKS_PER_SECOND = 705_600_000
"""Positions in a source are whole flicks: 24, 25, 30, 60, 1001-rates, 44.1 and 48 kHz all divide it."""
SAMPLE_RATE = 48_000
"""Sound is mixed at 48 kHz; sound items start and end on whole samples."""


class Span(Value, frozen=True):
    """A half-open stretch of time: `start` is in it, `end` is not. Length is never negative."""

    start: Time
    length: Time

    def __post_init__(self) -> None:
        for number in (self.start, self.length):
            if not isinstance(number, Fraction):
                raise TypeError(f"time must be a Fraction of seconds, not {number!r}")
        if self.length < 0:
            raise ValueError(f"a span cannot have the negative length {self.length}")

    @property
    def end(self) -> Time:
        """The first moment after the span."""
        return self.start + self.length

    def __contains__(self, moment: Time) -> bool:
        return self.start <= moment < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a moment."""
        return self.start < other.end and other.start < self.end


def frame_length(rate: Rate) -> Time:
    """How long one frame lasts."""
    return 1 / rate


def frame_time(frame: int, rate: Rate) -> Time:
    """When frame number `frame` begins."""
    return frame / rate


def floor_frame(moment: Time, rate: Rate) -> int:
    """The number of the frame on screen at `moment`."""
    return (moment.numerator * rate.numerator) // (moment.denominator * rate.denominator)


def ceil_frame(moment: Time, rate: Rate) -> int:
    """The first frame that begins at `moment` or later."""
    return -floor_frame(-moment, rate)


def nearest_frame(moment: Time, rate: Rate) -> int:
    """The frame whose beginning is nearest to `moment`; halves go up."""
    # In whole numbers, as `floor_frame`: floor(moment × rate + 1/2).
    up, down = moment.numerator * rate.numerator, moment.denominator * rate.denominator
    return (2 * up + down) // (2 * down)


def round_to_frame(moment: Time, rate: Rate) -> Time:
    """`moment` moved to the nearest beginning of a frame."""
    return nearest_frame(moment, rate) / rate


def round_to_flick(moment: Time) -> Time:
    """`moment` moved to the nearest flick, the grain of positions in a source."""
    return Fraction(round(moment * FLICKS_PER_SECOND), FLICKS_PER_SECOND)


def round_to_sample(moment: Time) -> Time:
    """`moment` moved to the nearest sample at 48 kHz, the grain of sound items."""
    return Fraction(round(moment * SAMPLE_RATE), SAMPLE_RATE)


def sample_index(moment: Time) -> int:
    """The number of the sample nearest to `moment`, at 48 kHz."""
    return round(moment * SAMPLE_RATE)


def is_whole_frames(length: Time, rate: Rate) -> bool:
    """Whether `length` is a whole number of frames."""
    return (length * rate).denominator == 1


def timecode(moment: Time, rate: Rate) -> str:
    """`HH:MM:SS:FF`, frames counted at the nominal rate without drop."""
    nominal = max(1, round(rate))
    frame = floor_frame(moment, rate)
    sign = "-" if frame < 0 else ""
    whole, frames = divmod(abs(frame), nominal)
    return f"{sign}{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}:{frames:02}"


_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)")
_RATIO = re.compile(r"\d+/\d+")
_RATES = {
    "23.976": Fraction(24000, 1001),
    "23.98": Fraction(24000, 1001),
    "29.97": Fraction(30000, 1001),
    "59.94": Fraction(60000, 1001),
}


def parse_time(text: str) -> Time:
    """Seconds from what a person or a file says: `2.5`, `1:02.5`, `5/2`, `1:00:00`.

    Raises `ValueError` with a sentence when it is none of these.
    """
    text = text.strip()
    sign = -1 if text.startswith("-") else 1
    body = text.lstrip("+-")
    try:
        if _RATIO.fullmatch(body):
            return sign * Fraction(body)
        if match := _CLOCK.fullmatch(body):
            hours, minutes, rest = match.groups()
            return sign * (Fraction(hours or 0) * 3600 + Fraction(minutes or 0) * 60 + Fraction(rest))
    except ZeroDivisionError:
        pass
    raise ValueError(say("“{text}” is not a time. Write seconds, such as 2.5, or 1:02.5.", text=text))


def parse_rate(text: str) -> Rate:
    """Frames per second from `30`, `29.97` (read as 30000/1001) or `30000/1001`.

    Raises `ValueError` with a sentence when it is not between 1 and 240.
    """
    text = text.strip()
    try:
        # An exponent could ask for more digits than there is memory.
        rate = _RATES.get(text) or Fraction(text if "e" not in text.lower() else "")
        if 1 <= rate <= 240:
            return rate
    except (ValueError, ZeroDivisionError):
        pass
    raise ValueError(say("“{text}” is not a frame rate. Write frames per second, from 1 to 240.", text=text))
