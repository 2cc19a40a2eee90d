"""Which picture is drawn next, and how large: from how long the last ones took and how far ahead they were done.

A machine that is too slow gets smaller pictures first, and only then fewer. It must never draw, wait or read a clock.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

__all__ = ["Pace"]

_SIZES = (Fraction(1), Fraction(2, 3), Fraction(1, 2))
"""Sides of pictures, as parts of the size that was asked for."""
_SCARCE = 2
_SETTLES = 4
"""So many pictures are waited for between two changes: the first of a new size takes longer."""
_CALM, _LONGEST_CALM = 60, 1800
"""So many pictures in time, and a larger size is tried; twice as many each time it was tried in vain."""
_SLOW = 0.6
"""Pictures that take less of their time than this are late for another reason: smaller ones would be no help."""
_ROOM = 0.7
"""A larger size is tried when it would take no more than this of the time. Of the work, decoding does not grow."""
_NEW_PART = 0.25
"""How much the last picture counts in what one is expected to take."""


class Pace:
    """One playing at `frame_s` seconds a picture."""

    def __init__(self, frame_s: float) -> None:
        self._frame_s = frame_s
        self._expected_s = 0.0
        self._behind = False
        self._level = 0
        self._since = 0
        self._calm = _CALM
        self._grew = False
        self.smaller = 0
        """How many pictures were drawn smaller than asked for."""

    def size(self, wide: int, high: int) -> tuple[int, int]:
        """How large the next picture is drawn: even sides, of the shape of the size asked for."""
        part = _SIZES[self._level]
        return max(2, int(wide * part) // 2 * 2), max(2, int(high * part) // 2 * 2)

    def next_step(self, step: int, due: int) -> int:
        """The number of the picture to draw, when `step` follows on the last one and `due` is what is heard now.

        Behind for more than one picture, one is taken that will be done in time, and not one that will be late too.
        """
        behind, self._behind = self._behind, step < due
        if step >= due:
            return step
        return due + (ceil(self._expected_s / self._frame_s) if behind else 0)

    def drew(self, seconds: float, ahead: int) -> None:
        """A picture took so long, and `ahead` are drawn that are not yet due."""
        self.smaller += self._level > 0
        self._expected_s += (seconds - self._expected_s) * (_NEW_PART if self._expected_s else 1.0)
        self._since += 1
        if self._since <= _SETTLES:
            return
        if ahead <= _SCARCE and self._expected_s > self._frame_s * _SLOW and self._level < len(_SIZES) - 1:
            if self._grew:
                self._calm = min(2 * self._calm, _LONGEST_CALM)
            self._level, self._since, self._grew = self._level + 1, 0, False
        elif ahead > _SCARCE and self._level and self._since > self._calm and self._fits_larger():
            self._level, self._since, self._grew = self._level - 1, 0, True

    def _fits_larger(self) -> bool:
        larger = float(_SIZES[self._level - 1] / _SIZES[self._level])
        return self._expected_s * larger < self._frame_s * _ROOM
