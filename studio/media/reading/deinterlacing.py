"""Interlaced pictures made whole: FFmpeg's bwdif, one picture for one picture, each at its own time.

Only what was really taken in fields is touched: many cameras mark whole pictures as fields, and such marks are
tested by looking at the pictures. It must never change when a picture is shown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import av.filter

from studio.media.fingerprints import FileState, state_of
from studio.media.reading.decoding import Decoding

__all__ = ["Deinterlacer", "is_interlaced"]

_SPOTS = 4
_LOOKED_AT = 10
_FEWEST = 2


class Deinterlacer:
    """A filter between decoder and reader; it holds back one picture, and looks at one before and one after.

    The first picture after a start is made without its neighbour before: it is right only at the start of the film.
    """

    def __init__(self) -> None:
        self._graph: av.filter.Graph | None = None
        self._kind: tuple[str, int, int] | None = None
        self._times: deque[tuple[int | None, Fraction | None]] = deque()

    def pictures(self, frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
        """The pictures of `frames`, in order, each with its own time."""
        for frame in frames:
            kind = (frame.format.name, frame.width, frame.height)
            if kind != self._kind:
                yield from self._rest()
                self._graph, self._kind = _graph(frame, "bwdif", "mode=send_frame:parity=auto:deint=interlaced"), kind
            yield from self._through(frame)
        yield from self._rest()

    def _through(self, frame: av.VideoFrame | None) -> Iterator[av.VideoFrame]:
        graph = self._graph
        assert graph is not None
        if frame is not None:
            self._times.append((frame.pts, frame.time_base))
        graph.vpush(frame)
        while self._times:
            try:
                made = graph.vpull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            pts, time_base = self._times.popleft()
            made.pts, made.time_base = pts, time_base
            yield made

    def _rest(self) -> Iterator[av.VideoFrame]:
        if self._graph is not None and self._times:
            yield from self._through(None)
        self._graph = None
        self._kind = None


def is_interlaced(path: str | Path) -> bool:
    """Whether the film was really taken in fields: it says so, and pictures here and there show it."""
    return _looked(state_of(path))


@lru_cache(maxsize=64)
def _looked(file: FileState) -> bool:
    decoding = Decoding(file.path, threads=1)
    try:
        length = decoding.stream.duration or 0
        start = decoding.stream.start_time or 0
        for part in range(_SPOTS):
            if part and not (length and decoding.start_near(start + length * part // _SPOTS)):
                return False
            if _shows_fields(decoding):
                return True
        return False
    finally:
        decoding.close()


def _shows_fields(decoding: Decoding) -> bool:
    """Whether the next pictures are marked as interlaced and look so: FFmpeg's idet, over several pictures."""
    graph: av.filter.Graph | None = None
    counts = {"tff": 0.0, "bff": 0.0, "progressive": 0.0}
    for _ in range(_LOOKED_AT):
        frame = decoding.take()
        if frame is None or not frame.interlaced_frame:
            break
        if graph is None:
            graph = _graph(frame, "idet")
        graph.vpush(frame)
        try:
            made = graph.vpull()
        except (av.error.BlockingIOError, av.error.EOFError):
            continue
        counts = {word: float(made.metadata.get(f"lavfi.idet.multiple.{word}", 0)) for word in counts}
    fields = counts["tff"] + counts["bff"]
    return fields >= _FEWEST and fields * 4 >= counts["progressive"]


def _graph(frame: av.VideoFrame, name: str, settings: str | None = None) -> av.filter.Graph:
    """A graph of one filter for pictures like `frame`."""
    graph = av.filter.Graph()
    graph.threads = 1
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
    graph.link_nodes(source, graph.add(name, settings), graph.add("buffersink")).configure()
    return graph
