"""The project as it was before anything was done to its colours: for looking at before and after.

It must never reach the history.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.model import Adjustment, Clip, Project

__all__ = ["without_effects"]


def without_effects(project: Project) -> Project:
    """The project with no looks and no effects; nothing else differs."""
    layers = tuple(
        replace(
            layer,
            items=tuple(
                replace(item, clip=replace(item.clip, effects=()))
                for item in layer.items
                if not isinstance(item.clip.content, Adjustment)
            ),
        )
        for layer in project.layers
    )
    main = tuple(replace(thing, effects=()) if isinstance(thing, Clip) else thing for thing in project.main)
    bare: Project = replace(project, main=main, layers=layers)
    return bare
