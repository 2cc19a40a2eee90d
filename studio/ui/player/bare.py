"""Projects with something left out: looks and effects, for looking at before and after; marks, which nobody sees or
hears in what plays.

They must never reach the history.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.model import Adjustment, Clip, Layer, Project

__all__ = ["without_effects", "without_marks"]


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


def without_marks(project: Project) -> Project:
    """The project with no markers, neither its own nor those of its clips."""
    main = tuple(
        replace(thing, markers=()) if isinstance(thing, Clip) and thing.markers else thing for thing in project.main
    )
    bare: Project = replace(
        project, main=main, markers=(), layers=_unmarked(project.layers), sounds=_unmarked(project.sounds)
    )
    return bare


def _unmarked(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    return tuple(
        replace(
            layer,
            items=tuple(
                replace(item, clip=replace(item.clip, markers=())) if item.clip.markers else item
                for item in layer.items
            ),
        )
        for layer in layers
    )
