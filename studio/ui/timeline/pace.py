"""Which moments of its source a clip shows along its box, and the mark that says how fast.

It must never know Qt.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.model import Clip
from studio.render import mapped_seconds
from studio.sentences import say

__all__ = ["pace", "source_seconds", "speed_badge"]

Numbers = npt.NDArray[np.float64]


def source_seconds(clip: Clip, into: Numbers) -> Numbers:
    """The source's seconds at so many seconds into the clip."""
    played = (float(clip.window.start) + into) * float(clip.speed)
    return played if clip.time_map is None else mapped_seconds(clip.time_map, played)


def pace(clip: Clip) -> float:
    """How many seconds of the source go by in one of the clip, on the whole; below zero backwards."""
    if clip.time_map is None:
        return float(clip.speed)
    one, other = source_seconds(clip, np.array([0.0, float(clip.length)]))
    return float(other - one) / max(1e-9, float(clip.length))


def speed_badge(clip: Clip) -> str:
    """What the corner of the clip says of its speed: nothing where it plays as it was taken."""
    time_map = clip.time_map
    if time_map is None:
        return f"{float(clip.speed):g}×" if clip.speed != 1 else ""
    if time_map.stands_still:
        return say("Freeze")
    if len(time_map.points) > 1:
        return say("◂ Curve") if time_map.backwards else say("Curve")
    return f"{'◂ ' if time_map.backwards else ''}{float(abs(time_map.points[0].speed) * clip.speed):g}×"
