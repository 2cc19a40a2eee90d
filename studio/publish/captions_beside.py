"""The captions as a file beside the film, in the time of what was exported.

It must never write anything but that file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from studio.files.subtitles import write_subtitles
from studio.model import Cue, Project, Span, captions_of

__all__ = ["CAPTION_FILES", "cues_within", "write_captions_beside"]

CAPTION_FILES = ("srt", "vtt")
"""What platforms and players take beside a film."""


def write_captions_beside(
    project: Project, film: Path, kinds: Iterable[str], span: Span | None = None
) -> tuple[Path, ...]:
    """The files written beside `film`, of its name: `kinds` of `CAPTION_FILES`. None where nothing is said in `span`.

    Raises `FileRefused` where one cannot be written.
    """
    cues = cues_within(captions_of(project), span)
    files = tuple(film.with_suffix(f".{kind}") for kind in kinds) if cues else ()
    for file in files:
        write_subtitles(file, cues)
    return files


def cues_within(cues: tuple[Cue, ...], span: Span | None) -> tuple[Cue, ...]:
    """The captions as they stand in a film of nothing but `span`; all of them without one."""
    if span is None:
        return cues
    found = []
    for cue in cues:
        start, end = max(cue.span.start, span.start), min(cue.span.end, span.end)
        if start < end:
            starts = tuple(max(begin, start) - span.start for begin in cue.starts)
            found.append(cue._replace(span=Span(start - span.start, end - start), starts=starts))
    return tuple(found)
