"""What was measured once, kept on disk by the digest of what it was measured from.

It must never trust a file it cannot read whole: then it is measured again.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from studio.model import Project
from studio.publish.found import Measured

if TYPE_CHECKING:
    from studio.publish.measure import Told
    from studio.render import Artist, Mixer

__all__ = ["MeasureStore", "known_measured", "measured_with"]

_MOST_BYTES = 16 << 20
_KEPT_BYTES = 48_000_000


def _number(_type: type, raw: Any) -> Fraction:
    return Fraction(raw)


class MeasureStore:
    """Measured values in a folder, the last 16 MB of them. Trouble with the disk is nothing found."""

    def __init__(self, folder: Path) -> None:
        from studio.media.kept_files import KeptFiles

        self._files = KeptFiles(folder, ".measured", _MOST_BYTES)

    def get(self, key: str) -> Measured | None:
        """What was kept under `key`."""
        try:
            data = self._files.path(key).read_bytes()
            found = _measured.decode(data)
        except (OSError, msgspec.MsgspecError, ValueError, TypeError):
            return None
        self._files.use(key)
        return found

    def put(self, key: str, measured: Measured) -> None:
        """Keep it under `key`."""
        self._files.put(key, [msgspec.msgpack.encode(measured, enc_hook=str)])
        self._files.tidy()


def known_measured(project: Project, store: MeasureStore) -> Measured | None:
    """What was measured of this very project before, at once; None where nothing was."""
    from studio.publish.measure import measure_key

    return store.get(measure_key(project))


def measured_with(
    project: Project,
    artist: Artist,
    mixer: Mixer,
    store: MeasureStore | None = None,
    *,
    told: Told = lambda _measured, _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Measured | None:
    """What the store holds for this project, otherwise measured now with sources of its own; None when cancelled."""
    from studio.media import MediaSources
    from studio.publish.measure import measure, measure_key

    key = measure_key(project)
    known = store.get(key) if store is not None else None
    if known is not None:
        return known
    # It goes through from beginning to end: nothing is seen twice.
    with MediaSources(kept_bytes=_KEPT_BYTES) as sources:
        found = measure(project, artist, mixer, sources, told=told, cancelled=cancelled)
    if found is not None and store is not None:
        store.put(key, found)
    return found


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_measured = msgspec.msgpack.Decoder(Measured, dec_hook=_number)
