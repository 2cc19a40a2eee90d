"""Reading what is to be forecast: a project, or a finished video as a project of nothing but itself.

It must never write anything.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from studio.files import load_project
from studio.model import Problem, Project
from studio.platforms import platforms
from studio.reach.policy import Policy
from studio.sentences import Refused, say

__all__ = ["Draft", "draft_problems", "is_project_file", "read_draft"]


class Draft(msgspec.Struct, frozen=True):
    """What was read: the project, and whether it was one or a finished video."""

    file: Path
    project: Project
    from_project: bool


def is_project_file(file: Path) -> bool:
    """By its name, otherwise by how it begins: a project is JSON text, and no video is. Raises `Refused`."""
    if file.suffix.lower() == ".decollage":
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Refused(say("“{name}” could not be opened: {reason}.", name=file, reason=reason)) from error


def read_draft(file: Path) -> Draft:
    """The project or video of that name. Raises `Refused`."""
    if is_project_file(file):
        return Draft(file, load_project(file).project, True)
    from studio.media import probe
    from studio.publish import film_project

    facts = probe(file)
    if facts.kind != "video":
        raise Refused(say("“{name}” is neither a project nor a video.", name=file.name))
    return Draft(file, film_project(facts), False)


def draft_problems(project: Project, policy: Policy) -> tuple[Problem, ...]:
    """What the quick checks find in a project, for the platform the policy is about."""
    from studio.publish import check_for, placed_texts

    platform = platforms().get(policy.platforms[0] if policy.platforms else "master")
    return check_for(project, platform, texts=placed_texts(project)) if platform is not None else ()
