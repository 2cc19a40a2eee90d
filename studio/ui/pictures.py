"""Pictures for the window, made on workers: frames of the project, thumbnails of files, covers.

One artist for all threads, one set of open files for each. It must never draw on the main thread.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtGui import QImage

from studio.effect import Effects, Pixels
from studio.model import Asset, Project, Time
from studio.session import Settings, indexes_folder, previews_folder, proxies_folder

if TYPE_CHECKING:
    from studio.jobs import Jobs
    from studio.media import KeptPreviews, MediaSources, ProxyStore
    from studio.render import Artist, Plan

__all__ = ["Drawing", "Pictures", "as_image", "fitted"]

_REMEMBERED = 1500
_LITTLE_KEPT, _MUCH_KEPT = 48_000_000, 160_000_000
"""Bytes of pictures a thread keeps: little for thumbnails, much where the person moves to and fro."""


def as_image(pixels: Pixels) -> QImage:
    """A copy of (H, W, 4) uint8 RGBA as a picture of Qt's, alpha ignored."""
    high, wide = pixels.shape[:2]
    return QImage(pixels.tobytes(), wide, high, wide * 4, QImage.Format.Format_RGBX8888).copy()


def fitted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """`size` scaled to fit into `box`, both sides even and at least 2."""
    scale = min(box[0] / size[0], box[1] / size[1])
    wide, high = (max(2, round(side * scale / 2) * 2) for side in size)
    return wide, high


class Drawing(NamedTuple):
    """A picture of the project at a time; `settled` where it is the very one, not one nearby."""

    image: QImage
    at: Time
    settled: bool


class Pictures:
    """Makes pictures on the bridge's workers; results come home as `QImage`."""

    def __init__(self, jobs: Jobs, effects: Effects) -> None:
        self._jobs = jobs
        self._effects = effects
        self._local = threading.local()
        self._lock = threading.Lock()
        self._opened: list[MediaSources] = []
        self._artist: Artist | None = None
        self._small: Artist | None = None
        self._previews: KeptPreviews | None = None
        self._proxies: ProxyStore | None = None
        self._use_proxies = True
        self.proxy_bytes = Settings().proxy_bytes
        self._known: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    @property
    def artist(self) -> Artist:
        """The one artist, made when first needed."""
        from studio.render import Artist

        with self._lock:
            if self._artist is None:
                self._artist = Artist(self._effects, preview=True)
            return self._artist

    @property
    def proxies(self) -> ProxyStore:
        """The small copies of heavy films, for everything that is only looked at."""
        from studio.media import ProxyStore

        with self._lock:
            if self._proxies is None:
                self._proxies = ProxyStore(proxies_folder(), self.proxy_bytes)
                self._proxies.enable(self._use_proxies)
            return self._proxies

    @property
    def previews(self) -> KeptPreviews:
        """The moving pictures of the library that were made already."""
        from studio.media import KeptPreviews

        with self._lock:
            if self._previews is None:
                self._previews = KeptPreviews(previews_folder())
            return self._previews

    def draw_sample(self, planned: Plan, size: tuple[int, int]) -> Pixels:
        """A small picture of a plan that few others are like, as RGBA. On a worker."""
        from studio.render import Artist

        with self._lock:
            if self._small is None:
                self._small = Artist(self._effects, small=True)
        return self._small.draw(planned, self.sources(), size)

    def use_proxies(self, on: bool) -> None:
        """Take pictures from proxies where there are any, or from the films alone."""
        self._use_proxies = on
        if self._proxies is not None:
            self._proxies.enable(on)

    def sources(self, kept_bytes: int = _LITTLE_KEPT) -> MediaSources:
        """The open files of the calling thread, which keep so many bytes of pictures from its first call on."""
        from studio.media import MediaSources

        sources: MediaSources | None = getattr(self._local, "sources", None)
        if sources is None:
            # Decoders take most of the memory: thumbnails make do with one of one thread for a film.
            decoders = 1 if kept_bytes == _LITTLE_KEPT else 3
            sources = MediaSources(
                proxies=self.proxies, preview=True, indexes=indexes_folder(), kept_bytes=kept_bytes,
                readers=decoders, threads=min(decoders, 2),
            )  # fmt: skip
            self._local.sources = sources
            with self._lock:
                self._opened.append(sources)
        return sources

    def draw(self, project: Project, at: Time, box: tuple[int, int]) -> QImage:
        """What the project looks like at `at`, fitted into `box` pixels. On a worker."""
        self.sources()
        return self.draw_until(project, at, box, None).image

    def draw_soon(self, project: Project, at: Time, box: tuple[int, int], patience_s: float) -> Drawing:
        """The same in a hurry: after `patience_s` of decoding the nearest pictures do, and proxies do anyway."""
        until = monotonic() + patience_s
        return self.draw_until(project, at, box, lambda: monotonic() > until, quick=True)

    def draw_until(
        self,
        project: Project,
        at: Time,
        box: tuple[int, int],
        enough: Callable[[], bool] | None,
        *,
        quick: bool = False,
    ) -> Drawing:
        """What the project looks like at `at`, or nearly so once `enough()`. On a worker."""
        from studio.render import plan

        size = fitted((project.canvas.width, project.canvas.height), box)
        sources = self.sources(_MUCH_KEPT)
        sources.enough, sources.quick, sources.settled = enough, quick, True
        try:
            image = as_image(self.artist.draw(plan(project, at), sources, size))
            return Drawing(image, at, settled=sources.settled)
        finally:
            sources.enough, sources.quick = None, False

    def thumbnail(self, asset: Asset, at: Time, box: tuple[int, int], done: Callable[[QImage], None]) -> QImage | None:
        """A picture of a file covering `box` pixels: at once when known, otherwise `done` later."""
        key = (asset.fingerprint or asset.path, at, box)
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known

        def keep(picture: QImage | None) -> None:
            if picture is not None:
                self._known[key] = picture
                while len(self._known) > _REMEMBERED:
                    self._known.popitem(last=False)
                done(picture)

        self._jobs.submit(self._make_thumbnail, asset, at, box, done=keep)
        return None

    def _make_thumbnail(self, asset: Asset, at: Time, box: tuple[int, int]) -> QImage | None:
        from cv2 import INTER_AREA, resize

        frame = self.sources().picture(asset, at, box)
        if frame is None:
            return None
        pixels = frame.rgba()
        high, wide = pixels.shape[:2]
        scale = max(box[0] / wide, box[1] / high)
        if scale < 1:
            small = (max(1, round(wide * scale)), max(1, round(high * scale)))
            pixels = np.asarray(resize(pixels, small, interpolation=INTER_AREA), np.uint8)
        return as_image(pixels)

    def give_up(self) -> None:
        """Nobody waits for pictures any more: what is being decoded ends soon."""
        with self._lock:
            for sources in self._opened:
                sources.give_up()

    def close(self) -> None:
        """Close all files. The workers must have ended."""
        with self._lock:
            for sources in self._opened:
                sources.close()
            self._opened.clear()
