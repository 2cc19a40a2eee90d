"""The deck of a file: a file of the library looked at by itself, with a place to stand and a part marked in it.

What is marked in a file stays marked as long as the project is open, and is what goes to the timeline. It must never
change a project.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from studio.model import (
    ZERO,
    Asset,
    At,
    Canvas,
    Item,
    Layer,
    Project,
    Span,
    Time,
    duration,
    floor_frame,
    frame_time,
)
from studio.session.clips import PHOTO_LENGTH, clip_of

__all__ = ["Deck", "FileDeck"]

_SQUARE = 1080


class Deck(Protocol):
    """What the keys of playing are about: the timeline, or a file by itself."""

    @property
    def project(self) -> Project:
        """What plays."""
        ...

    @property
    def playhead(self) -> Time:
        """Where in it one stands."""
        ...

    @property
    def range(self) -> Span | None:
        """The part that is marked."""
        ...

    def move_playhead(self, to: Time) -> None:
        """Go there; beyond the end is the end."""
        ...

    def set_range(self, span: Span | None) -> None:
        """Mark a part, or nothing."""
        ...


class FileDeck:
    """A deck over the assets of `project()`; `tell` says that something about it changed."""

    def __init__(self, project: Callable[[], Project], tell: Callable[[], None]) -> None:
        self._of, self._tell = project, tell
        self._name = ""
        self._made: tuple[object, Project] | None = None
        self.playhead: Time = ZERO
        self._marks: dict[str, Span] = {}
        self._seen: tuple[object, ...] = ()
        self.stays = False
        """Whether it stays open while the timeline changes: while parts of the file are put in."""

    @property
    def asset(self) -> Asset | None:
        """The file that is open; None where none is, or where it left the project."""
        return self._of().asset(self._name) if self._name else None

    @property
    def project(self) -> Project:
        """The file as a project of its own: one clip, on a canvas of its own shape."""
        asset, rate = self.asset, self._of().rate
        if asset is None:
            return Project("file", rate=rate)
        if self._made is None or self._made[0] != (asset, rate):
            self._made = (asset, rate), _alone(asset, Project("file", rate=rate))
        return self._made[1]

    @property
    def range(self) -> Span | None:
        """The part of it that is marked."""
        return self._marks.get(self._name)

    def part_of(self, asset_id: str) -> Span | None:
        """The part marked in a file, whether it is open or not."""
        return self._marks.get(asset_id)

    def open(self, asset_id: str, at: Time | None = None) -> None:
        """Look at a file: at `at`, otherwise where its marked part begins."""
        self._name, self._seen = asset_id, self._timeline()
        span = self.range
        self.playhead = ZERO
        self.move_playhead(at if at is not None else span.start if span is not None else ZERO)
        self._tell()

    def close(self) -> None:
        """Back to the timeline; the marks stay."""
        if self._name:
            self._name = ""
            self._tell()

    def settle(self) -> None:
        """The project changed: whoever edits the timeline wants to see it."""
        seen, self._seen = self._seen, self._timeline()
        if not self.stays and any(now is not then for now, then in zip(self._seen, seen, strict=False)):
            self.close()

    def _timeline(self) -> tuple[object, ...]:
        project = self._of()
        return project.main, project.layers, project.sounds, project.canvas

    def forget(self) -> None:
        """Another project: nothing is open or marked."""
        self._name, self._made, self._marks = "", None, {}
        self.playhead = ZERO

    def move_playhead(self, to: Time) -> None:
        """Go to the beginning of the frame shown there; beyond the end is the end."""
        project = self.project
        to = max(ZERO, min(to, duration(project)))
        to = frame_time(floor_frame(to, project.rate), project.rate)
        if to != self.playhead:
            self.playhead = to
            self._tell()

    def set_range(self, span: Span | None) -> None:
        """Mark a part of the file that is open, or nothing of it."""
        if span == self.range:
            return
        if span is None:
            del self._marks[self._name]
        else:
            self._marks[self._name] = span
        self._tell()


def _alone(asset: Asset, empty: Project) -> Project:
    clip = clip_of(empty, asset, "file", photo=PHOTO_LENGTH)
    project: Project = replace(empty, name=asset.name, assets=(asset,))
    if not asset.has_picture:
        sound = Layer("sound", "sound", items=(Item(clip, At(ZERO)),))
        return replace(project, canvas=Canvas(_SQUARE, _SQUARE), sounds=(sound,))
    return replace(project, canvas=Canvas(asset.width, asset.height), main=(clip,))
