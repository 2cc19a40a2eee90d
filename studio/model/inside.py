"""What compounds hold, asked as if each were a project: a compound's inside has the project's canvas, rate and files.

It must never go deeper than compounds may lie in one another, however a file came to be.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from studio.model.clip import Clip, Compound, Content, Footage, Layer
from studio.model.find import Found, Memory, all_clips, duration
from studio.model.project import Project
from studio.model.time import ZERO, Span, Time

__all__ = [
    "MOST_NESTED",
    "all_held",
    "assets_of",
    "clips_inside",
    "compounded",
    "depth_of",
    "inside_of",
    "is_heard",
    "is_seen",
    "material_of",
    "used_assets",
]  # fmt: skip

MOST_NESTED = 4
"""How deep compounds may lie in one another: a compound of plain clips is one deep."""

_insides: Memory[Project] = Memory()


def inside_of(project: Project, compound: Compound) -> Project:
    """The compound's inside as a project: its tracks and markers, with all else of the project it lies in."""

    def make() -> Project:
        return replace(
            project,
            main=compound.main,
            layers=compound.layers,
            sounds=compound.sounds,
            markers=compound.markers,
            main_state=compound.main_state,
        )

    return _insides.get((compound, project.assets, project.canvas, project.rate), make)


def compounded(project: Project) -> Compound:
    """The project's own tracks and markers as a compound."""
    return Compound(
        main=project.main,
        layers=project.layers,
        sounds=project.sounds,
        markers=project.markers,
        main_state=project.main_state,
    )


def clips_inside(project: Project) -> Iterator[Clip]:
    """Every clip of the project and of the compounds in it, each before what it holds."""
    yield from _clips([project.main, *_rows((*project.layers, *project.sounds))], 0)


def depth_of(content: Content) -> int:
    """How deep compounds lie in one another there: 0 for what is none, at most one more than they may."""
    if not isinstance(content, Compound):
        return 0
    return max((level for _clip, level in _levels(_tracks(content), 1)), default=1)


def _levels(tracks: list[tuple[object, ...]], level: int) -> Iterator[tuple[Clip, int]]:
    for track in tracks:
        for clip in track:
            if isinstance(clip, Clip):
                yield clip, level
                if isinstance(clip.content, Compound):
                    yield clip, level + 1
                    if level < MOST_NESTED:
                        yield from _levels(_tracks(clip.content), level + 1)


def _clips(tracks: list[tuple[object, ...]], level: int) -> Iterator[Clip]:
    last = None
    for clip, _level in _levels(tracks, level):
        if clip is not last:
            yield clip
        last = clip


def _tracks(compound: Compound) -> list[tuple[object, ...]]:
    return [compound.main, *_rows((*compound.layers, *compound.sounds))]


def _rows(layers: tuple[Layer, ...]) -> Iterator[tuple[object, ...]]:
    return (tuple(item.clip for item in layer.items) for layer in layers)


def used_assets(project: Project) -> frozenset[str]:
    """The ids of the assets that clips on the timeline, and in compounds there, are made of, stand before or read."""
    luts = _luts(project)
    return frozenset(name for clip in clips_inside(project) for name in _used_by(clip, luts))


def assets_of(project: Project, clip: Clip) -> frozenset[str]:
    """The ids of the assets that one clip is made of, stands before or reads."""
    return frozenset(_used_by(clip, _luts(project)))


def _luts(project: Project) -> frozenset[str]:
    return frozenset(asset.id for asset in project.assets if asset.kind == "lut")


def _used_by(clip: Clip, luts: frozenset[str]) -> Iterator[str]:
    if isinstance(clip.content, Footage):
        yield clip.content.asset
    if clip.backdrop is not None and clip.backdrop.asset:
        yield clip.backdrop.asset
    if luts:
        works = (*clip.effects, *((clip.enter,) if clip.enter is not None else ()))
        yield from (
            value for work in works for _key, value in work.settings if isinstance(value, str) and value in luts
        )


def material_of(project: Project, content: Content) -> Time:
    """How long the source of a content lasts: a file, a compound's inside; 0 where there is none."""
    if isinstance(content, Compound):
        return duration(inside_of(project, content))
    asset = project.asset(content.asset) if isinstance(content, Footage) else None
    return asset.duration if asset is not None else ZERO


def is_seen(project: Project, content: Content) -> bool:
    """Whether there is something to see in it."""
    if isinstance(content, Compound):
        return bool(content.main) or any(layer.items for layer in content.layers)
    asset = project.asset(content.asset) if isinstance(content, Footage) else None
    return asset.has_picture if asset is not None else not isinstance(content, Footage)


def is_heard(project: Project, content: Content) -> bool:
    """Whether there is something to hear in it."""
    if isinstance(content, Compound):
        held = (clip.content for clip, _level in _levels(_tracks(content), 1))
        return any(is_heard(project, one) for one in held if isinstance(one, Footage))
    asset = project.asset(content.asset) if isinstance(content, Footage) else None
    return asset is not None and (asset.has_sound or asset.kind == "sound")


def all_held(project: Project) -> Iterator[Found]:
    """Every clip of the project and of its compounds: one in a compound stands where it is seen through it.

    Its `layer` is that of the outermost compound; what is trimmed off is left out.
    """
    for outer in all_clips(project):
        yield outer
        yield from _held(project, outer, outer.clip, outer.span.start - outer.clip.window.start, 1)


def _held(project: Project, outer: Found, clip: Clip, origin: Time, level: int) -> Iterator[Found]:
    if not isinstance(clip.content, Compound) or level > MOST_NESTED:
        return
    for inner in all_clips(inside_of(project, clip.content)):
        start = origin + clip.own_at(inner.span.start)
        end = origin + clip.own_at(inner.span.end)
        start, end = max(outer.span.start, min(start, end)), min(outer.span.end, max(start, end))
        if start < end:
            yield replace(outer, clip=inner.clip, span=Span(start, end - start))
            inner_origin = origin + clip.own_at(inner.span.start) - inner.clip.window.start
            yield from _held(project, outer, inner.clip, inner_origin, level + 1)
