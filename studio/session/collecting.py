"""A project collected for another machine, for whoever may not know the file room. On a worker: it copies media."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.effect import Effects
from studio.model import Project, Time

if TYPE_CHECKING:
    from studio.remix import Manifest, Signer

__all__ = ["collect_project", "open_collected", "pack_project"]


def collect_project(
    project: Project,
    target: Path,
    *,
    everything: bool = False,
    keep_places: bool = False,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[int, tuple[str, ...]] | None:
    """Put the project and its media into the new folder or `.zip` `target`.

    Where media was taken is left out unless `keep_places`; gives of how many files it was, and the names
    of those that still tell it; None when cancelled.
    `on_progress` is called with the bytes written and the bytes in all. Raises `FileRefused` (a `Refused`).
    """
    from studio.files import CollectCancelled, collect
    from studio.media.fingerprints import fingerprint_of

    try:
        made = collect(
            project,
            target,
            everything=everything,
            keep_places=keep_places,
            fingerprint=fingerprint_of,
            on_progress=on_progress,
            cancelled=cancelled,
        )
    except CollectCancelled:
        return None
    return made.without_place, made.still_telling


def open_collected(
    archive: Path,
    folder: Path | None = None,
    *,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Unpack a collected `.zip` into a new folder in `folder`, its own where none is named.

    The project's file, None when it was cancelled. Raises `FileRefused`.
    """
    from studio.files import uncollect

    return uncollect(archive, folder, on_progress=on_progress, cancelled=cancelled)


def pack_project(
    project: Project,
    target: Path,
    *,
    effects: Effects,
    preview_at: Time | None = None,
    signer: Signer | None = None,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Manifest:
    """Put a project with slots and its media into the new file `target` as a challenge; gives what it says of itself.

    It is shown by the moment `preview_at`, otherwise by one of its first slot; with a `signer` it is signed.
    Raises `FileRefused` (a `Refused`).
    """
    from studio.media.fingerprints import fingerprint_of
    from studio.remix import need_packable, pack_challenge
    from studio.session.challenge_picture import challenge_picture

    need_packable(project)
    picture = challenge_picture(project, effects, preview_at)
    return pack_challenge(
        project, target, preview=picture, signer=signer, fingerprint=fingerprint_of, on_progress=on_progress
    )
