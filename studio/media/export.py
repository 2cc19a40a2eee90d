"""A project written as a film: drawn in one thread, encoded in others, joined, checked, then given its name.

Pieces found in the store are not drawn again. The film grows beside the target and is renamed at the very
end, after it was read back. It must never leave anything under the target's name that is not whole.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from fractions import Fraction
from math import ceil
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event
from time import monotonic
from typing import TypeVar

import av
import msgspec
import numpy as np
import numpy.typing as npt

from studio.effect import Effects
from studio.media.check_film import check_film
from studio.media.export_settings import ExportSettings
from studio.media.export_sound import ExportedSound, SoundFacts, export_sound, has_sound, mixed
from studio.media.film_writer import FilmWriter
from studio.media.open import MediaRefused
from studio.media.picture_encoder import PictureEncoder, Piece
from studio.media.read import MediaSources
from studio.media.segments import SegmentStore, piece_frames, piece_key
from studio.model import SAMPLE_RATE, ZERO, Footage, Project, Span, all_clips, duration
from studio.render import RENDER_VERSION, Artist, Plan, plan, plan_bytes
from studio.sentences import Sentence, say

__all__ = ["ExportCancelled", "ExportResult", "export", "part_of"]

_QUEUED_FRAMES = 6
_ENCODERS = 2
_POLL_S = 0.1
_LONGEST = Fraction(24 * 60 * 60)

Planes = npt.NDArray[np.uint8]
Given = TypeVar("Given", Piece, ExportedSound | None)


class ExportCancelled(Exception):
    """The person stopped the export; nothing was left under the target's name."""


class ExportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: where, how much, how long it took, and how much of it was found in the store."""

    path: str
    frames: int
    frames_reused: int
    pieces: int
    pieces_reused: int
    bytes: int
    took_s: float
    sound: SoundFacts | None = None


def export(
    project: Project,
    target: str | Path,
    settings: ExportSettings,
    *,
    effects: Effects,
    span: Span | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    store: SegmentStore | None = None,
) -> ExportResult:
    """Write `project` (or `span` of it) to `target`.

    `on_progress(done, total)` counts frames; `cancelled()` is asked for every frame. Raises `MediaRefused` with
    what went wrong in words, or `ExportCancelled`; in both cases the target is as it was before.
    """
    target = Path(target).absolute()
    span = span if span is not None else Span(ZERO, duration(project))
    part = part_of(target)
    _check_possible(project, target, span)
    run = _Run(project, span, settings, effects, store, on_progress, cancelled or _never)
    try:
        result = run.write(part, target)
        part.replace(target)
    except BaseException as problem:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        sentence = _disk_sentence(problem, target)
        if sentence is not None:
            raise MediaRefused(sentence) from problem
        raise
    if store is not None:
        store.tidy()
    return result


def part_of(target: Path) -> Path:
    """Where the film grows: beside the target, hidden, always the same, so that a next try clears up after a crash."""
    return target.with_name(f".{target.name}.part")


def _never() -> bool:
    return False


def _check_possible(project: Project, target: Path, span: Span) -> None:
    if span.length <= 0:
        raise MediaRefused(say("There is nothing to export yet."))
    if duration(project) > _LONGEST:
        # Only a damaged or hostile file is that long, and even counting its frames would take for ever.
        raise MediaRefused(say("The project is longer than a day, so it cannot be exported."))
    if target.is_dir():
        raise MediaRefused(say("“{name}” is a folder. Choose a name for the video.", name=target.name))
    if not target.parent.is_dir():
        raise MediaRefused(say("The folder “{name}” is not there.", name=str(target.parent)))
    contents = [found.clip.content for found in all_clips(project)]
    used = {content.asset for content in contents if isinstance(content, Footage)}
    for asset in project.assets:
        if Path(asset.path).absolute() == target:
            raise MediaRefused(say("“{name}” is used in the video. Choose another name.", name=target.name))
        if asset.id in used and not Path(asset.path).is_file():
            raise MediaRefused(say("“{name}” is missing, so the video cannot be made whole.", name=asset.name))


def _disk_sentence(problem: BaseException, target: Path) -> Sentence | None:
    if not isinstance(problem, OSError | av.error.FFmpegError):
        return None
    code = getattr(problem, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT):
        return say("The disk is full. Make room and export again.")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say("The folder “{name}” cannot be written to. Choose another.", name=str(target.parent))
    if code == errno.ENOENT:
        return say(
            "What was written of “{name}” is gone: does another export write to the same name?", name=target.name
        )
    return say("“{name}” could not be written. Try another folder.", name=target.name)


class _Run:
    """One export under way."""

    def __init__(
        self,
        project: Project,
        span: Span,
        settings: ExportSettings,
        effects: Effects,
        store: SegmentStore | None,
        on_progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._project, self._span, self._settings = project, span, settings
        self._store, self._on_progress, self._cancelled = store, on_progress, cancelled
        self._artist = Artist(effects)
        self._effects = effects
        self._stop = Event()
        self._pieces = piece_frames(project, span, settings)
        self._total = ceil(span.length * settings.rate)
        self._samples = round(Fraction(self._total) / settings.rate * SAMPLE_RATE)
        self._done = 0
        self._reused_frames = 0
        self._reused_pieces = 0

    def write(self, part: Path, target: Path) -> ExportResult:
        """Draw, encode, join and check; the finished film lies at `part`."""
        begun = monotonic()
        sources = MediaSources()
        pool = ThreadPoolExecutor(_ENCODERS + 1, thread_name_prefix="export")
        try:
            sound = pool.submit(self._sound)
            self._join(part, pool, sources, sound)
            self._refuse_unreadable(sources)
        except BaseException:
            self._stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            sources.close()
        heard = sound.result()
        check_film(part, self._settings, frames=self._total, has_sound=heard is not None, name=target.name)
        return ExportResult(
            path=str(target),
            frames=self._total,
            frames_reused=self._reused_frames,
            pieces=len(self._pieces),
            pieces_reused=self._reused_pieces,
            bytes=part.stat().st_size,
            took_s=monotonic() - begun,
            sound=heard.facts() if heard is not None else None,
        )

    def _join(
        self, part: Path, pool: ThreadPoolExecutor, sources: MediaSources, sound: Future[ExportedSound | None]
    ) -> None:
        """Pieces in order into the film, while later ones are drawn."""
        writer: FilmWriter | None = None
        waiting: list[tuple[Future[Piece] | Piece, int]] = []
        try:
            for frames in self._pieces:
                waiting.append((self._piece(frames, pool, sources), len(frames)))
                while waiting and (len(waiting) > _ENCODERS or _is_there(waiting[0][0])) and sound.done():
                    writer = writer or self._writer(part, sound.result())
                    writer.add(self._given(waiting[0][0]), waiting.pop(0)[1])
            writer = writer or self._writer(part, self._given(sound))
            for piece, count in waiting:
                writer.add(self._given(piece), count)
            writer.close()
        except BaseException:
            if writer is not None:
                writer.abandon()
            raise

    def _writer(self, part: Path, sound: ExportedSound | None) -> FilmWriter:
        return FilmWriter(part, self._settings, sound.encoded if sound is not None else None, self._samples)

    def _given(self, made: Future[Given] | Given) -> Given:
        """What a worker made, while still listening for a cancel."""
        if not isinstance(made, Future):
            return made
        while True:
            self._poll()
            try:
                return made.result(timeout=_POLL_S)
            except TimeoutError:
                if made.done():
                    raise

    def _piece(self, frames: range, pool: ThreadPoolExecutor, sources: MediaSources) -> Future[Piece] | Piece:
        """A piece from the store, or drawn now and on its way through an encoder."""
        plans = [plan(self._project, self._span.start + frame / self._settings.rate) for frame in frames]
        key = ""
        if self._store is not None:
            key = piece_key([self._identity(each) for each in plans], self._settings, render_version=RENDER_VERSION)
            kept = self._store.get(key)
            if kept is not None and len(kept.packets) == len(frames):
                self._reused_pieces += 1
                self._reused_frames += len(frames)
                self._advance(len(frames))
                return kept
        pictures: Queue[Planes | None] = Queue(_QUEUED_FRAMES)
        coming = pool.submit(self._encode, pictures, key)
        for each in plans:
            self._hand_over(pictures, self._drawn(each, sources), coming)
            self._advance(1)
        self._hand_over(pictures, None, coming)
        return coming

    def _identity(self, moment: Plan) -> bytes:
        """All that decides the picture: the plan, and the very fonts its titles are set in."""
        return plan_bytes(moment) + "".join(self._artist.font_digests(moment)).encode()

    def _drawn(self, moment: Plan, sources: MediaSources) -> Planes:
        size = (self._settings.width, self._settings.height)
        draw = self._artist.draw_i420 if self._settings.planar else self._artist.draw
        return draw(moment, sources, size)

    def _hand_over(self, pictures: Queue[Planes | None], picture: Planes | None, coming: Future[Piece]) -> None:
        while True:
            self._poll()
            try:
                pictures.put(picture, timeout=_POLL_S)
            except Full:
                if coming.done():
                    coming.result()  # an encoder that gave up says why
            else:
                return

    def _encode(self, pictures: Queue[Planes | None], key: str) -> Piece:
        """Runs in a worker: one piece through one encoder."""
        encoder = PictureEncoder(self._settings)
        while True:
            try:
                picture = pictures.get(timeout=_POLL_S)
            except Empty:
                if self._stop.is_set():
                    raise ExportCancelled from None
                continue
            if self._stop.is_set():
                raise ExportCancelled
            if picture is None:
                break
            encoder.add(picture)
        piece = encoder.finish()
        if self._store is not None and key:
            self._store.put(key, piece)
        return piece

    def _sound(self) -> ExportedSound | None:
        """Runs in a worker: the whole sound, mixed and encoded in one piece; None where nothing sounds."""
        if not has_sound(self._project):
            return None
        first = round(self._span.start * SAMPLE_RATE)
        return export_sound(mixed(self._project, first, self._samples, self._effects, self._halt), self._settings)

    def _halt(self) -> None:
        if self._stop.is_set():
            raise ExportCancelled

    def _advance(self, frames: int) -> None:
        self._done += frames
        if self._on_progress is not None:
            self._on_progress(self._done, self._total)

    def _poll(self) -> None:
        if self._cancelled():
            raise ExportCancelled

    def _refuse_unreadable(self, sources: MediaSources) -> None:
        for asset in self._project.assets:
            if asset.path in sources.unreadable:
                raise MediaRefused(say("“{name}” could not be read to its end.", name=asset.name))


def _is_there(piece: Future[Piece] | Piece) -> bool:
    return piece.done() if isinstance(piece, Future) else True
