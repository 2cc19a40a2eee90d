"""Pictures and samples of a project's files, for one thread: what the renderer asks through `Sources`.

Keeps a few decoders open for each file, so that two clips of one file do not fight over one, and
closes those not used for long. Each worker makes its own and asks it alone; a preview's decoders may be closed by
another that needs their room, never while they work. It must never be shared between threads otherwise.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from math import inf
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import Self, TypeVar

import av
from av.video.reformatter import VideoReformatter

from studio.effect import Samples
from studio.files.looked_into import asked_again
from studio.media.open import MediaRefused
from studio.media.proxies.open_proxies import OpenProxies, covers, file_state
from studio.media.proxies.proxy_store import ProxyStore
from studio.media.reading.frame import MediaFrame, Shape, size_for_box
from studio.media.reading.index import FileIndex, index_of, kept_index
from studio.media.reading.kept_frames import KeptFrames
from studio.media.reading.lottie import LottieFrame, LottiePictures, is_lottie
from studio.media.reading.picture_reader import PictureReader
from studio.media.reading.sound_reader import SoundReader
from studio.media.reading.stills import read_still
from studio.model import Asset, Time
from studio.render.shared_room import ROOM

__all__ = ["MediaSources"]

_READERS_PER_FILE = 3
_FILES_OPEN, _FILES_STAY = 10, 2
_READERS_BYTES = 400_000_000
_STILLS_KEPT = 4
_STILLS_KEPT_BYTES = 256_000_000
_PATIENCE_S = 20.0
_LOOK_AGAIN_S = 1.0
# In a preview, decoders not asked for so long are closed: the second and third of a film, and the last of it.
# A decoder never gives back the memory of the most pictures it ever had out, those kept for looking back among them.
_SPARE_IDLE_S, _FILM_IDLE_S = 10.0, 60.0
# A jump that costs more than this many seconds of decoding may be worth a second reader on the same file,
_JUMP_S = 0.3
# if it goes on from where the reader jumped from before, but for so many seconds.
_BACK_S = 0.25

Key = TypeVar("Key")
Kept = TypeVar("Kept")


class MediaSources:
    """Implements `studio.render.sources.Sources` on real files. Call `close` when done.

    A file that is missing, damaged or changed into something else gives None, and is tried again once it changed.
    With `proxies`, which is for previews alone, a film's proxy serves where the box is no larger than it; where
    `quick` is set, it serves any box. `enough`, where it is set, is asked between decoded pictures: once it says so,
    the picture reached so far is given. `settled` turns False when a picture was not the very one asked for, or
    coarser than the box; whoever wants to know sets it to True before. `indexes` is the folder in which the indexes
    of films are kept; without it only short films have one. `kept_bytes` of pictures are kept for looking back.
    `sparse` is for few pictures far apart, as in a proof: each is decoded by itself.
    At most `readers` decoders are opened on one film.
    For a `preview`, files that change on disk are opened anew, and nobody waits for ever for a picture; an export
    waits, and keeps what it has open.
    """

    def __init__(
        self,
        *,
        threads: int = 2,
        proxies: ProxyStore | None = None,
        quick: bool = False,
        indexes: Path | None = None,
        kept_bytes: int = 160_000_000,
        preview: bool = False,
        sparse: bool = False,
        readers: int = _READERS_PER_FILE,
    ) -> None:
        self._at_work = RLock()
        self._most_readers = readers
        self._threads, self._sparse = threads, sparse
        self._preview = preview
        self._until = inf
        self._looked: dict[str, tuple[float, tuple[int, int] | None]] = {}
        self.quick = quick
        self.enough: Callable[[], bool] | None = None
        self.settled = True
        self._left: dict[str, Time] = {}
        self._proxies = OpenProxies(proxies) if proxies is not None else None
        self._indexes = indexes
        self._scaler = VideoReformatter()
        self._kept = KeptFrames(kept_bytes * 3 // 5)
        self._most_bytes = kept_bytes * 2 // 5
        self._pictures: OrderedDict[str, list[PictureReader]] = OrderedDict()
        self._sounds: OrderedDict[tuple[str, int], SoundReader] = OrderedDict()
        self._stills: OrderedDict[str, tuple[av.VideoFrame, Shape]] = OrderedDict()
        self._frames: OrderedDict[tuple[str, int, tuple[int, int]], MediaFrame] = OrderedDict()
        self._lotties: OrderedDict[str, LottiePictures] = OrderedDict()
        self._failed: dict[str, tuple[tuple[int, int] | None, int]] = {}
        self._asked_at = monotonic()
        self._weighed = 0
        """What it held after the work before this one."""
        if preview:
            ROOM.join(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back every file and decoder. The sources may be used again; they open what they need."""
        with self._at_work:
            self._close()

    def _close(self) -> None:
        for readers in self._pictures.values():
            for reader in readers:
                reader.close()
        for sound in self._sounds.values():
            sound.close()
        if self._proxies is not None:
            self._proxies.close()
        for kept in (
            self._pictures,
            self._sounds,
            self._stills,
            self._lotties,
            self._frames,
            self._failed,
            self._looked,
        ):
            kept.clear()

    def give_up(self) -> None:
        """Let whatever is being decoded end soon: from any thread, when nobody wants the pictures any more."""
        self._until = -inf

    @property
    def unreadable(self) -> frozenset[str]:
        """The paths that could not be read when last asked."""
        return frozenset(self._failed)

    # -- pictures

    def picture(self, asset: Asset, at: Time, box: tuple[int, int]) -> MediaFrame | LottieFrame | None:
        """The picture `asset` shows at source time `at`, covering `box`; None when it cannot be read."""
        with self._at_work:
            try:
                return self._picture(asset, at, box)
            finally:
                self._weigh()

    def _picture(self, asset: Asset, at: Time, box: tuple[int, int]) -> MediaFrame | LottieFrame | None:
        self._begin(asset.path)
        if asset.kind == "video" and is_lottie(asset.path):
            return self._attempt(asset.path, lambda: self._lottie(asset.path).frame_at(at, box))
        if asset.kind == "photo":
            found = self._attempt(asset.path, lambda: self._still(asset.path))
        else:
            small = self._proxies.frame(asset, at, box, any_box=self.quick) if self._proxies is not None else None
            if small is not None and self.quick and not covers(small[1], box):
                self.settled = False
            found = small or self._attempt(asset.path, lambda: self._film(asset.path, at))
        if found is None:
            return None
        frame, shape = found
        return self._framed(asset.path, frame, shape, size_for_box(shape.shown, box))

    def _lottie(self, path: str) -> LottiePictures:
        return _kept(self._lotties, path, _FILES_OPEN, lambda: LottiePictures(path), LottiePictures.close)

    def _framed(self, path: str, frame: av.VideoFrame, shape: Shape, size: tuple[int, int]) -> MediaFrame:
        key = (path, id(frame), size)
        known = self._frames.get(key)
        if known is not None:
            self._frames.move_to_end(key)
            return known
        made = MediaFrame(frame, shape, size, self._scaler)
        self._frames[key] = made
        held = sum(self._bytes_held(frame) for frame in self._frames.values())
        while held > self._most_bytes and len(self._frames) > 1:
            _, oldest = self._frames.popitem(last=False)
            held -= self._bytes_held(oldest)
        return made

    def _bytes_held(self, frame: MediaFrame) -> int:
        """What goes when the frame is given up: a decoded picture that is kept for looking back stays anyway."""
        return frame.bytes_made + (0 if self._kept.holds(frame.decoded) else _bytes_of(frame.decoded))

    def _still(self, path: str) -> tuple[av.VideoFrame, Shape]:
        found = _kept(self._stills, path, _STILLS_KEPT, lambda: read_still(path), _nothing)
        while (
            len(self._stills) > 1 and sum(_bytes_of(frame) for frame, _ in self._stills.values()) > _STILLS_KEPT_BYTES
        ):
            self._stills.popitem(last=False)
        return found

    def _film(self, path: str, at: Time) -> tuple[av.VideoFrame, Shape]:
        readers = _kept(self._pictures, path, _FILES_OPEN, list, _close_all)
        nearest = min(readers, key=lambda reader: reader.cost(at), default=None)
        if nearest is not None and not nearest.indexed and nearest.cost(at) > _JUMP_S:
            nearest = self._indexed_now(path, readers) or nearest
        if nearest is None or (len(readers) < self._most_readers and self._bounces(path, nearest, at)):
            nearest = self._new_reader(path, readers, index_of(path, self._indexes))
            self._close_some()
        else:
            # The one used last stands last, so that the one used least is the first to be moved elsewhere.
            readers.remove(nearest)
            readers.append(nearest)
        nearest.asked_at = monotonic()
        frame = nearest.frame_at(at, self._spent)
        self.settled = self.settled and nearest.settled
        return frame, nearest.shape

    def _new_reader(self, path: str, readers: list[PictureReader], index: FileIndex | None) -> PictureReader:
        made = PictureReader(path, threads=self._threads, kept=self._kept, index=index, sparse=self._sparse)
        readers.append(made)
        return made

    def _indexed_now(self, path: str, readers: list[PictureReader]) -> PictureReader | None:
        """A reader that knows the film's index, where one was made since the film was opened."""
        index = kept_index(path, self._indexes) if self._indexes is not None else None
        if index is None:
            return None
        _close_all(readers)
        readers.clear()
        return self._new_reader(path, readers, index)

    def _close_some(self) -> None:
        """Close the films not used for long while all decoders together hold very much; two stay open anyway."""
        while len(self._pictures) > _FILES_STAY:
            held = sum(reader.bytes_held for readers in self._pictures.values() for reader in readers)
            if held <= _READERS_BYTES:
                return
            _, oldest = self._pictures.popitem(last=False)
            _close_all(oldest)

    def _close_idle(self, now: float) -> None:
        """Close the decoders not asked for long."""
        for path, readers in [*self._pictures.items()]:
            for reader in [*readers]:
                idle = now - reader.asked_at
                if idle > _FILM_IDLE_S or (idle > _SPARE_IDLE_S and reader is not readers[-1]):
                    readers.remove(reader)
                    reader.close()
            if not readers:
                del self._pictures[path]
        self._close_sounds(now - _FILM_IDLE_S)

    def _close_sounds(self, than: float) -> None:
        for key in [key for key, sound in self._sounds.items() if sound.asked_at <= than]:
            self._sounds.pop(key).close()

    def held(self) -> list[tuple[float, int]]:
        """See `SharedRoom`. At work: what it held before, as asked for now."""
        if not self._at_work.acquire(blocking=False):
            return [(inf, self._weighed)]
        try:
            return self._held()
        finally:
            self._at_work.release()

    def _weigh(self) -> None:
        if self._preview:
            self._weighed = sum(size for _, size in self._held())

    def _held(self) -> list[tuple[float, int]]:
        films = [(each.asked_at, each.bytes_with_kept) for readers in self._pictures.values() for each in readers]
        sounds = [(sound.asked_at, sound.bytes_held) for sound in self._sounds.values()]
        return [*films, *sounds, (self._asked_at, self._bytes_made())]

    def _bytes_made(self) -> int:
        """What was made of films, and all of photos and proxies; the frames of a film are counted with its decoder."""
        made = sum(frame.bytes_made for frame in self._frames.values())
        stills = sum(_bytes_of(frame) for frame, _ in self._stills.values())
        return made + stills + (self._proxies.bytes_held if self._proxies is not None else 0)

    def close_older(self, than: float) -> None:
        """See `SharedRoom`."""
        if not self._at_work.acquire(blocking=False):
            return
        try:
            for path, readers in [*self._pictures.items()]:
                for reader in [reader for reader in readers if reader.asked_at <= than]:
                    readers.remove(reader)
                    reader.close()
                if not readers:
                    self._forget_pictures(path)
            self._close_sounds(than)
            if self._asked_at <= than:
                self._frames.clear()
                self._stills.clear()
                if self._proxies is not None:
                    self._proxies.close()
        finally:
            self._at_work.release()

    def _bounces(self, path: str, nearest: PictureReader, at: Time) -> bool:
        """Whether a jump of `nearest` to `at` goes back to where it jumped from before: two clips pull at one reader.

        Jumps elsewhere, as when a person scrubs, are worth no second decoder: each takes 150 MB on a film in 4K.
        """
        if nearest.cost(at) <= _JUMP_S:
            return False
        left = self._left.get(path)
        self._left[path] = nearest.stands_at
        return left is not None and 0 <= at - left < _BACK_S

    # -- sound

    def samples(self, asset: Asset, first: int, count: int, track: int = 0) -> Samples | None:
        """`count` samples (count, 2) of `asset` from sample number `first`; None without sound."""
        if asset.kind == "photo":
            return None
        with self._at_work:
            self._begin(asset.path)
            key, most = (asset.path, track), _FILES_OPEN
            reader = self._attempt(
                asset.path, lambda: _kept(self._sounds, key, most, lambda: SoundReader(*key), SoundReader.close)
            )
            if reader is None or reader.silent:
                return None
            reader.asked_at = monotonic()
            try:
                return self._attempt(asset.path, lambda: reader.samples(first, count))
            finally:
                self._weigh()

    # -- files that change, and files that fail

    def _begin(self, path: str) -> None:
        """For a preview: begin to wait, and close a file that is another now than when it was opened."""
        if not self._preview or self._until == -inf:
            return
        now = self._asked_at = monotonic()
        self._until = now + _PATIENCE_S
        looked = self._looked.get(path)
        if looked is not None and now - looked[0] < _LOOK_AGAIN_S:
            return
        state = file_state(path)
        if looked is not None and looked[1] != state:
            self._forget(path)
        self._looked[path] = (now, state)
        self._close_idle(now)
        ROOM.make_room(now)

    def _spent(self) -> bool:
        return monotonic() > self._until or (self.enough is not None and self.enough())

    def _attempt(self, path: str, read: Callable[[], Kept]) -> Kept | None:
        failing = self._failed.get(path)
        if failing is not None and failing == (file_state(path), asked_again()):
            return None
        try:
            found = read()
        except (MediaRefused, av.error.FFmpegError, OSError, ValueError, MemoryError):
            self._forget(path)
            self._failed[path] = file_state(path), asked_again()
            return None
        self._failed.pop(path, None)
        return found

    def _forget(self, path: str) -> None:
        for sound in [key for key in self._sounds if key[0] == path]:
            self._sounds.pop(sound).close()
        self._stills.pop(path, None)
        self._lotties.pop(path, None)
        self._forget_pictures(path)

    def _forget_pictures(self, path: str) -> None:
        for reader in self._pictures.pop(path, ()):
            reader.close()
        for key in [key for key in self._frames if key[0] == path]:
            del self._frames[key]


def _bytes_of(frame: av.VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)


def _kept(
    store: OrderedDict[Key, Kept], key: Key, most: int, make: Callable[[], Kept], give_back: Callable[[Kept], object]
) -> Kept:
    """What `store` holds for `key`, made when new; beyond `most`, what was used least is given back."""
    known = store.get(key)
    if known is None:
        known = store[key] = make()
    store.move_to_end(key)
    while len(store) > most:
        _, oldest = store.popitem(last=False)
        give_back(oldest)
    return known


def _close_all(readers: list[PictureReader]) -> None:
    for reader in readers:
        reader.close()


def _nothing(_: object) -> None:
    return None
