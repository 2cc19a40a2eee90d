"""What is said about the video when it is posted, whose the material is, and what was looked at and left.

None of these edits changes a picture or a sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from studio.edits.refused import EditRefused
from studio.model import Ignored, Post, Project
from studio.sentences import say

__all__ = ["heed_problem", "ignore_problem", "set_post", "set_rights"]

_ANSWERS = ("", "yes", "no")
_BETWEEN_TAGS = re.compile(r"[\s#,，、]+")


def set_post(
    project: Project,
    *,
    caption: str | None = None,
    title: str | None = None,
    description: str | None = None,
    hashtags: str | Iterable[str] | None = None,
    ai: str | None = None,
    paid: str | None = None,
    minors: str | None = None,
) -> Project:
    """The project with other words or answers for its post. What is not given stays.

    Hashtags come as one text (`#one #two`) or several; the same one twice counts once. Answers are `yes`, `no`, or
    empty for not answered.
    """
    changes: dict[str, Any] = {
        key: words.strip()
        for key, words in (("caption", caption), ("title", title), ("description", description))
        if words is not None
    }
    if hashtags is not None:
        changes["hashtags"] = _tags(hashtags)
    for key, answer in (("ai", ai), ("paid", paid), ("minors", minors)):
        if answer is None:
            continue
        if answer not in _ANSWERS:
            raise EditRefused(say("The answer can be yes, no, or empty."))
        changes[key] = answer
    return _posted(project, replace(project.post, **changes))


def _tags(hashtags: str | Iterable[str]) -> tuple[str, ...]:
    parts = (hashtags,) if isinstance(hashtags, str) else tuple(hashtags)
    kept: dict[str, str] = {}
    for part in parts:
        for tag in filter(None, _BETWEEN_TAGS.split(part)):
            kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


def ignore_problem(project: Project, *, code: str, reason: str, about: str = "") -> Project:
    """The project that remembers why something found before posting is left as it is. Refused without a reason."""
    if not reason.strip():
        raise EditRefused(say("Say why it is left as it is."))
    if not code:
        raise EditRefused(say("Say what is left as it is."))
    others = tuple(one for one in project.post.ignored if (one.code, one.about) != (code, about))
    new = Ignored(code=code, reason=reason.strip(), about=about)
    return _posted(project, replace(project.post, ignored=(*others, new)))


def heed_problem(project: Project, *, code: str, about: str = "") -> Project:
    """The project in which that is told again."""
    kept = tuple(one for one in project.post.ignored if (one.code, one.about) != (code, about))
    return _posted(project, replace(project.post, ignored=kept))


def set_rights(
    project: Project,
    asset_id: str,
    *,
    origin: str | None = None,
    author: str | None = None,
    licence: str | None = None,
) -> Project:
    """The project that knows where a file comes from, who made it, and what allows its use. What is not given stays."""
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    given = (("origin", origin), ("author", author), ("licence", licence))
    new = replace(asset, **{key: words.strip() for key, words in given if words is not None})
    if new == asset:
        return project
    return replace(project, assets=tuple(new if one.id == asset_id else one for one in project.assets))


def _posted(project: Project, post: Post) -> Project:
    return project if post == project.post else replace(project, post=post)
