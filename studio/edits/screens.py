"""Screens: several pictures that share the canvas, as in a duet, and how they change places while they play.

A screen is a part of the canvas for one picture. What is laid out is the clips' places, opacities and masks, nothing
else: no clip moves in time. It must never know the names of layouts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from studio.edits.look import set_opacity, set_place
from studio.edits.pieces import called, rounded, the_clip
from studio.edits.refused import EditRefused
from studio.edits.shape import remove_mask, set_mask
from studio.model import (
    Adjustment,
    Clip,
    Curve,
    Footage,
    Found,
    Key,
    Keyframes,
    Mask,
    Place,
    Project,
    Time,
    Title,
    curve_at,
    place_for,
)
from studio.sentences import say

__all__ = ["Screen", "lay_out", "standing_screen"]

_PLACED = ("x", "y", "scale", "rotation_deg", "crop_left", "crop_right", "crop_top", "crop_bottom")
_MASKED = ("x", "y", "width", "height", "rotation_deg", "feather", "roundness")
_SAME = 1e-9


class Screen(NamedTuple):
    """A part of the canvas: its centre and size in the canvas's short side, centre origin, y down.

    `roundness` 0 is a rectangle and 1 an ellipse. A picture fills it and is cropped, or with `whole` is shown
    altogether inside it: in the middle, or with `foot` at its lower edge.
    """

    x: float
    y: float
    width: float
    height: float
    roundness: float = 0.0
    whole: bool = False
    foot: bool = False


class _Set(NamedTuple):
    """How a clip stands on its screen: numbers of its place and of its mask, and whether it is seen."""

    place: Mapping[str, float]
    mask: Mapping[str, float]
    seen: bool


def lay_out(
    project: Project,
    clip_ids: Sequence[str],
    screens: Sequence[Screen | None],
    *,
    at: Time | None = None,
    over: Time | None = None,
) -> Project:
    """The project with each clip on its screen; a clip without one (None) is heard but not seen.

        abc   ->   abc        seen beside each other; or, with `at`, as before until then

    With `at` they go there from that frame on, `over` long (a frame where nothing is said), by keyframes; what was
    laid out for later stays. Without, keyframes of place and opacity give way. A clip that has been laid out round
    is seen through a mask; a mask of another shape is the person's own and stays. Refused for titles and looks, and
    where a clip does not show at `at`.
    """
    if not clip_ids:
        raise EditRefused(say("Select the clips that are to share the picture."))
    if len(set(clip_ids)) != len(clip_ids) or len(clip_ids) > len(screens):
        raise EditRefused(say("There are fewer screens than clips."))
    for clip_id, screen in zip(clip_ids, screens, strict=False):
        found = _pictured(project, clip_id)
        standing = _standing(project, found.clip, screen)
        project = _steady(project, found, standing) if at is None else _from_then_on(project, found, standing, at, over)
    return project


def standing_screen(project: Project, clip: Clip) -> Screen | None:
    """The screen on which the clip's picture stands still: one it was laid out on, or all of the canvas where it covers
    that. None where it moves, is turned or masked by hand, or stands on the canvas as a whole beside bars."""
    place, mask = place_for(clip.place, project.canvas.ratio), clip.mask
    numbers = [getattr(place, name) for name in _PLACED]
    if place.fit != "fit" or isinstance(clip.opacity, Keyframes) or _has_own_mask(clip):
        return None
    if any(isinstance(number, Keyframes) for number in numbers) or curve_at(place.rotation_deg, clip.window.start):
        return None
    x, y, scale, _turned_by, left, right, top, bottom = (curve_at(number, clip.window.start) for number in numbers)
    short = project.canvas.short_side
    wide, high = project.canvas.width / short, project.canvas.height / short
    own_width, own_height = _shape_of(project, clip)
    fitted = min(wide / own_width, high / own_height) * scale
    own_width, own_height = own_width * fitted, own_height * fitted
    width, height = own_width * (1 - left - right), own_height * (1 - top - bottom)
    covers = width >= wide - _SAME and height >= high - _SAME
    if not covers and scale == 1 and not any((left, right, top, bottom)) and mask is None:
        return None
    roundness = 0.0
    if mask is not None:
        roundness = curve_at(mask.roundness, clip.window.start)
        if roundness <= 0:
            return None
    return Screen(x + (left - right) / 2 * own_width, y + (top - bottom) / 2 * own_height, width, height, roundness)


def _pictured(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    content = found.clip.content
    if isinstance(content, (Title, Adjustment)) or (found.layer is not None and found.layer.kind == "sound"):
        raise EditRefused(say("“{name}” has no picture that could have a screen.", name=called(project, found.clip)))
    return found


def _shape_of(project: Project, clip: Clip) -> tuple[float, float]:
    """Width and height of the clip's picture, in any unit."""
    if isinstance(clip.content, Footage):
        asset = project.asset(clip.content.asset)
        if asset is not None and asset.width > 0 and asset.height > 0:
            return asset.width, asset.height
    return project.canvas.width, project.canvas.height


