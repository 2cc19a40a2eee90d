"""One export under way: several lanes draw and encode pieces, and what they made is joined in order.

A lane is a thread with its own decoders that takes a few pieces in a row. Pieces found in the store are not drawn
again; untouched stretches are copied from their source. It must never give a film its name: that is for who proves it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from threading import Condition, Thread, get_ident
from time import monotonic

import msgspec
import numpy as np
import numpy.typing as npt

from studio.media.exporting.ahead import ahead
from studio.media.exporting.segment_store import SegmentStore
from studio.media.exporting.segments import piece_frames, piece_key, sound_key
from studio.media.exporting.stuck import Movement
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.writing.copying import CopiedGroup, Copies, PacketReader, find_copies
from studio.media.writing.export_sound import SoundFacts, export_sound, has_sound, mixed
from studio.media.writing.film_writer import FilmWriter
from studio.media.writing.picture_encoder import PictureEncoder, Piece
from studio.media.writing.sound_encoder import EncodedSound
from studio.media.writing.wanted import ExportCancelled, Part, SourceWatch, Wanted
from studio.render import RENDER_VERSION, Artist, Plan, plan_bytes, sound_plan, sound_plan_bytes
from studio.sentences import say

__all__ = ["ExportRun"]

_POLL_S = 0.1
_BLOCK_S = 8
_END_S = 10.0
_HELD_BYTES = 200_000_000
_KEPT_BYTES = 48_000_000
"""Little: an export goes forward, and looks back at most where a clip runs backwards."""
_DECODING_BYTES, _BYTES_A_PIXEL = 600_000_000, 28

Picture = npt.NDArray[np.uint8]


class _Made(msgspec.Struct):
    """What a lane made."""

    part: Part
    piece: Piece


class ExportRun:
    """One export: `write` makes the film, `prepare` only fills the store. Use once.

    `on_progress(done, total)` counts frames, from whichever thread drew them; `cancelled()` is asked for every frame.
    """

    def __init__(
        self,
        wanted: Wanted,
        store: SegmentStore | None,
        *,
        on_progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool],
        lanes: int | None = None,
    ) -> None:
        self._wanted, self._settings = wanted, wanted.settings
        self._store, self._on_progress, self._cancelled = store, on_progress, cancelled
        self._artist = Artist(wanted.effects)
        self._watch = SourceWatch(wanted.assets)
        self._lanes = lanes or _lanes(max((asset.width * asset.height for asset in wanted.assets), default=0))
        self._copies = Copies()
        self._pieces: list[range] = []
        self._blocks: deque[range] = deque()
        self._made: dict[int, _Made] = {}
        self._held = 0
        self._needed = 0
        self._sound: EncodedSound | None = None
        self.sound_facts: SoundFacts | None = None
        self._sound_is_there = False
        self._changed = Condition()
        self._failure: BaseException | None = None
        self._over = False
        self._done = 0
        self._movement = Movement()
        self._at: dict[int, int] = {}

    def write(self, path: Path) -> tuple[Part, ...]:
        """Draw, encode and join into the file `path`: what it is put together from, in order.

        Raises `MediaRefused`, `ExportCancelled` or `OSError`; what lies at `path` is then worth nothing.
        """
        with self._working(sound=True):
            return self._join(path)

    def prepare(self) -> None:
        """Make every piece and the sound for the store alone."""
        with self._working(sound=True):
            for number in range(len(self._pieces)):
                self._take(number)
            self._wait(lambda: self._sound_is_there)

    # -- the main thread

    @contextmanager
    def _working(self, *, sound: bool) -> Iterator[None]:
        """The lanes at work while the block runs; afterwards they are over, whatever happened."""
        threads: list[Thread] = []

        def begin(work: Callable[[], None]) -> None:
            thread = Thread(target=self._guarded, args=(work,), name="export", daemon=True)
            threads.append(thread)
            thread.start()

        try:
            # The sound takes longest where pictures are copied, and needs to know nothing of them.
            if sound:
                begin(self._make_sound)
            self._cut()
            for _ in range(min(self._lanes, len(self._blocks))):
                begin(self._lane)
            yield
        finally:
            with self._changed:
                self._over = True
                self._changed.notify_all()
            until = monotonic() + _END_S
            for thread in threads:
                # One that hangs in a decoder ends with the process.
                thread.join(max(0.0, until - monotonic()))

    def _cut(self) -> None:
        """Find what can be copied, and deal out the rest."""
        wanted = self._wanted
        if self._settings.copy:
            self._copies = find_copies((wanted.plan(frame) for frame in range(wanted.frames)), self._settings)
            self._movement.moved()
        pieces = piece_frames(wanted.project, wanted.span, self._settings)
        self._pieces = list(_without(pieces, self._copies.groups))
        # A short film is dealt out so that every lane has as much to do.
        each = Fraction(sum(map(len, self._pieces)), self._lanes)
        self._blocks = deque(_blocks(self._pieces, min(_BLOCK_S * self._settings.rate, each)))

    def _join(self, path: Path) -> tuple[Part, ...]:
        self._wait(lambda: self._sound_is_there)
        copies = self._copies
        writer = FilmWriter(path, self._settings, self._sound, self._wanted.samples, copies)
        reader = PacketReader(copies.parameter_sets)
        parts: list[Part] = []
        run: int | None = None
        try:
            for stretch in sorted([*range(len(self._pieces)), *copies.groups], key=self._start_of):
                if isinstance(stretch, CopiedGroup):
                    self._go_on()
                    piece, part = self._copied(reader, stretch), Part(stretch.frames, "copied")
                    self._advance(len(stretch.frames))
                else:
                    made = self._take(stretch)
                    piece, part = made.piece, made.part
                writer.add(piece, len(part.frames))
                if parts and isinstance(stretch, CopiedGroup) and stretch.run == run:
                    parts[-1] = Part(range(parts[-1].frames.start, part.frames.stop), "copied")
                else:
                    parts.append(part)
                run = stretch.run if isinstance(stretch, CopiedGroup) else None
            self._watch.refuse_changed()
            writer.close()
        except BaseException:
            writer.abandon()
            raise
        finally:
            reader.close()
        return tuple(parts)

    def _start_of(self, stretch: int | CopiedGroup) -> int:
        return stretch.frames.start if isinstance(stretch, CopiedGroup) else self._pieces[stretch].start

    def _copied(self, reader: PacketReader, group: CopiedGroup) -> Piece:
        try:
            return reader.piece(group)
        except ValueError as problem:
            self._watch.refuse_changed()
            raise MediaRefused(say("“{name}” could not be read to its end.", name=Path(group.path).name)) from problem

    def _take(self, number: int) -> _Made:
        """Piece `number`, as soon as it is there."""
        self._needed = number
        self._wait(lambda: number in self._made)
        with self._changed:
            made = self._made.pop(number)
            self._held -= _size(made.piece)
            self._changed.notify_all()
        return made

    def _wait(self, there: Callable[[], bool]) -> None:
        """Until `there()`. Raises what a lane raised, `ExportCancelled`, or `MediaRefused` when nothing moves."""
        with self._changed:
            self._changed.notify_all()
            while not there():
                self._go_on()
                if self._failure is not None:
                    raise self._failure
                if self._movement.stuck:
                    raise self._stuck()
                self._changed.wait(_POLL_S)

    def _stuck(self) -> MediaRefused:
        at = min(self._at.values(), default=0)
        where = f"{float(self._wanted.moment(at)):.1f}"
        return MediaRefused(
            say("Nothing moved for a minute at {time} s of the video, so the export was stopped.", time=where)
        )

    # -- every thread

    def _go_on(self) -> None:
        if self._over or self._cancelled():
            raise ExportCancelled

    def _advance(self, frames: int) -> None:
        with self._changed:
            self._go_on()
            self._done += frames
            self._movement.moved()
            if self._on_progress is not None:
                self._on_progress(self._done, self._wanted.frames)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as problem:  # noqa: BLE001  (whatever it was, the main thread raises it)
            with self._changed:
                self._failure = self._failure or problem
                self._changed.notify_all()

    # -- lanes

    def _lane(self) -> None:
        with MediaSources(kept_bytes=_KEPT_BYTES) as sources:
            while (block := self._next_block()) is not None:
                for number in block:
                    self._hold_back(number)
                    made = self._make(self._pieces[number], sources)
                    with self._changed:
                        self._made[number] = made
                        self._held += _size(made.piece)
                        self._changed.notify_all()
        self._at.pop(get_ident(), None)

    def _next_block(self) -> range | None:
        with self._changed:
            return self._blocks.popleft() if self._blocks else None

    def _hold_back(self, number: int) -> None:
        """Wait while very much lies here that nobody took yet, but never with the piece all wait for."""
        with self._changed:
            while self._held > _HELD_BYTES and number != self._needed:
                self._go_on()
                self._changed.wait(_POLL_S)

    def _make(self, frames: range, sources: MediaSources) -> _Made:
        """A piece from the store, or drawn and encoded now."""
        plans = [self._wanted.plan(frame) for frame in frames]
        key = self._key(plans) if self._store is not None else ""
        kept = self._store.get(key) if self._store is not None else None
        if kept is not None and len(kept.packets) == len(frames):
            self._advance(len(frames))
            return _Made(Part(frames, "kept", key), kept)
        encoder = PictureEncoder(self._settings, parameter_set=self._copies.free_number)
        for frame, each in zip(frames, plans, strict=True):
            self._go_on()
            self._at[get_ident()] = frame
            encoder.add(self._drawn(each, sources))
            self._advance(1)
        piece = encoder.finish()
        self._refuse_unreadable(sources)
        self._watch.refuse_changed()
        if self._store is not None:
            self._store.put(key, piece)
        return _Made(Part(frames, "drawn", key), piece)

    def _key(self, plans: list[Plan]) -> str:
        """All that decides the piece: the plans, the very fonts of their titles, the code of effects from elsewhere."""
        identities = [self._identity(plan_bytes(each), each) for each in plans]
        version = (RENDER_VERSION, self._copies.free_number)
        return piece_key(identities, self._settings, render_version=version)

    def _identity(self, planned: bytes, each: Plan) -> bytes:
        fonts = "".join(self._artist.font_digests(each))
        return planned + (fonts + self._wanted.effects.codes_named(planned)).encode()

    def _drawn(self, moment: Plan, sources: MediaSources) -> Picture:
        draw = self._artist.draw_i420 if self._settings.planar else self._artist.draw
        return draw(moment, sources, (self._settings.width, self._settings.height))

    def _refuse_unreadable(self, sources: MediaSources) -> None:
        for asset in self._wanted.project.assets:
            if asset.path in sources.unreadable:
                self._watch.refuse_changed()
                raise MediaRefused(say("“{name}” could not be read to its end.", name=asset.name))

    # -- sound

    def _make_sound(self) -> None:
        """The whole sound in one piece, from the store or mixed and encoded; nothing where nothing sounds."""
        sound, facts = self._whole_sound() if has_sound(self._wanted.project) else (None, None)
        with self._changed:
            self._sound, self.sound_facts, self._sound_is_there = sound, facts, True
            self._changed.notify_all()

    def _whole_sound(self) -> tuple[EncodedSound, SoundFacts | None]:
        wanted, store = self._wanted, self._store
        heard = sound_plan(wanted.project, wanted.first_sample, wanted.samples)
        key = sound_key(sound_plan_bytes(heard), self._settings, render_version=RENDER_VERSION)
        kept = store.get_sound(key) if store is not None else None
        if kept is not None:
            return kept
        chunks = mixed(wanted.project, wanted.first_sample, wanted.samples, wanted.effects, self._heartbeat)
        made = export_sound(ahead(chunks), self._settings, self._heartbeat)
        self._watch.refuse_changed()
        if store is not None:
            store.put_sound(key, made.encoded, made.facts())
        return made.encoded, made.facts()

    def _heartbeat(self) -> None:
        self._go_on()
        self._movement.moved()


def _lanes(largest: int) -> int:
    """How many pieces are drawn at a time: each lane's decoder and encoder have two threads of their own.

    Fewer where the largest film has very many pixels (`largest`), for each lane holds about 18 decoded pictures.
    """
    room = _DECODING_BYTES // (_BYTES_A_PIXEL * largest) if largest else 8
    return max(2, min(8, (os.cpu_count() or 2) // 2, room))


def _size(piece: Piece) -> int:
    return sum(len(coded.data) for coded in piece.packets)


def _without(pieces: Iterable[range], groups: Sequence[CopiedGroup]) -> Iterator[range]:
    """What of the pieces is not copied."""
    number = 0
    for piece in pieces:
        start = piece.start
        while number < len(groups) and groups[number].frames.start < piece.stop:
            copied = groups[number].frames
            if copied.start > start:
                yield range(start, copied.start)
            start = max(start, min(piece.stop, copied.stop))
            if copied.stop > piece.stop:
                break
            number += 1
        if start < piece.stop:
            yield range(start, piece.stop)


def _blocks(pieces: Sequence[range], frames: Fraction) -> Iterator[range]:
    """Numbers of pieces in rows of about `frames` frames, so that a lane reads its files on and on."""
    begin = 0
    for number, piece in enumerate(pieces):
        if piece.stop - pieces[begin].start >= frames or number == len(pieces) - 1:
            yield range(begin, number + 1)
            begin = number + 1
