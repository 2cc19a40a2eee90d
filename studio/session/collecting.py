"""A project collected for another machine, for whoever may not know the file room. On a worker: it copies media."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.model import Project

__all__ = ["collect_project"]


def collect_project(
    project: Project,
    target: Path,
    *,
    everything: bool = False,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Put the project and its media into the new folder or `.zip` `target`; False when it was cancelled.

    `on_progress` is called with the bytes written and the bytes in all. Raises `FileRefused` (a `Refused`).
    """
    from studio.files import CollectCancelled, collect

    try:
        collect(project, target, everything=everything, on_progress=on_progress, cancelled=cancelled)
    except CollectCancelled:
        return False
    return True
