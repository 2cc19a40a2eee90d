"""The effects on a clip, their order and settings, and the transition it comes in with.

Which effects there are is not known here: one that a program lacks keeps its settings. None of these edits moves
anything.
"""

from __future__ import annotations

from math import isfinite

from msgspec.structs import replace

from studio.edits.main_track import transition_room
from studio.edits.pieces import called, put_back, seen_clip, the_clip
from studio.edits.refused import EditRefused
from studio.model import Applied, Found, Keyframes, Project, Setting, Time, Transition, floor_frame, nearest_frame
from studio.sentences import say

__all__ = [
    "add_effect",
    "longest_transition",
    "move_effect",
    "remove_effect",
    "set_effect_on",
    "set_transition",
    "tune_effect",
]


def add_effect(project: Project, clip_id: str, *, applied: Applied) -> Project:
    """The project with one more effect on the clip, after those it has."""
    found = the_clip(project, clip_id)
    if any(other.id == applied.id for other in found.clip.effects):
        raise EditRefused(say("“{name}” has this effect already.", name=called(project, found.clip)))
    settings = tuple((key, _setting(value)) for key, value in applied.settings)
    applied = replace(applied, settings=settings)
    return put_back(project, found, replace(found.clip, effects=(*found.clip.effects, applied)))


def tune_effect(project: Project, clip_id: str, *, applied_id: str, key: str, value: Setting | None) -> Project:
    """The project with one setting of an effect changed; None gives it back its default."""
    found = the_clip(project, clip_id)
    applied = _applied(project, found, applied_id)
    if value is None:
        settings = tuple(pair for pair in applied.settings if pair[0] != key)
    elif applied.setting(key) is None:
        settings = (*applied.settings, (key, _setting(value)))
    else:
        settings = tuple((name, _setting(value) if name == key else old) for name, old in applied.settings)
    return _with_applied(project, found, replace(applied, settings=settings))


def set_effect_on(project: Project, clip_id: str, *, applied_id: str, on: bool) -> Project:
    """The project with an effect at work, or keeping its settings but doing nothing."""
    found = the_clip(project, clip_id)
    return _with_applied(project, found, replace(_applied(project, found, applied_id), on=on))


def remove_effect(project: Project, clip_id: str, *, applied_id: str) -> Project:
    """The project with an effect taken off the clip."""
    found = the_clip(project, clip_id)
    _applied(project, found, applied_id)
    left = tuple(other for other in found.clip.effects if other.id != applied_id)
    return put_back(project, found, replace(found.clip, effects=left))


def move_effect(project: Project, clip_id: str, *, applied_id: str, to: int) -> Project:
    """The project with an effect at place `to` in the order of the clip's effects; 0 works first."""
    found = the_clip(project, clip_id)
    applied = _applied(project, found, applied_id)
    others = [other for other in found.clip.effects if other.id != applied_id]
    if not 0 <= to <= len(others):
        raise EditRefused(
            say("“{name}” has only {count} effects.", name=called(project, found.clip), count=len(others) + 1)
        )
    others.insert(to, applied)
    return put_back(project, found, replace(found.clip, effects=tuple(others)))


def set_transition(project: Project, clip_id: str, *, transition: Transition | None) -> Project:
    """The project with the clip coming in over the one before it, or with a plain cut (None).

        aaa|bbb   ->   aa a×b bb        (each half shows both; no clip moves or changes its length)

    Its length becomes the nearest even number of frames. Refused on a layer, where no clip comes before, and when
    it would be longer than `longest_transition`.
    """
    found = the_clip(project, clip_id)
    name = called(project, found.clip)
    if transition is None:
        return put_back(project, found, replace(found.clip, enter=None))
    if found.layer is not None:
        raise EditRefused(say("Transitions join clips of the main track. “{name}” lies on a layer.", name=name))
    room = transition_room(project, found.index)
    if room <= 0:
        raise EditRefused(say("There is no clip right before “{name}” to come in over.", name=name))
    length = 2 * max(1, nearest_frame(transition.length / 2, project.rate)) / project.rate
    longest = longest_transition(project, clip_id)
    if length > longest:
        if longest <= 0:
            raise EditRefused(say("“{name}” or the clip before it is too short for a transition.", name=name))
        raise EditRefused(say("A transition can last at most {seconds} s here.", seconds=f"{float(longest):.3g}"))
    settings = tuple((key, _setting(value)) for key, value in transition.settings)
    transition = replace(transition, length=length, settings=settings)
    return put_back(project, found, replace(found.clip, enter=transition))


def longest_transition(project: Project, clip_id: str) -> Time:
    """The longest transition the clip can come in with: an even number of frames, 0 where there can be none.

    At most as long as the shorter of the two clips, and not over another transition.
    """
    found = seen_clip(project, clip_id)
    if found.layer is not None:
        return Time(0)
    return 2 * max(0, floor_frame(transition_room(project, found.index) / 2, project.rate)) / project.rate


def _applied(project: Project, found: Found, applied_id: str) -> Applied:
    for applied in found.clip.effects:
        if applied.id == applied_id:
            return applied
    raise EditRefused(say("“{name}” does not have this effect any more.", name=called(project, found.clip)))


def _with_applied(project: Project, found: Found, applied: Applied) -> Project:
    effects = tuple(applied if other.id == applied.id else other for other in found.clip.effects)
    return put_back(project, found, replace(found.clip, effects=effects))


def _setting(value: Setting) -> Setting:
    """The value as it is kept. Refused when it holds something that is not a number."""
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, Keyframes):
        numbers: tuple[float, ...] = tuple(key.value for key in value.keys)
    elif isinstance(value, tuple):
        numbers = value = tuple(float(number) for number in value)
    else:
        value = float(value)
        numbers = (value,)
    if not all(isfinite(number) for number in numbers):
        raise EditRefused(say("This setting must be a number."))
    return value
