"""An export in pieces that can be found again: where to cut, what each piece is called, where it is kept.

Cuts follow the content: at the main track's cuts, then every two seconds of a clip's own time, so that
what moves on the timeline keeps its pieces. It must never trust a stored piece it cannot verify.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

import av
import cv2
import msgspec
import numpy as np

from studio.media.export_settings import ExportSettings
from studio.media.hdr import CURVE_VERSION
from studio.media.kept_files import KeptFiles
from studio.media.picture_encoder import Piece
from studio.model import Clip, Project, Span, Time, duration, main_duration, main_span

__all__ = ["SegmentStore", "piece_frames", "piece_key"]

PIECES_VERSION = 1
_PIECE_S = Fraction(2)
_SHORTEST_S = Fraction(1)


def piece_frames(project: Project, span: Span, settings: ExportSettings) -> tuple[range, ...]:
    """The frames of `span`, counted from its start at the export's rate, cut into pieces."""
    total = ceil(span.length * settings.rate)
    cuts = {ceil((moment - span.start) * settings.rate) for moment in _cut_moments(project)}
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < total), total]
    return tuple(range(first, last) for first, last in pairwise(edges) if last > first)


def _cut_moments(project: Project) -> Iterable[Time]:
    for index, thing in enumerate(project.main):
        span = main_span(project, index)
        own_start = thing.window.start if isinstance(thing, Clip) else Fraction(0)
        yield span.start
        yield from _inner_cuts(span, own_start)
    tail = main_duration(project)
    yield tail
    yield from _inner_cuts(Span(tail, max(Fraction(0), duration(project) - tail)), Fraction(0))


def _inner_cuts(span: Span, own_start: Time) -> Iterable[Time]:
    """Where own time is a multiple of two seconds, but for pieces shorter than one."""
    number = floor(own_start / _PIECE_S) + 1
    while (cut := span.start + number * _PIECE_S - own_start) < span.end:
        if cut - span.start >= _SHORTEST_S and span.end - cut >= _SHORTEST_S:
            yield cut
        number += 1


def piece_key(plans: Sequence[bytes], settings: ExportSettings, *, render_version: object) -> str:
    """The name of a piece: a digest of all that decides its bytes."""
    digest = hashlib.blake2b(digest_size=24)
    for part in (_machine(), repr(render_version), repr(settings.picture_part()), str(len(plans))):
        digest.update(part.encode())
        digest.update(b"\0")
    for plan in plans:
        digest.update(len(plan).to_bytes(8, "little"))
        digest.update(plan)
    return digest.hexdigest()


def _version_of(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


@cache
def _machine() -> str:
    """What draws and encodes: every library's version, the system and the processor."""
    versions = {
        "pieces": PIECES_VERSION,
        "hdr": CURVE_VERSION,
        "av": av.__version__,
        "ffmpeg": sorted(av.library_versions.items()),
        "cv2": cv2.__version__,
        "numpy": np.__version__,
        # Qt draws the text; this room does not import it, so the package is asked.
        "qt": _version_of("PySide6-Essentials"),
        "system": platform.system(),
        "machine": platform.machine(),
    }
    return repr(sorted(versions.items(), key=str))


class SegmentStore:
    """Pieces on disk by their key, at most `limit_bytes`; what was used longest ago goes first.

    Safe for several processes: files are written whole and renamed. Trouble with the disk is a piece not found.
    Call `tidy` after putting.
    """

    def __init__(self, folder: str | Path, limit_bytes: int = 4_000_000_000) -> None:
        self._files = KeptFiles(folder, ".piece", limit_bytes)

    def get(self, key: str) -> Piece | None:
        """The piece kept under `key`, or None when there is none that is whole."""
        try:
            data = self._files.path(key).read_bytes()
        except OSError:
            return None
        body = data[_DIGEST:]
        if hashlib.blake2b(body, digest_size=_DIGEST).digest() != data[:_DIGEST]:
            self._files.drop(key)
            return None
        self._files.use(key)
        try:
            return _decoder.decode(body)
        except msgspec.DecodeError:
            return None

    def put(self, key: str, piece: Piece) -> None:
        """Keep `piece` under `key`."""
        body = _encoder.encode(piece)
        self._files.put(key, (hashlib.blake2b(body, digest_size=_DIGEST).digest(), body))

    def tidy(self) -> None:
        """Delete what was used longest ago until the store keeps to its limit."""
        self._files.tidy()


_DIGEST = 16
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Piece)
