"""How regularly pictures come: the steps between their times, and whether they keep one rate.

It must never read a file: it counts what it is given.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec
import numpy as np
import numpy.typing as npt

from studio.model import ZERO, Rate, Time

__all__ = ["Beat", "beat_of"]

_ROOM = 0.125
_MOSTLY = 0.9


class Beat(msgspec.Struct, frozen=True):
    """The steps between pictures in seconds, 0 where there is only one.

    `variable`: some step differs by more than an eighth from the middle one. `with_gaps`: nine in ten keep the middle
    step, so that the film has a rate and pictures are only missing here and there. `average` is in pictures a second.
    """

    count: int = 0
    smallest: Time = ZERO
    middle: Time = ZERO
    largest: Time = ZERO
    variable: bool = False
    with_gaps: bool = False
    average: Rate = Fraction(0)


def beat_of(times: npt.NDArray[np.int64], time_base: Fraction) -> Beat:
    """The beat of pictures shown at `times` (ticks of `time_base`, ascending)."""
    count = len(times)
    if count < 2:
        return Beat(count=count)
    steps = np.sort(np.diff(times))
    middle = float(steps[len(steps) // 2])
    # A tick more or less is the rounding of the file's clock.
    beside = np.abs(steps - middle) > max(middle * _ROOM, 1.01)
    variable = bool(beside.any())
    return Beat(
        count=count,
        smallest=int(steps[0]) * time_base,
        middle=int(steps[len(steps) // 2]) * time_base,
        largest=int(steps[-1]) * time_base,
        variable=variable,
        with_gaps=variable and float(np.mean(beside)) <= 1 - _MOSTLY,
        average=Fraction(count - 1) / (int(times[-1] - times[0]) * time_base),
    )
