"""Whatever an export can make: films, sound, animations, single pictures; each whole under its name or not at all.

What is written is read back before it gets its name. It must never leave a half of anything under the target's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from math import ceil
from pathlib import Path
from time import monotonic

import av
import cv2
import numpy as np

from studio.effect import Effects, Pixels
from studio.media.exporting.export import ExportCancelled, ExportResult, export
from studio.media.exporting.export_target import check_possible, clear_up, disk_sentence, part_of, remove
from studio.media.exporting.segment_store import SegmentStore
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.writing.animation import write_animation
from studio.media.writing.disk_room import refuse_without_room
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.export_sound import Level, has_sound, levelled, mixed
from studio.media.writing.limiter import held_down
from studio.media.writing.pictures_out import cut_to_shape, drawn_size, encoded_picture, write_sequence
from studio.media.writing.sound_file import LOSSLESS, played_file, write_sound_file
from studio.media.writing.works import Animation, PictureSequence, SoundFile, Still, Work
from studio.model import SAMPLE_RATE, ZERO, Project, Rate, Span, duration
from studio.render import Artist, plan
from studio.sentences import say

__all__ = ["export_any"]


def export_any(
    project: Project,
    target: str | Path,
    work: Work,
    *,
    effects: Effects,
    span: Span | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    store: SegmentStore | None = None,
) -> ExportResult:
    """Make `work` of `project` (or `span` of it) at `target`: a file, for a sequence of pictures a folder.

    `on_progress(done, total)` counts frames. Raises `MediaRefused` with what went wrong in words, or
    `ExportCancelled`; in both cases the target is as it was before.
    """
    target = Path(target).absolute()
    span = span if span is not None else Span(ZERO, duration(project))
    refuse_without_room(work, span.length, target, store.folder if store is not None else None)
    if isinstance(work, ExportSettings):
        return export(
            project, target, work, effects=effects, span=span, on_progress=on_progress, cancelled=cancelled, store=store
        )
    if isinstance(work, PictureSequence):
        _refuse_full_folder(target)
        check_possible(project, target / "00001.png", span, folder=target.parent)
    else:
        check_possible(project, target, span)
    part = part_of(target)
    clear_up(target)
    task = _Task(project, span, effects, on_progress, cancelled or _never)
    begun = monotonic()
    try:
        remove(part)
        frames, level = task.make(part, work)
        _prove(part, work, frames, task.seconds, target.name)
        result = ExportResult(
            path=str(target),
            frames=frames,
            frames_reused=0,
            pieces=0,
            pieces_reused=0,
            bytes=_size(part),
            took_s=monotonic() - begun,
            sound=level.facts() if level is not None else None,
        )
        if target.is_dir():
            target.rmdir()
        part.replace(target)
    except BaseException as problem:
        with suppress(OSError):
            remove(part)
        sentence = disk_sentence(problem, target)
        if sentence is not None:
            raise MediaRefused(sentence) from problem
        raise
    return result


def _never() -> bool:
    return False


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.iterdir()) if path.is_dir() else path.stat().st_size


def _refuse_full_folder(target: Path) -> None:
    if target.is_file():
        raise MediaRefused(say("“{name}” is a file. Choose a name for the folder.", name=target.name))
    if target.is_dir() and any(target.iterdir()):
        raise MediaRefused(say("The folder “{name}” holds files already. Choose a new name.", name=target.name))


class _Task:
    """One thing being made: draws or mixes, and listens for a cancel."""

    def __init__(
        self,
        project: Project,
        span: Span,
        effects: Effects,
        on_progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._project, self._span, self._effects = project, span, effects
        self._on_progress, self._cancelled = on_progress, cancelled

    @property
    def seconds(self) -> Fraction:
        """How long the stretch is."""
        return self._span.length

    def make(self, part: Path, work: Work) -> tuple[int, Level | None]:
        """Write `work` to `part`; how many frames it has (of the project's rate for sound), and its level."""
        match work:
            case SoundFile():
                return self._sound(part, work)
            case Animation():
                write_animation(self._pictures(work.rate, (work.width, work.height)), part, work)
                return ceil(self._span.length * work.rate), None
            case PictureSequence():
                part.mkdir()
                return write_sequence(self._pictures(work.rate, (work.width, work.height)), part), None
            case Still():
                part.write_bytes(self._still(work))
                return 1, None
        raise TypeError(f"{type(work).__name__} is made elsewhere")

    def _poll(self) -> None:
        if self._cancelled():
            raise ExportCancelled

    def _pictures(self, rate: Rate, size: tuple[int, int]) -> Iterator[Pixels]:
        artist = Artist(self._effects)
        total = ceil(self._span.length * rate)
        with MediaSources() as sources:
            for number in range(total):
                self._poll()
                yield artist.draw(plan(self._project, self._span.start + number / rate), sources, size)
                self._tell(number + 1, total)
            self._refuse_unreadable(sources)

    def _refuse_unreadable(self, sources: MediaSources) -> None:
        for asset in self._project.assets:
            if asset.path in sources.unreadable:
                raise MediaRefused(say("“{name}” could not be read to its end.", name=asset.name))

    def _tell(self, done: int, total: int) -> None:
        if self._on_progress is not None:
            self._on_progress(done, total)

    def _still(self, work: Still) -> bytes:
        artist = Artist(self._effects)
        canvas = self._project.canvas
        size = drawn_size((canvas.width, canvas.height), work)
        shown = plan(self._project, work.moment)
        with MediaSources() as sources:
            pixels = artist.draw(shown, sources, size)
            self._refuse_unreadable(sources)
        self._tell(1, 1)
        cut = cut_to_shape(pixels, work, artist.text_boxes(shown, size))
        return encoded_picture(cut, work.format, work.quality, work.max_bytes)

    def _sound(self, part: Path, work: SoundFile) -> tuple[int, Level | None]:
        if not has_sound(self._project):
            raise MediaRefused(say("Nothing in the video can be heard, so there is no sound to write."))
        first, count = round(self._span.start * SAMPLE_RATE), ceil(self._span.length * SAMPLE_RATE)
        frames = ceil(self._span.length * self._project.rate)
        chunks = mixed(self._project, first, count, self._effects, self._poll)

        def told() -> Iterator[np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
            done = 0
            for chunk in chunks:
                yield chunk
                done += len(chunk)
                self._tell(frames * done // count, frames)

        if work.loudness_lufs is None:
            write_sound_file(held_down(told()), part, work)
            return frames, None
        played = played_file if work.format not in LOSSLESS else None
        _, level = levelled(
            told(),
            work.loudness_lufs,
            work.true_peak_db,
            lambda made: write_sound_file(made, part, work),
            played,
            self._poll,
        )
        return frames, level


def _prove(part: Path, work: Work, frames: int, seconds: Fraction, name: str) -> None:
    if not _reads_back(part, work, frames, seconds):
        raise MediaRefused(say("“{name}” did not come out right, so it was not kept. Export it again.", name=name))


def _reads_back(part: Path, work: Work, frames: int, seconds: Fraction) -> bool:
    """Whether what was written is there: as long, as large, as many as it should be."""
    try:
        match work:
            case SoundFile():
                return abs(sum(len(chunk) for chunk in played_file(part)) - seconds * SAMPLE_RATE) < SAMPLE_RATE // 10
            case Animation():
                return _animated(part, work, frames)
            case PictureSequence():
                return len(list(part.glob("*.png"))) == frames
            case Still():
                found = cv2.imdecode(np.frombuffer(part.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
                return found is not None and found.shape[:2] == (work.height, work.width)
    except av.error.FFmpegError:
        return False
    raise TypeError(f"{type(work).__name__} is read back elsewhere")


def _animated(part: Path, work: Animation, frames: int) -> bool:
    """Equal pictures in a row may have become one that is shown longer, so frames are counted at most."""
    from PIL import Image

    with Image.open(part) as picture:
        return picture.size == (work.width, work.height) and 0 < getattr(picture, "n_frames", 1) <= frames
