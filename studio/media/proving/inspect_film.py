"""A finished film looked at later: the receipt of a file, against a project where one is given.

What cannot be known of a bare file (its plan) is left out. It must never change the file.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from studio.effect import Effects
from studio.media.open import open_media, refuse_damaged
from studio.media.proving.prove import prove
from studio.media.proving.receipt import Receipt
from studio.media.reading.streams import video_stream
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.wanted import Wanted
from studio.model import ZERO, Project, Span, duration

__all__ = ["receipt_of"]

_CODECS = {"h264": "h264", "hevc": "hevc", "vp9": "vp9", "prores": "prores"}
_CONTAINERS = {".webm": "webm", ".mov": "mov"}


def receipt_of(path: Path, project: Project | None, effects: Effects) -> Receipt:
    """The receipt of the film at `path`: all proofs against `project`, or those of the file by itself.

    Raises `MediaRefused` where it is no film.
    """
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None or not stream.average_rate:
            raise refuse_damaged(path)
        settings = ExportSettings(
            width=stream.width,
            height=stream.height,
            rate=Fraction(stream.average_rate),
            codec=_CODECS.get(stream.codec_context.name, "av1"),  # type: ignore[arg-type]
            container=_CONTAINERS.get(path.suffix.lower(), "mp4"),
        )
        pictures = sum(1 for packet in container.demux(stream) if packet.size)
    if project is not None:
        wanted = Wanted(project, Span(ZERO, duration(project)), settings, effects)
    else:
        wanted = Wanted(Project(id="film"), Span(ZERO, pictures / settings.rate), settings, effects)
    return prove(path, wanted, (), name=path.name, cancelled=_never, planned=project is not None)


def _never() -> bool:
    return False
