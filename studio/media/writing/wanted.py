"""What is to be exported, as one value, and the files it is made of, watched while it is made.

It must never guess about a file: one that changed under way is an error, not another picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Literal

import msgspec

from studio.effect import Effects
from studio.media.looking.probe import fingerprint
from studio.media.open import MediaRefused
from studio.media.writing.export_settings import ExportSettings
from studio.model import SAMPLE_RATE, Asset, Project, Span, Time, used_assets
from studio.render import Plan, plan
from studio.sentences import say

__all__ = ["ExportCancelled", "Part", "SourceWatch", "Wanted"]


class ExportCancelled(Exception):
    """The person stopped the export; nothing was left under the target's name."""


class Part(msgspec.Struct, frozen=True):
    """A stretch of the film and where it came from; `key` is its name in the store, where it has one."""

    frames: range
    origin: Literal["drawn", "kept", "copied"]
    key: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """`span` of `project`, drawn with `effects`, written as `settings` say."""

    project: Project
    span: Span
    settings: ExportSettings
    effects: Effects

    @property
    def frames(self) -> int:
        """How many pictures the film has."""
        return ceil(self.span.length * self.settings.rate)

    @property
    def first_sample(self) -> int:
        """The first sample of the timeline that is heard."""
        return round(self.span.start * SAMPLE_RATE)

    @property
    def samples(self) -> int:
        """How many samples the film has."""
        return round(Fraction(self.frames) / self.settings.rate * SAMPLE_RATE)

    def moment(self, frame: int) -> Time:
        """When on the timeline picture number `frame` is shown."""
        return self.span.start + frame / self.settings.rate

    def plan(self, frame: int) -> Plan:
        """What picture number `frame` shows."""
        return plan(self.project, self.moment(frame))

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The assets that are used."""
        used = used_assets(self.project)
        return tuple(asset for asset in self.project.assets if asset.id in used)

    def as_the_files_are(self) -> Wanted:
        """The same, each used asset known by the fingerprint its file has now."""
        now = {}
        for asset in self.assets:
            with suppress(OSError):
                now[asset.id] = msgspec.structs.replace(asset, fingerprint=fingerprint(asset.path))
        assets = tuple(now.get(asset.id, asset) for asset in self.project.assets)
        return msgspec.structs.replace(self, project=msgspec.structs.replace(self.project, assets=assets))


class SourceWatch:
    """Remembers size and time of every file, and refuses to go on once one of them changed."""

    def __init__(self, assets: Iterable[Asset]) -> None:
        self._assets = tuple(assets)
        self._states = {asset.path: _state(asset.path) for asset in self._assets}

    def refuse_changed(self) -> None:
        """Raises `MediaRefused` when a file is gone or another than it was at the beginning."""
        for asset in self._assets:
            state = _state(asset.path)
            if state is None:
                raise MediaRefused(say("“{name}” went missing during the export. Export again.", name=asset.name))
            if state != self._states[asset.path]:
                raise MediaRefused(say("“{name}” was changed during the export. Export again.", name=asset.name))


def _state(path: str) -> tuple[int, int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
