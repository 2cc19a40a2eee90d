"""A compound opened: its inside as the project one works on, and that put back into the project it lies in.

It must never be asked for an inside that is not there: `way_in` says how far a way still leads.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import put_back
from studio.edits.pins import clamped
from studio.edits.refused import EditRefused
from studio.model import (
    ZERO,
    Clip,
    Compound,
    Found,
    Project,
    Span,
    Time,
    ceil_frame,
    compounded,
    duration,
    find,
    inside_of,
    used_assets,
)
from studio.sentences import say

__all__ = ["entered", "way_in", "with_entered"]

Way = tuple[str, ...]
"""The ids of compounds, each in the one before it, the outermost first."""


def way_in(project: Project, way: Way) -> Way:
    """So much of the way as there are compounds in the project."""
    for number, name in enumerate(way):
        found = find(project, name)
        if found is None or not isinstance(found.clip.content, Compound):
            return way[:number]
        project = entered(project, (name,))
    return way


def entered(project: Project, way: Way) -> Project:
    """The inside of the last compound of the way, with the files, canvas and rate of the project."""
    for name in way:
        content = _the_compound(project, name)[1]
        project = inside_of(project, content)
    return project


def with_entered(project: Project, way: Way, inside: Project) -> Project:
    """The project with another inside of the last compound of the way, and with all else that was changed there.

    A compound that showed all of its inside still does: it gets longer or shorter. Refused for another frame rate, and
    where a file is gone that the project needs.
    """
    if not way:
        return inside
    if inside.rate != project.rate:
        raise EditRefused(say("Go back out of the compound before you change the frame rate."))
    found, old = _the_compound(project, way[0])
    outer_inside = entered(project, way[:1])
    inner = with_entered(outer_inside, way[1:], inside)
    content = replace(compounded(inner), extra=old.extra)
    whole = replace(
        inside,
        main=project.main,
        layers=project.layers,
        sounds=project.sounds,
        markers=project.markers,
        main_state=project.main_state,
    )
    changed = _resized(whole, found, content, duration(outer_inside), duration(inner))
    left = {asset.id for asset in inside.assets}
    for asset in project.assets:
        if asset.id not in left and asset.id in used_assets(changed):
            raise EditRefused(say("“{name}” is used outside this compound.", name=asset.name))
    return changed


def _the_compound(project: Project, name: str) -> tuple[Found, Compound]:
    found = find(project, name)
    if found is None or not isinstance(found.clip.content, Compound):
        raise EditRefused(say("This compound is not there any more."))
    return found, found.clip.content


def _resized(project: Project, found: Found, content: Compound, before: Time, after: Time) -> Project:
    """The project with the compound's content, as long as it is now where it was shown whole."""
    clip = replace(found.clip, content=content)
    if found.track != "sounds":
        before, after = (ceil_frame(length, project.rate) / project.rate for length in (before, after))
    whole = clip.window == Span(ZERO, before) and clip.speed == 1 and clip.time_map is None
    if not whole or before == after or after <= 0:
        return put_back(project, found, clip)
    clip = replace(clip, window=Span(ZERO, after))
    if found.layer is not None:
        return put_back(project, found, clip)
    project = splice(project, found.index, found.index + 1, (clip,), though_locked=True)
    thing = project.main[found.index]
    return clamped(project, thing) if isinstance(thing, Clip) else project
