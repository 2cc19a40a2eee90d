"""A point in time that a person marked, on the whole piece or on a clip.

It must never move anything: it is there to be found again, and for edges to meet.
"""

from __future__ import annotations

from studio.model.time import Time
from studio.model.value import Value

__all__ = ["BEAT_COLOUR", "DOWNBEAT_COLOUR", "MARKER_COLOUR", "Marker"]

MARKER_COLOUR = "#41C7D9"
BEAT_COLOUR = "#F5C542"
DOWNBEAT_COLOUR = "#F28C38"


class Marker(Value, frozen=True):
    """A marked moment: of the timeline for a marker of the project, of the source (as `Clip.source_at` gives it) for
    a marker of a clip, so that it stays on its picture or its beat."""

    id: str
    time: Time
    name: str = ""
    colour: str = MARKER_COLOUR
    beat: int = 0
    """For a beat of music its place in the bar: 1 opens it. 0 is no beat."""
