"""New clips as they first lie on the timeline: how long, how big, how set.

The lengths are the ones people know from CapCut: photo 5 s, title 3 s, transition 0.5 s.
It must never add them to a project: that is an edit.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from studio.effect import Effect
from studio.model import (
    ZERO,
    Applied,
    Asset,
    Clip,
    Content,
    Footage,
    Place,
    Project,
    Span,
    Sticker,
    TextStyle,
    Time,
    Title,
    Transition,
    floor_frame,
    frame_length,
    frame_time,
    main_duration,
    nearest_frame,
    round_to_sample,
)

__all__ = [
    "PHOTO_LENGTH",
    "STICKER_LENGTH",
    "TITLE_LENGTH",
    "TRANSITION_LENGTH",
    "clip_of",
    "drawn_clip",
    "sticker_clip",
    "title_clip",
    "transition_of",
    "whole_frames",
]

PHOTO_LENGTH: Time = Fraction(5)
TITLE_LENGTH: Time = Fraction(3)
STICKER_LENGTH: Time = Fraction(3)
_STICKER_SCALE = 0.45
TRANSITION_LENGTH: Time = Fraction(1, 2)
_ROUNDS: Time = Fraction(3)


def whole_frames(length: Time, project: Project) -> Time:
    """The nearest length of whole frames of the project, at least one."""
    return max(frame_time(nearest_frame(length, project.rate), project.rate), frame_length(project.rate))


def clip_of(
    project: Project,
    asset: Asset,
    clip_id: str,
    *,
    as_sound: bool = False,
    at: Time | None = None,
    photo: Time = PHOTO_LENGTH,
    part: Span | None = None,
) -> Clip:
    """All of the asset as a clip, or a `part` of it: whole frames of the project for pictures, whole samples for sound;
    `photo` long where it is a photo. An animated picture goes round as often as takes three seconds, at least once.

    A sound that begins at `at` over the main track ends with it: a song would otherwise go on over black.
    """
    begin = ZERO if part is None or asset.kind == "photo" else min(part.start, asset.duration)
    room = asset.duration - begin if part is None else min(part.length, asset.duration - begin)
    if asset.kind == "photo":
        length = whole_frames(photo if part is None else part.length, project)
    elif asset.loops and part is None and asset.duration > 0:
        length = whole_frames(max(1, ceil(_ROUNDS / asset.duration)) * asset.duration, project)
    elif as_sound or asset.kind == "sound":
        length = round_to_sample(room)
        if length > room:
            length -= Fraction(1, 48_000)
        if at is not None and at < main_duration(project):
            length = min(length, main_duration(project) - at)
    else:
        frames = floor_frame(room, project.rate)
        length = max(frame_time(frames, project.rate), frame_length(project.rate))
    return Clip(clip_id, Footage(asset.id), Span(begin, length), name=asset.name)


def title_clip(project: Project, text: str, clip_id: str, *, length: Time = TITLE_LENGTH) -> Clip:
    """Words in the style a title begins with."""
    return drawn_clip(project, Title(text, TextStyle()), clip_id, length=length)


def drawn_clip(project: Project, content: Content, clip_id: str, *, length: Time = TITLE_LENGTH) -> Clip:
    """Something the program draws itself, for a whole number of frames."""
    return Clip(clip_id, content, Span(ZERO, whole_frames(length, project)))


def sticker_clip(project: Project, effect: Effect, clip_id: str, applied_id: str) -> Clip:
    """A sticker as it first lies on the picture: in its middle, less than half as wide."""
    worn = (Applied(applied_id, effect.id, effect.version),)
    length = whole_frames(STICKER_LENGTH, project)
    return Clip(clip_id, Sticker(), Span(ZERO, length), place=Place(scale=_STICKER_SCALE), effects=worn)


def transition_of(project: Project, effect: str, *, length: Time = TRANSITION_LENGTH) -> Transition:
    """A transition with its effect's default settings."""
    return Transition(effect, whole_frames(length, project))
