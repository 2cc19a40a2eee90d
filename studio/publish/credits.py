"""Who made what is used: a line for every challenge it comes from, and for every file that is somebody else's.

It must never leave one out that was named.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.model import Project, used_assets
from studio.publish.declared import is_own
from studio.sentences import Sentence, say

__all__ = ["credit_lines"]


def credit_lines(project: Project) -> tuple[str, ...]:
    """The challenges it comes from, the nearest first; then name, author, licence and origin of each used file that is
    not the person's own, as far as they are known."""
    used, lines = used_assets(project), [line.translated() for line in _lineage(project)]
    for asset in project.assets:
        if asset.id not in used or is_own(asset) or not (asset.author or asset.origin or asset.licence):
            continue
        lines.append(" · ".join(part for part in (asset.name, asset.author, asset.licence, asset.origin) if part))
    return tuple(lines)


def _lineage(project: Project) -> Iterator[Sentence]:
    facts = project.challenge
    if facts is None:
        return
    joined = [(facts.name, facts.author)] if facts.joined else []
    for name, author in (*joined, *((one.name, one.author) for one in facts.ancestors)):
        if name and author:
            yield say("After “{name}” by {author}", name=name, author=author)
        elif name:
            yield say("After “{name}”", name=name)