def _standing(project: Project, clip: Clip, screen: Screen | None) -> _Set:
    if screen is None:
        return _Set({}, {}, seen=False)
    short = project.canvas.short_side
    wide, high = project.canvas.width / short, project.canvas.height / short
    width, height = _shape_of(project, clip)
    fitted = min(wide / width, high / height)
    own_width, own_height = width * fitted, height * fitted
    factors = screen.width / own_width, screen.height / own_height
    scale = min(factors) if screen.whole else max(factors)
    # What is beyond the screen is cropped, as much on one side as on the other.
    across = max(0.0, 1 - screen.width / (own_width * scale)) / 2
    down = max(0.0, 1 - screen.height / (own_height * scale)) / 2
    across, down = (part if part > _SAME else 0.0 for part in (across, down))
    lower = (screen.height - own_height * scale) / 2 if screen.foot and screen.whole else 0.0
    place = {
        "x": screen.x, "y": screen.y + lower, "scale": scale, "rotation_deg": 0.0,
        "crop_left": across, "crop_right": across, "crop_top": down, "crop_bottom": down,
    }  # fmt: skip
    unit = min(own_width, own_height) * scale
    mask = {
        "x": 0.0, "y": 0.0, "rotation_deg": 0.0, "feather": 0.0, "roundness": screen.roundness,
        "width": own_width * scale * (1 - 2 * across) / unit, "height": own_height * scale * (1 - 2 * down) / unit,
    }  # fmt: skip
    return _Set(place, mask, seen=True)


def _steady(project: Project, found: Found, standing: _Set) -> Project:
    clip = found.clip
    project = set_opacity(project, clip.id, opacity=_seen(curve_at(clip.opacity, clip.window.start), standing))
    if not standing.seen:
        return project
    project = set_place(project, clip.id, fit="fit", **standing.place)
    if _has_own_mask(clip):
        return project
    if standing.mask["roundness"] > 0:
        return set_mask(project, clip.id, shape="rectangle", invert=False, **standing.mask)
    return _without_mask(project, clip.id)


def _without_mask(project: Project, clip_id: str) -> Project:
    return project if the_clip(project, clip_id).clip.mask is None else remove_mask(project, clip_id)


def _has_own_mask(clip: Clip) -> bool:
    return clip.mask is not None and (clip.mask.shape != "rectangle" or clip.mask.invert)


def _seen(now: float, standing: _Set) -> float:
    if not standing.seen:
        return 0.0
    return now if now > 0 else 1.0


def _from_then_on(project: Project, found: Found, standing: _Set, at: Time, over: Time | None) -> Project:
    clip, frame = found.clip, 1 / project.rate
    own = clip.window.start + rounded(at - found.span.start, project.rate)
    if not 0 <= own - clip.window.start < clip.length:
        raise EditRefused(say("Move the playhead over “{name}” first.", name=called(project, clip)))
    until = own + max(frame, rounded(over or frame, project.rate))
    later = _later_changes(place_for(clip.place, project.canvas.ratio), until)
    hidden_now = curve_at(clip.opacity, own) == 0
    opacity = _seen(curve_at(clip.opacity, own), standing)
    project = set_opacity(project, clip.id, opacity=_turned(clip.opacity, own, until, opacity, later))
    if not standing.seen:
        return project
    project = _fitted(project, clip.id)
    place = place_for(the_clip(project, clip.id).clip.place, project.canvas.ratio)
    # What was not seen need not travel: it stands where it is wanted as soon as it comes up.
    begin = until - frame if hidden_now else own
    numbers = {name: _turned(getattr(place, name), begin, until, standing.place[name], later) for name in _PLACED}
    project = set_place(project, clip.id, **numbers)
    if _has_own_mask(clip) or (clip.mask is None and standing.mask["roundness"] == 0):
        return project
    whole = clip.mask or _whole_mask(project, clip)
    masked = {name: _turned(getattr(whole, name), begin, until, standing.mask[name], later) for name in _MASKED}
    return set_mask(project, clip.id, shape="rectangle", invert=False, **masked)


def _whole_mask(project: Project, clip: Clip) -> Mask:
    width, height = _shape_of(project, clip)
    short = min(width, height)
    return Mask(shape="rectangle", width=width / short, height=height / short)


def _later_changes(place: Place, after: Time) -> tuple[Time, ...]:
    """When, after `after`, the screens change again: the ends of the next change."""
    if not isinstance(place.scale, Keyframes):
        return ()
    return tuple(key.time for key in place.scale.keys if key.time > after)[:2]


def _turned(curve: Curve, begin: Time, until: Time, value: float, later: tuple[Time, ...]) -> Keyframes:
    """The curve that leaves what it was at `begin` and is `value` from `until` on, up to the next change.

    `later` are the ends of that change: a curve that knows nothing of it yet goes back there to what it was.
    """
    before = curve_at(curve, begin)
    keys = curve.keys if isinstance(curve, Keyframes) else ()
    kept = [key for key in keys if key.time < begin]
    after = [key for key in keys if key.time > until]
    stays = [abs(key.value - before) <= _SAME and (not later or key.time <= later[0]) for key in after]
    held = stays.index(False) if False in stays else len(after)
    after = [replace(key, value=value) if index < held else key for index, key in enumerate(after)]
    if not keys and len(later) == 2:
        after = [Key(later[0], value, "in_out"), Key(later[1], before)]
    return Keyframes(keys=(*kept, Key(begin, before, "in_out"), Key(until, value), *after))


def _fitted(project: Project, clip_id: str) -> Project:
    """The clip as large as it is, with a place that begins from all of its picture."""
    clip = the_clip(project, clip_id).clip
    place = place_for(clip.place, project.canvas.ratio)
    if place.fit == "fit":
        return project
    width, height = _shape_of(project, clip)
    across, down = project.canvas.width / width, project.canvas.height / height
    whole = min(across, down)
    factor = max(across, down) / whole if place.fit == "fill" else project.canvas.short_side / 1080 / whole
    scale = place.scale
    if isinstance(scale, Keyframes):
        scale = replace(scale, keys=tuple(replace(key, value=key.value * factor) for key in scale.keys))
    else:
        scale *= factor
    return set_place(project, clip_id, fit="fit", scale=scale)
