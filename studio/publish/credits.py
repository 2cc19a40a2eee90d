"""Who made what is used: a line for every file that is somebody else's.

It must never leave one out that was named.
"""

from __future__ import annotations

from studio.model import Project, used_assets
from studio.publish.declared import is_own

__all__ = ["credit_lines"]


def credit_lines(project: Project) -> tuple[str, ...]:
    """Name, author, licence and origin of each used file that is not the person's own, as far as they are known."""
    used, lines = used_assets(project), []
    for asset in project.assets:
        if asset.id not in used or is_own(asset) or not (asset.author or asset.origin or asset.licence):
            continue
        lines.append(" · ".join(part for part in (asset.name, asset.author, asset.licence, asset.origin) if part))
    return tuple(lines)
