"""An export in pieces that can be found again: where to cut, and what each piece is called.

Cuts follow the content: at the main track's cuts, then every two seconds of a clip's own time, then where titles and
other items begin and end, so that what moves on the timeline keeps its pieces. It must never leave out of a name
anything that decides the bytes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil, floor

import av
import cv2
import numpy as np

from studio.media.reading.hdr import CURVE_VERSION
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.sound_encoder import SOUND_VERSION
from studio.model import (
    MOST_NESTED,
    ZERO,
    Clip,
    Compound,
    Gap,
    Project,
    Span,
    Time,
    depth_of,
    duration,
    inside_of,
    item_starts,
    main_duration,
    main_span,
)

__all__ = ["piece_frames", "piece_key", "sound_key"]

PIECES_VERSION = 2
_PIECE_S = Fraction(2)
_SHORTEST_S = Fraction(1)
_SHORTEST_BY_ITEMS_S = Fraction(1, 2)


def piece_frames(project: Project, span: Span, settings: ExportSettings) -> tuple[range, ...]:
    """The frames of `span`, counted from its start at the export's rate, cut into pieces."""
    total = ceil(span.length * settings.rate)
    cuts = {ceil((moment - span.start) * settings.rate) for moment in _cut_moments(project)}
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < total), total]
    return tuple(range(first, last) for first, last in pairwise(edges) if last > first)


def _cut_moments(project: Project) -> Iterable[Time]:
    fixed: list[Time] = []
    for span, own_start in _main_spans(project, ZERO):
        fixed.append(span.start)
        fixed += _inner_cuts(span, own_start)
    tail = main_duration(project)
    fixed.append(tail)
    end = max(tail, duration(project))
    fixed += _inner_cuts(Span(tail, end - tail), ZERO)
    yield from fixed
    yield from _between(fixed, end, _item_edges(project))


def _main_spans(project: Project, origin: Time) -> Iterator[tuple[Span, Time]]:
    """Where the clips of the main track lie from `origin` on, and their own time there; a compound is what it holds, so
    that clips keep their pieces when they become one."""
    for index, thing in enumerate(project.main):
        span = main_span(project, index)
        start = origin + span.start
        held = _plain_inside(project, thing)
        if held is None:
            yield Span(start, span.length), thing.window.start if isinstance(thing, Clip) else ZERO
            continue
        inside, window = held
        reached = start
        for inner, own in _main_spans(inside, start - window.start):
            begin, end = max(inner.start, reached), min(inner.end, start + span.length)
            if begin < end:
                yield Span(begin, end - begin), own + begin - inner.start
                reached = end
        if reached < start + span.length:
            yield Span(reached, start + span.length - reached), ZERO


def _plain_inside(project: Project, thing: Clip | Gap) -> tuple[Project, Span] | None:
    """What a compound of the main track that runs as it was made holds, and how much of it is shown."""
    if not isinstance(thing, Clip) or not isinstance(thing.content, Compound) or not thing.content.main:
        return None
    if thing.speed != 1 or thing.time_map is not None or depth_of(thing.content) > MOST_NESTED:
        return None
    return inside_of(project, thing.content), thing.window


def _inner_cuts(span: Span, own_start: Time) -> Iterable[Time]:
    """Where own time is a multiple of two seconds, but for pieces shorter than one."""
    number = floor(own_start / _PIECE_S) + 1
    while (cut := span.start + number * _PIECE_S - own_start) < span.end:
        if cut - span.start >= _SHORTEST_S and span.end - cut >= _SHORTEST_S:
            yield cut
        number += 1


def _item_edges(project: Project) -> list[Time]:
    """Where something above the main track comes or goes, in order."""
    edges: set[Time] = set()
    for index, thing in enumerate(project.main):
        if (held := _plain_inside(project, thing)) is not None:
            inside, window = held
            start = main_span(project, index).start
            edges.update(start + edge - window.start for edge in _item_edges(inside) if edge in window)
    for layer in project.layers:
        if layer.hidden:
            continue
        for item, start in zip(layer.items, item_starts(project, layer), strict=True):
            edges.update((start, start + item.clip.length))
    return sorted(edges)


def _between(fixed: list[Time], end: Time, edges: list[Time]) -> Iterable[Time]:
    """Those of `edges` that leave no piece shorter than half a second. What is taken between two of `fixed` depends
    on nothing outside, so that a change stays between them."""
    position = 0
    for first, last in pairwise([*fixed, end]):
        before = first
        while position < len(edges) and edges[position] < last:
            edge = edges[position]
            if edge - before >= _SHORTEST_BY_ITEMS_S and last - edge >= _SHORTEST_BY_ITEMS_S:
                yield edge
                before = edge
            position += 1


def piece_key(plans: Sequence[bytes], settings: ExportSettings, *, render_version: object) -> str:
    """The name of a piece: a digest of all that decides its bytes."""
    return _key("picture", (repr(render_version), repr(settings.picture_part()), str(len(plans))), plans)


def sound_key(plan: bytes, settings: ExportSettings, *, render_version: object) -> str:
    """The name of a whole sound track, of which `plan` says what is heard."""
    return _key("sound", (repr(render_version), repr(settings.sound_part()), str(SOUND_VERSION)), (plan,))


def _key(kind: str, parts: Sequence[str], plans: Sequence[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=24)
    for part in (kind, _machine(), *parts):
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
