"""A part of a title set otherwise than the rest.

It must never hold text: the title does.
"""

from __future__ import annotations

from studio.model.value import Value

__all__ = ["Run"]


class Run(Value, frozen=True):
    """The code points from `start` to `end` of a title, with what differs from its style.

    An empty colour, a weight of 0 and a negative stroke are as the style has them; `size` is a factor; `box` is the
    colour of a plate behind it (empty: none).
    """

    start: int
    end: int
    colour: str = ""
    weight: int = 0
    size: float = 1.0
    italic: bool = False
    underline: bool = False
    stroke: float = -1.0
    box: str = ""
