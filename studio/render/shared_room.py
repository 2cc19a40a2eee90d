"""How much all previews keep in memory together: what was asked for the longest ago goes, whoever keeps it.

Each worker has its own open files, so a film that is played, skimmed and shown in thumbnails is open many times;
pictures made of it and tables of colours lie beside. It must never close what was asked for a moment ago, nor wait for
one who is at work.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from ctypes import CDLL
from threading import Lock
from typing import Protocol
from weakref import WeakSet

from studio.render.memory import forget_unused

__all__ = ["ROOM", "Holder", "SharedRoom"]

_RECENT_S = 3.0
_TIDY_S, _TIDY_SOON_S = 20.0, 10.0


class Holder(Protocol):
    """One who keeps what can be had again: a worker's open films, an artist's tables of colours."""

    def held(self) -> list[tuple[float, int]]:
        """When each thing was asked for last (`time.monotonic`), and its bytes.

        While it is at work: what it held before, as one thing that is asked for after all others.
        """
        ...

    def close_older(self, than: float) -> None:
        """Let go of what was last asked for at that moment or before; of nothing while it is at work."""
        ...


class SharedRoom:
    """Room for `most_bytes`. Safe to share between threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._holders: WeakSet[Holder] = WeakSet()
        self._tidied_at = 0.0

    def join(self, holder: Holder) -> None:
        """Count what it holds from now on."""
        with self._lock:
            self._holders.add(holder)

    def make_room(self, now: float) -> None:
        """Have what was asked for the longest ago closed, until all together hold no more than there is room for."""
        with self._lock:
            holders = [*self._holders]
        held = sorted((asked, size) for holder in holders for asked, size in holder.held())
        much = sum(size for _, size in held) - self._most_bytes
        last = None
        for asked, size in held:
            if much <= 0 or asked > now - _RECENT_S:
                break
            much -= size
            last = asked
        if last is not None:
            for holder in holders:
                holder.close_older(last)
        if now - self._tidied_at > (_TIDY_S if last is None else _TIDY_SOON_S):
            self._tidied_at = now
            forget_unused()
            _give_back()


def _give_back() -> None:
    """Give what was freed back to the system: glibc keeps it otherwise, for as long as anything lies above it."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            CDLL(None).malloc_trim(0)


ROOM = SharedRoom(600_000_000)
"""For all previews of the process: decoders with the pictures they have out, what was made of them, colour tables."""
