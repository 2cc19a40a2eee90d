"""Which streams of a file count, when the file starts, and how its pictures are held.

It must never decode more than the one frame it is shown.
"""

from __future__ import annotations

from fractions import Fraction

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.sidedata.sidedata import SideData, SideDataContainer
from av.stream import Discard, Disposition, Stream
from av.video.stream import VideoStream

from studio.media.open import usable_stream
from studio.media.reading.turning import UPRIGHT, Turn, turn_of_matrix, turn_of_rotation
from studio.model import Rate, Time

__all__ = [
    "file_start",
    "is_cover",
    "is_dolby_vision",
    "keep_only",
    "pixel_aspect",
    "side_data",
    "sound_stream",
    "stream_rate",
    "turn_of_frame",
    "video_stream",
]

_FASTEST = 240


def video_stream(container: InputContainer) -> VideoStream | None:
    """The stream of moving pictures: no cover art, no track of a few large stills beside the film."""
    streams = [stream for stream in container.streams.video if usable_stream(stream) and not is_cover(stream)]
    return max(streams, key=_film_likeness, default=None)


def is_cover(stream: Stream) -> bool:
    """Whether it is the picture on a record's sleeve."""
    return bool(stream.disposition & Disposition.attached_pic)


def _film_likeness(stream: VideoStream) -> tuple[bool, bool, int]:
    """A real rate first, then the default track, then the larger picture."""
    moving = float(stream.average_rate or 0) >= 5 or stream.frames > 5
    return moving, bool(stream.disposition & Disposition.default), stream.width * stream.height


def sound_stream(container: InputContainer, track: int = 0) -> AudioStream | None:
    """The stream of sound one hears: the default one, otherwise the first. `track` asks for another, from 1 on; where
    there are not so many, the one that is heard without asking."""
    streams = [stream for stream in container.streams.audio if usable_stream(stream) and stream.sample_rate > 0]
    if 1 <= track <= len(streams):
        return streams[track - 1]
    return next((stream for stream in streams if stream.disposition & Disposition.default), next(iter(streams), None))


def file_start(container: InputContainer) -> Time:
    """The moment source time 0 stands for: the earliest start of the picture and sound that are used."""
    starts = [
        stream.start_time * stream.time_base
        for stream in (video_stream(container), sound_stream(container))
        if stream is not None and stream.start_time is not None and stream.time_base is not None
    ]
    return min(starts, default=Fraction(0))


def keep_only(container: InputContainer, kept: VideoStream | AudioStream) -> None:
    """Let the demuxer skip everything but `kept`."""
    for stream in container.streams:
        if stream.index != kept.index:
            stream.discard = Discard.all


def stream_rate(stream: VideoStream) -> Rate:
    """The average rate the header gives; 0 where it gives none that can be true."""
    rate = stream.average_rate or stream.guessed_rate
    return Fraction(rate) if rate and 0 < rate <= _FASTEST else Fraction(0)


def pixel_aspect(stream: VideoStream) -> float:
    """How wide a pixel is for its height."""
    aspect = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    return float(aspect) if aspect else 1.0


def side_data(frame: av.VideoFrame) -> SideDataContainer:
    """What lies beside a frame, each with its kind; `ValueError` where PyAV does not know a kind.

    The frame's own `side_data` would tie it into a ring with what it gives: such a picture is freed only by the
    collector, and with it stays what its decoder had.
    """
    return SideDataContainer(frame)  # type: ignore[call-arg]  # PyAV's stubs leave the constructor out


def turn_of_frame(frame: av.VideoFrame) -> Turn:
    """How the camera was held, by the display matrix that comes with the frame."""
    try:
        matrix = side_data(frame).get("DISPLAYMATRIX")
    except ValueError:
        # PyAV does not know every kind of side data that may lie beside the matrix; the angle is still given.
        return turn_of_rotation(frame.rotation)
    return turn_of_matrix(bytes(matrix)) if isinstance(matrix, SideData) else UPRIGHT


def is_dolby_vision(frame: av.VideoFrame) -> bool:
    """Whether Dolby's own description of its colours comes with the frame."""
    try:
        return side_data(frame).get("DOVI_METADATA") is not None
    except ValueError:
        return False  # side data that PyAV does not know: photos have such, films of Dolby's have not
