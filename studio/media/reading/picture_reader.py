"""The exact picture of a film at a time: the last frame that begins at or before it.

Reading on is decoding on; jumping is a start at the last key frame that the film's index knows to be safe, and
decoding forward, checked by the times that come out. It must never convert a picture: it gives decoded frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from time import monotonic

import av

from studio.media.open import refuse_damaged
from studio.media.reading.animated_picture import decoding_of
from studio.media.reading.decoding import Key
from studio.media.reading.deinterlacing import Deinterlacer, is_interlaced
from studio.media.reading.frame import Shape, shape_of
from studio.media.reading.index import FileIndex
from studio.media.reading.kept_frames import KeptFrames
from studio.media.reading.streams import turn_of_frame
from studio.model import Time

__all__ = ["PictureReader"]

_BACK_OFF_S = (0, 1, 4, 16)
_FORWARD_S = 2.0
# Damaged films without a checked index are read from their start where that is near: nothing else is certain.
_NEAR_START_S = 60


class PictureReader:
    """One decoder on one film. Not for several threads. Raises `MediaRefused` when the file gives no picture.

    `index` says where decoding may start and how far it is; without it the demuxer is asked, and what it says tested.
    Where it is `sparse`, few pictures far apart are wanted: each is come to by itself, and none ahead is decoded.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        threads: int = 2,
        kept: KeptFrames | None = None,
        index: FileIndex | None = None,
        sparse: bool = False,
    ) -> None:
        self._path, self._sparse = Path(path), sparse
        self.asked_at = monotonic()
        """When a picture was asked of it last; whoever asks says it."""
        self._kept = kept if kept is not None else KeptFrames()
        self._index = index
        self._enough: Callable[[], bool] | None = None
        self._alone = False
        self.settled = True
        self._pictures: Iterator[av.VideoFrame]
        self._decoding = decoding_of(self._path, threads=threads, careful=index is not None and index.damaged)
        try:
            self._first = self._first_picture()
        except Exception:
            self.close()
            raise
        turn = self._decoding.turn
        self.shape: Shape = shape_of(
            self._first, self._decoding.aspect, turn if turn is not None else turn_of_frame(self._first)
        )
        if sparse:
            self._stand_on(self._first)
        else:
            self._start_at(self._first)

    def close(self) -> None:
        """Give back the file and the decoder."""
        self._kept.forget(self)
        self._decoding.close()
        # What gives the pictures holds the reader, and the reader it: a ring that only the collector would open, much
        # later, with all the decoder's pictures in it (100 MB in full HD).
        self._pictures = iter(())

    @property
    def first(self) -> av.VideoFrame:
        """The first picture of the film."""
        return self._first

    @property
    def interlaced(self) -> bool:
        """Whether pictures taken in fields are made whole."""
        return self._fields

    @property
    def indexed(self) -> bool:
        """Whether it knows when every picture is shown."""
        return self._index is not None

    @property
    def bytes_held(self) -> int:
        """Roughly how much memory its decoder takes: about 18 pictures."""
        return self.shape.width * self.shape.height * 28

    @property
    def bytes_with_kept(self) -> int:
        """The same with the most pictures it ever had kept for looking back: a decoder never gives those up."""
        return self.bytes_held + self._kept.most_of(self)

    def cost(self, at: Time) -> float:
        """Roughly how many seconds of film must be decoded to answer `at`."""
        target = self._ticks(at)
        if self._kept.find(self, target) is not None:
            return 0.0
        base = self._decoding.time_base
        ahead = float((target - self._current_pts) * base)
        if self._can_read_on(target):
            return max(ahead, 0.0)
        if self._index is None:
            return _FORWARD_S + abs(ahead)
        key = self._key_for(target)
        begin = key.pts if key is not None else int(self._index.times[0]) if self._index.count else target
        # A jump in itself is about a tenth of a second of film.
        return 0.1 + float(max(target - begin, 0) * base)

    @property
    def stands_at(self) -> Time:
        """When the picture decoded last is shown first."""
        return self._current_pts * self._decoding.time_base - self._decoding.offset

    def frame_at(self, at: Time, enough: Callable[[], bool] | None = None) -> av.VideoFrame:
        """The frame shown at source time `at`, counted from the start of the file.

        Once `enough()` it is the frame reached so far, and `settled` is False; asked again, it goes on from there.
        """
        self.settled, self._enough = True, enough
        target = self._ticks(at)
        kept = self._kept.find(self, target)
        if kept is not None:
            return kept
        self._reach(target)
        if self._decoding.damaged and not self._decoding.careful:
            # What several threads make of damage differs from time to time: once more, one picture after the other.
            self._kept.forget(self)
            self._decoding.rewind(careful=True)
            self._begin_again()
            self._reach(target)
        return self._current

    @property
    def tick(self) -> Fraction:
        """The unit that the film's times are counted in, in seconds."""
        return self._decoding.time_base

    def pictures(self) -> Iterator[tuple[Time, av.VideoFrame]]:
        """Every picture from the one that is shown now to the last, with the moment it begins, in the order shown.

        To be asked before anything else.
        """
        while True:
            yield self.stands_at, self._current
            if self._next is None:
                return
            self._step()

    def _reach(self, target: int) -> None:
        if not self._can_read_on(target):
            self._seek(target)
        while self._next is not None and (self._next.pts or 0) <= target:
            if self._enough is not None and self._enough():
                self.settled = False
                return
            self._step()

    def _ticks(self, at: Time) -> int:
        return floor((at + self._decoding.offset) / self._decoding.time_base)

    # -- one step forward

    def _first_picture(self) -> av.VideoFrame:
        """The first picture of the film, after finding out whether it was taken in fields."""
        self._fields = False
        self._pictures = self._run()
        first = self._take()
        if first is None:
            raise refuse_damaged(self._path)
        if not first.interlaced_frame or not is_interlaced(self._path):
            return first
        self._fields = True
        self._decoding.rewind()
        self._pictures = self._run()
        return self._take() or first

    def _run(self) -> Iterator[av.VideoFrame]:
        frames = iter(self._decoding.take, None)
        return Deinterlacer().pictures(frames) if self._fields else frames

    def _start_at(self, frame: av.VideoFrame) -> None:
        self._stand_on(frame)
        self._alone = False
        self._next = self._take()

    def _stand_on(self, frame: av.VideoFrame) -> None:
        """Make `frame` the current one by itself."""
        self._current, self._current_pts, self._next, self._alone = frame, frame.pts or 0, None, True

    def _step(self) -> None:
        """Make the next frame the current one, remembering what was shown until then."""
        following = self._next
        if following is None:
            return
        pts = following.pts or 0
        if pts > self._current_pts:
            self._kept.add(self, self._current_pts, pts, self._current)
        self._current, self._current_pts = following, max(pts, self._current_pts)
        self._next = self._take()

    def _take(self) -> av.VideoFrame | None:
        return next(self._pictures, None)

    # -- jumping

    def _can_read_on(self, target: int) -> bool:
        """Whether decoding on from here is the shortest way to `target`."""
        if target < self._current_pts:
            return False
        if self._alone:
            return self._shown_at(target) == self._current_pts
        if self._next is None or target < (self._next.pts or 0):
            return True
        if self._index is not None:
            key = self._key_for(target)
            return key is None or key.pts <= (self._next.pts or 0)
        key_pts = self._decoding.key_time_before(target)
        if key_pts is not None:
            return (key_pts - self._current_pts) * self._decoding.time_base < 0.25
        return (target - self._current_pts) * self._decoding.time_base <= _FORWARD_S

    def _key_for(self, target: int) -> Key | None:
        """The safe key frame before the picture shown at `target`; one further back where its neighbour is needed."""
        index = self._index
        if index is None or index.count == 0:
            return None
        number = index.number_at(target) - (1 if self._fields else 0)
        return index.key_before(int(index.times[number])) if number >= 0 else None

    def _seek(self, target: int) -> None:
        """Stand on a frame at or before `target`: on the first of the film when there is none."""
        checked = self._index is not None and self._index.checked
        key = self._key_for(target)
        trusted = key is not None and (checked or not self._decoding.careful)
        if (trusted or (self._sparse and key is None)) and self._stand_alone(key, target):
            return
        if trusted and key is not None and self._stand(self._decoding.start_at(key), target):
            return
        if not checked and not self._must_start_over(target):
            for back_off in _BACK_OFF_S:
                goal = target - int(back_off / self._decoding.time_base)
                if self._stand(self._decoding.start_near(goal), target):
                    return
        self._decoding.rewind()
        self._begin_again()

    def _stand_alone(self, key: Key | None, target: int) -> bool:
        """Take a key frame that is the very picture wanted by itself, without what follows; any picture, if sparse."""
        shown = self._shown_at(target)
        if self._fields or self._decoding.careful or shown is None:
            return False
        if not self._sparse:
            if key is None or shown != key.pts:
                return False
            if self._alone and self._shown_at(target, before=1) == self._current_pts:
                # One key frame after the other: that is reading on, not jumping.
                return False
        frame = self._decoding.only(key, shown)
        if frame is None:
            return False
        self._stand_on(frame)
        if self._sparse and (following := self._shown_after(target)) is not None:
            self._kept.add(self, shown, following, frame)
        return True

    def _shown_at(self, target: int, *, before: int = 0) -> int | None:
        """When the picture shown at `target` begins, or one `before` it, where the index says it."""
        index = self._index
        if index is None or index.count == 0:
            return None
        return int(index.times[max(0, index.number_at(target) - before)])

    def _shown_after(self, target: int) -> int | None:
        """When the picture after the one shown at `target` begins, where the index says it."""
        index = self._index
        number = index.number_at(target) + 1 if index is not None else 0
        return int(index.times[number]) if index is not None and number < index.count else None

    def _must_start_over(self, target: int) -> bool:
        return self._decoding.careful and (target - (self._first.pts or 0)) * self._decoding.time_base < _NEAR_START_S

    def _stand(self, found: bool, target: int) -> bool:
        """Take the first picture after a jump; whether it is one to read on from."""
        if not found:
            return False
        self._pictures = self._run()
        frame = self._take()
        if frame is not None and self._fields:
            frame = self._take()
        # After a jump into an open group of pictures the decoder may give frames whose references it never saw.
        while frame is not None and frame.is_corrupt and not self._decoding.careful:
            frame = self._take()
        if frame is None or (frame.pts or 0) > target:
            return False
        self._start_at(frame)
        return True

    def _begin_again(self) -> None:
        self._pictures = self._run()
        frame = self._take()
        if frame is None:
            raise refuse_damaged(self._path)
        self._start_at(frame)
