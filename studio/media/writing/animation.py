"""Animations: a GIF with a palette made for it, or an animated WebP, from pictures drawn once.

Pictures for a GIF lie in a temporary file between finding the palette and using it. It must never hold all of them in
memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingMore
from av.filter import Graph
from av.video.stream import VideoStream

from studio.effect import Pixels
from studio.media.writing.works import Animation

__all__ = ["write_animation"]

_RGB, _PALETTE = av.VideoFormat("rgb24"), av.VideoFormat("rgb32")
_DITHER = "dither=sierra2_4a:diff_mode=rectangle"


def write_animation(pictures: Iterable[Pixels], path: Path, work: Animation) -> Path:
    """Write (H, W, 4) RGBA pictures, in order at the work's rate, to `path`; the path again. It plays for ever."""
    if work.format == "webp":
        return _webp(pictures, path, work)
    return _gif(pictures, path, work)


def _frame(pixels: npt.NDArray[np.uint8], kind: str, number: int, rate: Fraction) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format=kind)
    frame.pts, frame.time_base = number, 1 / rate
    return frame


def _webp(pictures: Iterable[Pixels], path: Path, work: Animation) -> Path:
    with av.open(f"file:{path}", "w", format="webp", container_options={"loop": "0"}) as container:
        stream = container.add_stream("libwebp_anim", rate=work.rate, options={"quality": str(work.quality)})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = work.width, work.height, "yuv420p"
        for number, pixels in enumerate(pictures):
            frame = _frame(pixels[..., :3], "rgb24", number, work.rate).reformat(format="yuv420p")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _gif(pictures: Iterable[Pixels], path: Path, work: Animation) -> Path:
    with tempfile.TemporaryFile() as spool:
        count = 0

        def kept() -> Iterator[av.VideoFrame]:
            nonlocal count
            for pixels in pictures:
                spool.write(np.ascontiguousarray(pixels[..., :3]).tobytes())
                yield _frame(pixels[..., :3], "rgb24", count, work.rate)
                count += 1

        palette = _palette(kept(), work)

        def again() -> Iterator[av.VideoFrame]:
            spool.seek(0)
            size = work.width * work.height * 3
            for number in range(count):
                pixels = np.frombuffer(spool.read(size), np.uint8).reshape(work.height, work.width, 3)
                yield _frame(pixels, "rgb24", number, work.rate)

        with av.open(f"file:{path}", "w", format="gif", container_options={"loop": "0"}) as container:
            stream = container.add_stream("gif", rate=work.rate)
            assert isinstance(stream, VideoStream)
            stream.width, stream.height, stream.pix_fmt = work.width, work.height, "pal8"
            for frame in _painted(again(), palette, work):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


def _palette(frames: Iterable[av.VideoFrame], work: Animation) -> av.VideoFrame:
    """The 256 colours that serve all frames best."""
    graph = Graph()
    source = graph.add_buffer(width=work.width, height=work.height, format=_RGB, time_base=1 / work.rate)
    finder, sink = graph.add("palettegen", "stats_mode=full:reserve_transparent=0"), graph.add("buffersink")
    source.link_to(finder)
    finder.link_to(sink)
    graph.configure()
    for frame in frames:
        source.push(frame)
        with suppress(NothingYet, NothingMore):
            sink.pull()
    source.push(None)
    found = sink.pull()
    assert isinstance(found, av.VideoFrame)
    return found


def _painted(frames: Iterable[av.VideoFrame], palette: av.VideoFrame, work: Animation) -> Iterator[av.VideoFrame]:
    graph = Graph()
    source = graph.add_buffer(width=work.width, height=work.height, format=_RGB, time_base=1 / work.rate)
    colours = graph.add_buffer(width=palette.width, height=palette.height, format=_PALETTE, time_base=1 / work.rate)
    painter, sink = graph.add("paletteuse", _DITHER), graph.add("buffersink")
    source.link_to(painter, 0, 0)
    colours.link_to(painter, 0, 1)
    painter.link_to(sink)
    graph.configure()
    palette.pts, palette.time_base = 0, 1 / work.rate
    colours.push(palette)
    colours.push(None)
    for frame in frames:
        source.push(frame)
        yield from _ready(sink)
    source.push(None)
    yield from _ready(sink)


def _ready(sink: av.filter.context.FilterContext) -> Iterator[av.VideoFrame]:
    while True:
        try:
            made = sink.pull()
        except (NothingYet, NothingMore):
            return
        assert isinstance(made, av.VideoFrame)
        yield made
