"""Music that steps back while someone speaks: the volume of a clip as keyframes.

It must never listen: when someone speaks is told.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from studio.edits.pieces import called, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import Key, Keyframes, Project, Span, Time, curve_at
from studio.sentences import say

__all__ = ["duck_under"]

_FALL = Fraction(1, 5)
_RISE = Fraction(1, 2)


def duck_under(project: Project, clip_id: str, *, speech: tuple[Span, ...], by_db: float = 12.0) -> Project:
    """The project with the clip `by_db` quieter during each span of the timeline in which someone speaks.

        music     ────┐      ┌────
        speech         abcdef

    It goes down in 0.2 s before the words and up in 0.5 s after them; pauses too short for both stay down. It begins
    from the volume at the clip's beginning, in place of keyframes it had. Refused where no one speaks under it.
    """
    found = the_clip(project, clip_id)
    clip, span = found.clip, found.span
    loud = curve_at(clip.gain_db, clip.window.start)
    joined: list[tuple[Time, Time]] = []
    for one in sorted(speech, key=lambda one: one.start):
        begin, end = max(one.start, span.start), min(one.end, span.end)
        if begin >= end:
            continue
        if joined and begin - _FALL <= joined[-1][1] + _RISE:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    if not joined:
        raise EditRefused(say("No one speaks while “{name}” is heard.", name=called(project, clip)))
    quiet = loud - by_db
    keys: dict[Time, float] = {}
    for begin, end in joined:
        for moment, level in ((begin - _FALL, loud), (begin, quiet), (end, quiet), (end + _RISE, loud)):
            own = clip.window.start + moment - span.start
            keys[own] = level
    made = tuple(Key(time, level) for time, level in sorted(keys.items()))
    return put_back(project, found, replace(clip, gain_db=Keyframes(made)))
