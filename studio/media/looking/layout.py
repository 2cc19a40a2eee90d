"""How a finished film's file is laid out: where its index lies, edit lists, colour tags, key frames, how streams end.

It must never decode: boxes and packets tell all of it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import msgspec

from studio.media.looking.mp4_boxes import box_names
from studio.media.open import open_media
from studio.media.reading.streams import sound_stream, video_stream
from studio.model import Time

__all__ = ["FilmLayout", "film_layout"]

_UNSPECIFIED = (0, 2)
_HDR = (16, 18)
_MP4 = frozenset({".mp4", ".m4v", ".mov"})


class FilmLayout(msgspec.Struct, frozen=True, kw_only=True):
    """`index_first` and `edit_lists` are None for files that are no MP4 or MOV. `tagged`: primaries, curve and matrix
    are all named. `hdr`: the curve is PQ or HLG. `key_frame_gap` is the longest time between key frames,
    `ends_apart` how far the ends of picture and sound lie apart (0 without sound)."""

    index_first: bool | None = None
    edit_lists: int | None = None
    tagged: bool = True
    hdr: bool = False
    key_frame_gap: Time = Fraction(0)
    ends_apart: Time = Fraction(0)


def film_layout(path: str | Path) -> FilmLayout:
    """How the film at `path` is laid out. Raises `MediaRefused` when it cannot be opened."""
    path = Path(path).absolute()
    names = _boxes(path)
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None or stream.time_base is None:
            return FilmLayout()
        context = stream.codec_context
        tags = (context.color_primaries, context.color_trc, context.colorspace)
        sound = sound_stream(container)
        keys: list[int] = []
        end = sound_end = Fraction(0)
        for packet in container.demux([stream] if sound is None else [stream, sound]):
            if packet.pts is None or packet.time_base is None:
                continue
            packet_end = (packet.pts + (packet.duration or 0)) * packet.time_base
            if packet.stream.index != stream.index:
                sound_end = max(sound_end, packet_end)
                continue
            end = max(end, packet_end)
            if packet.is_keyframe:
                keys.append(packet.pts)
        times = [*(pts * stream.time_base for pts in sorted(keys)), end]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        return FilmLayout(
            index_first=_index_first(names),
            edit_lists=names.count("elst") if names is not None else None,
            tagged=not any(int(tag) in _UNSPECIFIED for tag in tags),
            hdr=int(context.color_trc) in _HDR,
            key_frame_gap=max(gaps, default=Fraction(0)),
            ends_apart=abs(end - sound_end) if sound is not None else Fraction(0),
        )


def _boxes(path: Path) -> list[str] | None:
    if path.suffix.lower() not in _MP4:
        return None
    try:
        return box_names(path)
    except (OSError, ValueError):
        return None


def _index_first(names: list[str] | None) -> bool | None:
    if names is None or "moov" not in names or "mdat" not in names:
        return None
    return names.index("moov") < names.index("mdat")
