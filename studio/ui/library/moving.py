"""Moving pictures of what the library offers, made in the background: one picture at a time, at low priority.

What was made is kept in the store by its content. It must never make anything while the person plays or exports, and
never draw on the main thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from studio.jobs import Jobs
from studio.ui.bridge import Bridge
from studio.ui.library.samples import BOX, Sample
from studio.ui.pictures import Pictures, as_image

if TYPE_CHECKING:
    from studio.effect import Pixels
    from studio.render import Plan

__all__ = ["Movie", "MovingPreviews"]

Movie = tuple[QImage, ...]

_REMEMBERED = 64
_WAIT_MS = 300
_VERSION = "1"


class _Begun(NamedTuple):
    """A moving picture under way: its key, what each picture shows, and those there are."""

    sample: Sample
    key: str
    plans: tuple[Plan, ...]
    frames: tuple[Pixels, ...]


class MovingPreviews(QObject):
    """`made(sample)` when a moving picture is ready: `movie(sample)` gives it. `busy` tells whether to wait."""

    made = Signal(object)

    def __init__(self, bridge: Bridge, pictures: Pictures, busy: Callable[[], bool]) -> None:
        super().__init__()
        self._bridge, self._pictures, self._busy = bridge, pictures, busy
        self._movies: OrderedDict[Sample, Movie] = OrderedDict()
        self._waiting: list[Sample] = []
        self._jobs: Jobs | None = None
        self._working = self._closed = False
        self._begun: dict[Sample, _Begun] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._go_on)
        bridge.opened.connect(lambda: self.want(()))

    def movie(self, sample: Sample) -> Movie | None:
        """The moving picture of a sample, where it is ready."""
        return self._movies.get(sample)

    def want(self, samples: Sequence[Sample]) -> None:
        """Make these, in this order, in place of what was wanted before."""
        self._waiting = [sample for sample in samples if sample not in self._movies]
        # What is under way and still wanted keeps its pictures, even where another comes first now.
        self._begun = {sample: begun for sample, begun in self._begun.items() if sample in self._waiting}
        self._go_on()

    def close(self) -> None:
        """Make no more, and wait for the picture in hand."""
        self._closed = True
        self._later.stop()
        if self._jobs is not None:
            self._jobs.close()

    def _go_on(self) -> None:
        if self._working or self._closed or not self._waiting:
            return
        if self._busy():
            self._later.start()
            return
        self._working = True
        jobs, begun = self._worker(), self._begun.get(self._waiting[0])
        if begun is None:
            jobs.submit(self._begin, self._waiting[0], done=self._came, failed=self._failed)
        else:
            jobs.submit(self._add_picture, begun, done=self._came, failed=self._failed)

    def _worker(self) -> Jobs:
        if self._jobs is None:
            self._jobs = Jobs(post=self._bridge.post, workers=1, name="previews", gentle=True)
        return self._jobs

    def _came(self, found: _Begun | tuple[Sample, Movie]) -> None:
        self._working = False
        if isinstance(found, _Begun):
            self._begun[found.sample] = found
        else:
            sample, movie = found
            self._begun.pop(sample, None)
            self._waiting = [one for one in self._waiting if one != sample]
            self._movies[sample] = movie
            while len(self._movies) > _REMEMBERED:
                self._movies.popitem(last=False)
            self.made.emit(sample)
        self._go_on()

    def _failed(self, error: Exception) -> None:
        self._working = False
        self._waiting = self._waiting[1:]
        self._later.start()
        raise error

    # On the worker.

    def _begin(self, sample: Sample) -> _Begun | tuple[Sample, Movie]:
        from studio.render import plan, plan_bytes

        plans = tuple(plan(sample.project, moment) for moment in sample.moments)
        digest = blake2b(f"{_VERSION} {BOX}".encode(), digest_size=20)
        for planned in plans:
            digest.update(plan_bytes(planned))
        key = digest.hexdigest()
        kept = self._pictures.previews.get(key, len(plans))
        if kept is not None:
            return sample, tuple(map(as_image, kept))
        return _Begun(sample, key, plans, ())

    def _add_picture(self, begun: _Begun) -> _Begun | tuple[Sample, Movie]:
        planned = begun.plans[len(begun.frames)]
        frames = (*begun.frames, self._pictures.draw_sample(planned, BOX).copy())
        if len(frames) < len(begun.plans):
            return begun._replace(frames=frames)
        self._pictures.previews.put(begun.key, frames)
        return begun.sample, tuple(map(as_image, frames))
