"""Keyframes on every number of a clip: setting, moving and removing them, and how the way between them goes.

A number is named by where it stands: `x`, `scale` (of its place), `opacity`, `gain_db`, `arc_deg` (of a title),
`mask.width`, or `effect.ID.KEY`. None of these edits moves anything: the drawing of each is `abc   ->   abc`, seen
or heard differently. Limits are those of the edits that set plain numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from studio.edits.effects import tune_effect
from studio.edits.look import set_gain, set_opacity, set_place
from studio.edits.pieces import called, rounded, seen_clip, the_clip
from studio.edits.refused import EditRefused
from studio.edits.shape import MASK_LIMITS, set_mask
from studio.edits.words import set_arc
from studio.model import (
    EASES,
    Bend,
    Clip,
    Curve,
    Ease,
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
    with_key,
)
from studio.sentences import say

__all__ = [
    "PLACE_NUMBERS",
    "clear_keys",
    "ease_key",
    "key_times",
    "move_key",
    "move_keys",
    "number_at",
    "number_curve",
    "numbers_of",
    "put_keys",
    "remove_key",
    "set_curves",
    "set_key",
    "set_number",
]

PLACE_NUMBERS = ("x", "y", "scale", "rotation_deg", "crop_left", "crop_right", "crop_top", "crop_bottom")


def numbers_of(clip: Clip) -> tuple[str, ...]:
    """The names of all the numbers of the clip that may have keys; of effects those that were set."""
    names = [*PLACE_NUMBERS, "opacity", "gain_db"]
    if isinstance(clip.content, Title):
        names.append("arc_deg")
    if clip.mask is not None:
        names += [f"mask.{name}" for name in MASK_LIMITS]
    for applied in clip.effects:
        for key, value in applied.settings:
            if isinstance(value, Keyframes) or (isinstance(value, float) and not isinstance(value, bool)):
                names.append(f"effect.{applied.id}.{key}")
    return tuple(names)


def number_curve(project: Project, clip: Clip, number: str) -> Curve | None:
    """The number as it stands; None where the clip has none of that name (an effect's default, for one)."""
    if number in PLACE_NUMBERS:
        return _named(place_for(clip.place, project.canvas.ratio), number)
    if number in ("opacity", "gain_db"):
        return clip.opacity if number == "opacity" else clip.gain_db
    if number == "arc_deg":
        return clip.content.arc_deg if isinstance(clip.content, Title) else None
    kind, _, rest = number.partition(".")
    if kind == "mask" and rest in MASK_LIMITS:
        return _named(clip.mask or Mask(), rest)
    if kind == "effect":
        applied_id, _, key = rest.partition(".")
        for applied in clip.effects:
            if applied.id == applied_id:
                value = applied.setting(key)
                return value if isinstance(value, (float, Keyframes)) and not isinstance(value, bool) else None
    return None


def _named(value: Place | Mask, name: str) -> Curve:
    curve: Curve = getattr(value, name)
    return curve


def number_at(project: Project, clip_id: str, number: str, *, at: Time) -> float | None:
    """The number at a time of the timeline; None where the clip has none of that name."""
    found = seen_clip(project, clip_id)
    curve = number_curve(project, found.clip, number)
    return None if curve is None else curve_at(curve, _own(project, found, at))


def key_times(project: Project, clip_id: str, number: str | None = None) -> tuple[Time, ...]:
    """When on the timeline the clip has keys, of one number or of any; those outside its window too."""
    found = seen_clip(project, clip_id)
    names = (number,) if number is not None else numbers_of(found.clip)
    curves = (number_curve(project, found.clip, name) for name in names)
    owns = {key.time for curve in curves if isinstance(curve, Keyframes) for key in curve.keys}
    return tuple(sorted(found.span.start + own - found.clip.window.start for own in owns))


def set_number(project: Project, clip_id: str, *, number: str, value: float, at: Time) -> Project:
    """The project with a number of the clip changed: at `at` by a key where it has keys, for good where it has none."""
    found = the_clip(project, clip_id)
    curve = number_curve(project, found.clip, number)
    if not isinstance(curve, Keyframes):
        return _with_curve(project, found, number, value)
    return set_key(project, clip_id, number=number, at=at, value=value)


def set_key(
    project: Project, clip_id: str, *, number: str, at: Time, value: float | None = None, ease: str | None = None
) -> Project:
    """The project with a key at the frame of `at`: of `value`, otherwise of what the number is there.

    The way to the next key goes as `ease` says; without it as the way there did before.
    """
    found = the_clip(project, clip_id)
    curve = _curve(project, found, number)
    own = _own(project, found, at)
    if not 0 <= own - found.clip.window.start <= found.clip.length:
        raise EditRefused(say("Move the playhead over “{name}” first.", name=called(project, found.clip)))
    now = curve_at(curve, own) if value is None else value
    earlier = [key for key in curve.keys if key.time <= own] if isinstance(curve, Keyframes) else []
    way = _ease(ease) if ease is not None else earlier[-1].ease if earlier else "linear"
    keyed = with_key(curve, own, now, way)
    if earlier and earlier[-1].bend is not None and ease is None:
        keyed = _changed(keyed, own, bend=earlier[-1].bend)
    return _with_curve(project, found, number, keyed)


def remove_key(project: Project, clip_id: str, *, number: str, at: Time) -> Project:
    """The project without the number's key at the frame of `at`; with its last key the number is steady again."""
    found = the_clip(project, clip_id)
    curve = _curve(project, found, number)
    key = _key(project, found, curve, at)
    assert isinstance(curve, Keyframes)
    left = tuple(other for other in curve.keys if other is not key)
    return _with_curve(project, found, number, replace(curve, keys=left) if left else key.value)


def move_key(project: Project, clip_id: str, *, number: str, at: Time, to: Time) -> Project:
    """The project with the number's key at `at` standing at `to`; a key that stood there gives way."""
    found = the_clip(project, clip_id)
    curve = _curve(project, found, number)
    key = _key(project, found, curve, at)
    assert isinstance(curve, Keyframes)
    own = _own(project, found, to)
    others = [other for other in curve.keys if other is not key and other.time != own]
    moved = sorted([*others, replace(key, time=own)], key=lambda other: other.time)
    return _with_curve(project, found, number, replace(curve, keys=tuple(moved)))


def move_keys(project: Project, clip_id: str, *, keys: Collection[tuple[str, Time]], by: Time) -> Project:
    """The project with several keys of the clip, each a number and its own time, moved by whole frames together.

    Keys that stood where they arrive give way. Refused where one of them would leave the clip.
    """
    found = the_clip(project, clip_id)
    by, window = rounded(by, project.rate), found.clip.window
    for number in dict.fromkeys(name for name, _own_time in keys):
        curve = _curve(project, found, number)
        chosen = {own for name, own in keys if name == number}
        if not isinstance(curve, Keyframes) or not chosen <= {key.time for key in curve.keys}:
            raise EditRefused(say("There is no keyframe there."))
        moved = {key.time + by: replace(key, time=key.time + by) for key in curve.keys if key.time in chosen}
        if any(not window.start <= own <= window.end for own in moved):
            raise EditRefused(say("Keyframes stay inside their clip."))
        there = {key.time: key for key in curve.keys if key.time not in chosen} | moved
        ordered = tuple(there[own] for own in sorted(there))
        project = _with_curve(project, found, number, replace(curve, keys=ordered))
        found = the_clip(project, clip_id)
    return project


def put_keys(project: Project, clip_id: str, *, keys: Sequence[tuple[str, Key]], at: Time) -> Project:
    """The project with copies of keys on the clip, the earliest of them at the frame of `at`.

    Each is a number and a key; numbers the clip does not have are left out. Refused where none of them fits.
    """
    found = the_clip(project, clip_id)
    known = [(number, key) for number, key in keys if number_curve(project, found.clip, number) is not None]
    if not known:
        raise EditRefused(say("“{name}” has none of these numbers.", name=called(project, found.clip)))
    first = min(key.time for _number, key in known)
    shift, window = _own(project, found, at) - first, found.clip.window
    inside = [(number, replace(key, time=key.time + shift)) for number, key in known]
    inside = [(number, key) for number, key in inside if window.start <= key.time <= window.end]
    if not inside:
        raise EditRefused(say("Keyframes stay inside their clip."))
    for number, key in inside:
        found = the_clip(project, clip_id)
        keyed = with_key(_curve(project, found, number), key.time, key.value, key.ease)
        project = _with_curve(project, found, number, _changed(keyed, key.time, ease=key.ease, bend=key.bend))
    return project


def set_curves(project: Project, clip_id: str, *, curves: Sequence[tuple[str, Curve]]) -> Project:
    """The project with several numbers of the clip each going a way of its own, in place of the one they went.

    Times of keys are the clip's own. A number an effect on the clip has by default may be named too.
    """
    for number, curve in curves:
        project = _with_curve(project, the_clip(project, clip_id), number, curve)
    return project


def ease_key(project: Project, clip_id: str, *, number: str, at: Time, ease: str, bend: Bend | None = None) -> Project:
    """The project with the way from the number's key at `at` to the next going otherwise.

    `bend` is the Bézier of the ease `bezier`: x1, y1, x2, y2, x within 0 to 1.
    """
    found = the_clip(project, clip_id)
    curve = _curve(project, found, number)
    key = _key(project, found, curve, at)
    assert isinstance(curve, Keyframes)
    if bend is not None and not (0 <= bend[0] <= 1 and 0 <= bend[2] <= 1 and all(abs(part) <= 10 for part in bend)):
        raise EditRefused(say("The handles of a Bézier lie between its two keys."))
    return _with_curve(project, found, number, _changed(curve, key.time, ease=_ease(ease), bend=bend))


def clear_keys(project: Project, clip_id: str, *, number: str, at: Time) -> Project:
    """The project with the number steady, as it is at `at`."""
    found = the_clip(project, clip_id)
    curve = _curve(project, found, number)
    if not isinstance(curve, Keyframes):
        return project
    return _with_curve(project, found, number, curve_at(curve, _own(project, found, at)))


def _own(project: Project, found: Found, at: Time) -> Time:
    """The clip's own time at the frame nearest to `at`."""
    return found.clip.window.start + rounded(at - found.span.start, project.rate)


def _curve(project: Project, found: Found, number: str) -> Curve:
    curve = number_curve(project, found.clip, number)
    if curve is None:
        raise EditRefused(say("“{name}” has no number “{number}”.", name=called(project, found.clip), number=number))
    return curve


def _key(project: Project, found: Found, curve: Curve, at: Time) -> Key:
    """The key at the frame of `at`. Refused where there is none."""
    own, half = _own(project, found, at), 1 / (2 * project.rate)
    keys = curve.keys if isinstance(curve, Keyframes) else ()
    near = min(keys, key=lambda key: abs(key.time - own), default=None)
    if near is None or abs(near.time - own) > half:
        raise EditRefused(say("There is no keyframe there."))
    return near


def _ease(ease: str) -> Ease:
    for known in EASES:
        if known == ease:
            return known
    raise EditRefused(say("There is no easing “{name}”.", name=ease))


def _changed(curve: Keyframes, time: Time, **changes: Ease | Bend | None) -> Keyframes:
    keys = tuple(replace(key, **changes) if key.time == time else key for key in curve.keys)
    return replace(curve, keys=keys)


def _with_curve(project: Project, found: Found, number: str, curve: Curve) -> Project:
    """The project with the number as `curve`, by the edit that sets plain numbers of its kind."""
    clip_id = found.clip.id
    if number in PLACE_NUMBERS:
        return set_place(project, clip_id, **{number: curve})
    if number == "opacity":
        return set_opacity(project, clip_id, opacity=curve)
    if number == "gain_db":
        return set_gain(project, clip_id, gain_db=curve)
    if number == "arc_deg":
        return set_arc(project, clip_id, arc_deg=curve)
    kind, _, rest = number.partition(".")
    if kind == "mask" and rest in MASK_LIMITS:
        return set_mask(project, clip_id, **{rest: curve})
    applied_id, _, key = rest.partition(".")
    if kind == "effect" and key:
        return tune_effect(project, clip_id, applied_id=applied_id, key=key, value=curve)
    raise EditRefused(say("“{name}” has no number “{number}”.", name=called(project, found.clip), number=number))
