"""The range drawn on the ruler, anew or by one of its ends.

It must never change the project: the range is the session's.
"""

from __future__ import annotations

from studio.model import ZERO, Span, Time, round_to_frame
from studio.sentences import say
from studio.session import Session
from studio.ui.timeline.drags import Hand, Seen, Snaps
from studio.ui.timeline.layout import Layout

__all__ = ["RangeDrag"]


class RangeDrag:
    """The range from `anchor`, which stays, to where the hand is."""

    def __init__(self, session: Session, anchor: Time) -> None:
        self._session, self._before = session, session.range
        self._rate = session.project.rate
        self._anchor = max(ZERO, round_to_frame(anchor, self._rate))
        self._snaps = Snaps(session, (), with_range=False)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Set the range so far."""
        to, meeting = layout.scale.moment_at(hand.x), None
        if hand.snap and (found := self._snaps.nearest_of((to,), layout)):
            to, meeting = to + found[0], found[1]
        to = max(ZERO, round_to_frame(to, self._rate))
        start, end = min(self._anchor, to), max(self._anchor, to)
        self._session.set_range(Span(start, end - start) if end > start else None)
        return Seen(meeting, note=say("{length:.2f} s", length=float(end - start)))

    def cancel(self) -> None:
        """The range as it was."""
        self._session.set_range(self._before)
