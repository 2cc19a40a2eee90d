"""What was done to one clip, done to another: chosen parts of it. None of these edits moves where a clip begins."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Literal

from msgspec.structs import replace

from studio.edits.look import set_fades
from studio.edits.pieces import called, has_sound, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.edits.retime import set_keep_pitch, set_speed_curve, speed_curve
from studio.edits.speed import set_speed
from studio.edits.warp import curves_warped
from studio.model import Adjustment, Clip, Compound, Footage, Project, Solid, Span, Time, Title, is_sourced
from studio.sentences import say

__all__ = ["ATTRIBUTES", "Attribute", "paste_attributes"]

Attribute = Literal[
    "place", "opacity", "blend", "mask", "looks", "effects", "animations", "volume", "fades", "speed",
    "text", "backdrop", "enabled",
]  # fmt: skip
ATTRIBUTES: tuple[Attribute, ...] = (
    "place", "opacity", "blend", "mask", "looks", "effects", "animations", "volume", "fades", "speed",
    "text", "backdrop", "enabled",
)  # fmt: skip

_SEEN: frozenset[Attribute] = frozenset({"place", "opacity", "blend", "mask", "animations", "backdrop"})
_CUT: frozenset[Attribute] = frozenset({"blend", "mask", "backdrop"})
"""Parts only of clips with a picture of their own."""
_FIELDS: dict[Attribute, tuple[str, ...]] = {
    "place": ("place",),
    "opacity": ("opacity",),
    "blend": ("blend",),
    "mask": ("mask",),
    "animations": ("animations",),
    "backdrop": ("backdrop",),
    "volume": ("gain_db", "muted"),
    "enabled": ("on",),
}


def paste_attributes(
    project: Project,
    clip_id: str,
    *,
    source: Clip,
    parts: Collection[Attribute],
    looks: Collection[str] = (),
    new_id: Callable[[], str],
) -> Project:
    """The project with the clip as `source` is, in the `parts` named; parts it cannot have are left out.

        a b   ->   a b        (b where a is, as large, with its look, as loud, as fast, …)

    `looks` are the effects that count as looks; `effects` are all others. Keys stand as far from the clip's beginning
    as they stand in `source`. A changed speed changes its length. Refused where nothing fits.
    """
    if not _fits(project, clip_id, source, parts):
        name = called(project, the_clip(project, clip_id).clip)
        raise EditRefused(say("“{name}” can take none of that.", name=name))
    # First the speed: it changes where the keys of the clip stand.
    if "speed" in parts and is_sourced(project, the_clip(project, clip_id).clip):
        project = _sped(project, clip_id, source)
    found = the_clip(project, clip_id)
    clip = found.clip
    by = clip.window.start - source.window.start
    shifted = curves_warped(source, lambda own: own + by)
    values: dict[str, Any] = {}
    pictured = isinstance(clip.content, (Footage, Solid, Compound))
    seen, heard = found.track != "sounds", has_sound(project, clip)
    for part in parts:
        if (part == "volume" and not heard) or (part in _SEEN and not seen) or (part in _CUT and not pictured):
            continue
        # Behind what lies on a layer is what lies beneath it; a look has no picture that could move.
        if (part == "backdrop" and found.layer is not None) or (part == "animations" and not _moves(clip)):
            continue
        values |= {name: getattr(shifted, name) for name in _FIELDS.get(part, ())}
    if "looks" in parts or "effects" in parts:
        kept = tuple(one for one in clip.effects if ("looks" if one.effect in looks else "effects") not in parts)
        came = (one for one in shifted.effects if ("looks" if one.effect in looks else "effects") in parts)
        values["effects"] = (*kept, *(replace(one, id=new_id()) for one in came))
    if "text" in parts and isinstance(clip.content, Title) and isinstance(source.content, Title):
        values["content"] = replace(clip.content, style=source.content.style)
    changed = put_back(project, found, replace(clip, **values)) if values else project
    if "fades" in parts and heard:
        changed = _faded(changed, clip_id, source)
    return changed


def _fits(project: Project, clip_id: str, source: Clip, parts: Collection[Attribute]) -> bool:
    """Whether the clip can take any of the parts."""
    found = the_clip(project, clip_id)
    can: set[Attribute] = {"looks", "effects", "enabled"}
    if found.track != "sounds":
        can |= _SEEN if isinstance(found.clip.content, (Footage, Solid, Compound)) else _SEEN - _CUT
        can -= set() if found.layer is None else {"backdrop"}
        can -= set() if _moves(found.clip) else {"animations"}
    if has_sound(project, found.clip):
        can |= {"volume", "fades"}
    if is_sourced(project, found.clip):
        can |= {"speed"}
    if isinstance(found.clip.content, Title) and isinstance(source.content, Title):
        can |= {"text"}
    return bool(can.intersection(parts))


def _moves(clip: Clip) -> bool:
    return not isinstance(clip.content, Adjustment)


def _faded(project: Project, clip_id: str, source: Clip) -> Project:
    """The fades as long as those of `source`, as far as the clip is long enough."""
    clip = the_clip(project, clip_id).clip
    project = put_back(project, the_clip(project, clip_id), replace(clip, fade_in=None, fade_out=None))
    coming = min(_length(source.fade_in), clip.length)
    going = min(_length(source.fade_out), clip.length - coming)
    return set_fades(project, clip_id, fade_in=coming, fade_out=going)


def _length(span: Span | None) -> Time:
    return span.length if span is not None else Time(0)


def _sped(project: Project, clip_id: str, source: Clip) -> Project:
    """As fast as `source` on the way, its curve over all of the clip; which way it runs stays."""
    if source.time_map is not None and len(source.time_map.points) > 1:
        project = set_speed_curve(project, clip_id, points=speed_curve(source))
        project = set_speed(project, clip_id, speed=source.speed)
    else:
        if the_clip(project, clip_id).clip.time_map is not None:
            project = set_speed_curve(project, clip_id, points=())
        speed = source.speed * (abs(source.time_map.points[0].speed) if source.time_map is not None else 1)
        if speed > 0:
            project = set_speed(project, clip_id, speed=speed)
    if source.keep_pitch != the_clip(project, clip_id).clip.keep_pitch and has_sound(
        project, the_clip(project, clip_id).clip
    ):
        project = set_keep_pitch(project, clip_id, keep_pitch=source.keep_pitch)
    return project
