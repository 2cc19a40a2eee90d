"""An edit under the hand, before it is a step of the history. It must never be saved."""

from __future__ import annotations

from typing import NamedTuple

from studio.model import Project

__all__ = ["Draft"]


class Draft(NamedTuple):
    """An edit begun from `start`, looking like `project` now, not yet in the history."""

    label: str
    start: Project
    project: Project
