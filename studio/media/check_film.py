"""A film just written, read back: as many pictures as planned, of the right size and length, and they decode.

It must never repair: a film that fails is not handed out.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer

from studio.media.export_settings import ExportSettings
from studio.media.open import MediaRefused, open_media
from studio.media.streams import sound_stream, video_stream
from studio.sentences import say

__all__ = ["check_film"]

_DECODED_AT_EACH_END = 3


def check_film(path: Path, settings: ExportSettings, *, frames: int, has_sound: bool, name: str) -> None:
    """Nothing when the film at `path` is as it should be; `MediaRefused` otherwise."""
    try:
        with open_media(path) as container:
            good = _is_right(container, settings, frames=frames, has_sound=has_sound)
    except (MediaRefused, av.error.FFmpegError):
        good = False
    if not good:
        raise MediaRefused(say("“{name}” did not come out right, so it was not kept. Export it again.", name=name))


def _is_right(container: InputContainer, settings: ExportSettings, *, frames: int, has_sound: bool) -> bool:
    stream = video_stream(container)
    if stream is None or (sound_stream(container) is not None) != has_sound:
        return False
    if (stream.width, stream.height) != (settings.width, settings.height) or stream.time_base is None:
        return False
    times = sorted(packet.pts for packet in container.demux(stream) if packet.size and packet.pts is not None)
    step = 1 / settings.rate
    if len(times) != frames or times[0] != 0:
        return False
    half_tick = stream.time_base
    if any(abs(pts * half_tick - number * step) > half_tick for number, pts in enumerate(times)):
        return False
    return _decodes(container, times[0], times[-1], stream.time_base)


def _decodes(container: InputContainer, first: int, last: int, time_base: Fraction) -> bool:
    """Whether the first pictures and the last one come out."""
    stream = video_stream(container)
    assert stream is not None
    container.seek(first, stream=stream, backward=True)
    begun = 0
    for frame in container.decode(stream):
        begun += 1
        if begun >= _DECODED_AT_EACH_END or frame.pts == last:
            break
    container.seek(last, stream=stream, backward=True)
    shown = [frame.pts for frame in container.decode(stream)]
    return begun > 0 and bool(shown) and shown[-1] == last and time_base > 0
