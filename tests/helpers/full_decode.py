"""The truth about a film's pictures: everything decoded once from the start, by PyAV alone and one thread."""

from __future__ import annotations

import random
from bisect import bisect_right
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import av.filter

from studio.media.open import open_media
from studio.media.reading.picture_digest import picture_digest
from studio.media.reading.picture_reader import PictureReader
from studio.media.reading.streams import file_start, video_stream

Shown = list[tuple[Fraction, int]]


def shown_pictures(path: Path, *, made_whole: bool = False) -> Shown:
    """When each picture begins, in seconds from the start of the file, and its digest. `made_whole`: deinterlaced."""
    found: Shown = []
    with open_media(path) as container:
        stream = video_stream(container)
        assert stream is not None
        start, base = file_start(container), stream.time_base
        decoder = stream.codec_context
        if stream.metadata.get("alpha_mode") == "1":
            decoder = av.codec.CodecContext.create("libvpx-vp9" if decoder.name == "vp9" else "libvpx", "r")
        else:
            stream.thread_type, stream.thread_count = "NONE", 1
        for frame in _whole(_frames(container, stream, decoder)) if made_whole else _frames(container, stream, decoder):
            found.append((frame.pts * base - start, picture_digest(frame)))
    return found


def _frames(container, stream, decoder):
    with suppress(av.error.FFmpegError):
        for packet in container.demux(stream):
            if packet.size:
                with suppress(av.error.FFmpegError):
                    yield from decoder.decode(packet)
    with suppress(av.error.FFmpegError):
        yield from decoder.decode(None)


def _whole(frames):
    graph, times = None, []
    for frame in frames:
        if graph is None:
            graph = av.filter.Graph()
            source = graph.add_buffer(
                width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base
            )
            graph.link_nodes(source, graph.add("bwdif", "send_frame:auto:interlaced"), graph.add("buffersink"))
            graph.configure()
        times.append(frame.pts)
        graph.vpush(frame)
        yield from _pulled(graph, times)
    if graph is not None:
        graph.vpush(None)
        yield from _pulled(graph, times)


def _pulled(graph, times):
    with suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            made = graph.vpull()
            made.pts = times.pop(0)
            yield made


def unequal_at(reader: PictureReader, shown: Shown, count: int, seed: int = 1) -> list[float]:
    """The moments, of `count` random ones, at which `reader` gives another picture than `shown` has."""
    begins = [begin for begin, _ in shown]
    last = begins[-1] + Fraction(1, 10)
    chance = random.Random(seed)
    wrong = []
    for _ in range(count):
        at = Fraction(chance.random()) * last
        if picture_digest(reader.frame_at(at)) != shown[max(0, bisect_right(begins, at) - 1)][1]:
            wrong.append(float(at))
    return wrong
