"""Frames decoded a moment ago, kept for those who look back: one budget for all readers of a thread.

It must never keep more than its budget, whatever the size of the pictures.
"""

from __future__ import annotations

from collections import OrderedDict

import av

__all__ = ["KeptFrames"]

_MOST_BYTES = 96_000_000
_MOST_FRAMES = 64


class KeptFrames:
    """The frames seen last, each with its owner and the stretch of ticks it is shown for."""

    def __init__(self, most_bytes: int = _MOST_BYTES, most_frames: int = _MOST_FRAMES) -> None:
        self._most_bytes, self._most_frames = most_bytes, most_frames
        self._frames: OrderedDict[tuple[int, int], tuple[int, av.VideoFrame]] = OrderedDict()
        self._held: set[int] = set()
        self._bytes = 0
        self._of: dict[int, int] = {}
        self._most_of: dict[int, int] = {}

    def holds(self, frame: av.VideoFrame) -> bool:
        """Whether this very frame is kept."""
        return id(frame) in self._held

    def add(self, owner: object, pts: int, until: int, frame: av.VideoFrame) -> None:
        """Keep the frame that `owner` shows from `pts` to `until`; the oldest give way."""
        key = (id(owner), pts)
        if key in self._frames:
            self._frames.move_to_end(key)
            return
        self._frames[key] = (until, frame)
        self._held.add(id(frame))
        size = _size(frame)
        self._bytes += size
        self._of[id(owner)] = self._of.get(id(owner), 0) + size
        while self._bytes > self._most_bytes or len(self._frames) > self._most_frames:
            (whose, _), (_, oldest) = self._frames.popitem(last=False)
            self._gone(whose, oldest)
        self._most_of[id(owner)] = max(self._most_of.get(id(owner), 0), self._of[id(owner)])

    def find(self, owner: object, target: int) -> av.VideoFrame | None:
        """The frame that `owner` shows at `target`, when it is kept."""
        for key, (until, frame) in self._frames.items():
            if key[0] == id(owner) and key[1] <= target < until:
                self._frames.move_to_end(key)
                return frame
        return None

    def forget(self, owner: object) -> None:
        """Let go of everything of `owner`'s."""
        for key in [key for key in self._frames if key[0] == id(owner)]:
            _, frame = self._frames.pop(key)
            self._gone(key[0], frame)
        self._of.pop(id(owner), None)
        self._most_of.pop(id(owner), None)

    @property
    def bytes_held(self) -> int:
        """How much is kept now."""
        return self._bytes

    def most_of(self, owner: object) -> int:
        """The most bytes of `owner`'s frames kept at once: its decoder has them still, to write the next ones into."""
        return self._most_of.get(id(owner), 0)

    def _gone(self, whose: int, frame: av.VideoFrame) -> None:
        self._held.discard(id(frame))
        size = _size(frame)
        self._bytes -= size
        self._of[whose] -= size


def _size(frame: av.VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)
