"""Commands about keyframes: setting, moving and removing them, their easing, and going from one to the next."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import AT, CLIPS, at_of, edit_each, needs_selection, number, text_param, time_param
from studio.edits import (
    clear_keys,
    ease_key,
    key_times,
    move_key,
    move_keys,
    number_curve,
    numbers_of,
    put_keys,
    remove_key,
    set_key,
)
from studio.model import EASES, Bend, Keyframes, Project, Time, find
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["KEYFRAMES"]

_NUMBER = text_param("number", say("Number"), required=True)
"""Such as x, scale, opacity, gain_db, mask.width, effect.e1.strength."""
_EASE = CommandParam("ease", say("Easing"), "choice", choices=tuple((ease, ease) for ease in EASES))
_BASIC = ("x", "y", "scale", "rotation_deg", "opacity")


def _key(session: Session, values: Values) -> None:
    at = at_of(session, values)
    edit_each(
        session,
        say("Keyframe"),
        values,
        lambda project, name: set_key(
            project, name, number=values["number"], at=at, value=values.get("value"), ease=values.get("ease")
        ),
    )


def _basic(session: Session, values: Values) -> None:
    """Keys on place, scale, rotation and opacity at once, as CapCut's diamond does."""
    at = at_of(session, values)

    def keyed(project: Project, name: str) -> Project:
        for number_name in _BASIC:
            project = set_key(project, name, number=number_name, at=at)
        return project

    edit_each(session, say("Keyframe"), values, keyed)


def _remove(session: Session, values: Values) -> None:
    at = at_of(session, values)
    edit_each(
        session,
        say("Remove the keyframe"),
        values,
        lambda project, name: remove_key(project, name, number=values["number"], at=at),
    )


def _move(session: Session, values: Values) -> None:
    at = at_of(session, values)
    edit_each(
        session,
        say("Move the keyframe"),
        values,
        lambda project, name: move_key(project, name, number=values["number"], at=at, to=values["to"]),
    )


def _copy(session: Session, values: Values) -> None:
    """A copy of what stands at one time, at another, on the same clip."""
    at, name = at_of(session, values), values["number"]

    def copied(project: Project, clip_id: str) -> Project:
        found = find(project, clip_id)
        assert found is not None, "the values name clips that are there"
        curve = number_curve(project, found.clip, name)
        own = found.clip.window.start + at - found.span.start
        keys = curve.keys if isinstance(curve, Keyframes) else ()
        near = [key for key in keys if abs(key.time - own) <= 1 / (2 * project.rate)]
        if not near:
            raise Refused(say("There is no keyframe there."))
        return put_keys(project, clip_id, keys=[(name, near[0])], at=values["to"])

    edit_each(session, say("Copy the keyframe"), values, copied)


def _shift(session: Session, values: Values) -> None:
    """All keyframes of a number of the clips, or of every number."""
    by = values["by"]

    def shifted(project: Project, clip_id: str) -> Project:
        found = find(project, clip_id)
        assert found is not None, "the values name clips that are there"
        keys = [
            (name, key.time)
            for name in ((values["number"],) if "number" in values else numbers_of(found.clip))
            if isinstance(curve := number_curve(project, found.clip, name), Keyframes)
            for key in curve.keys
        ]
        if not keys:
            raise Refused(say("The selected clips have no keyframes."))
        return move_keys(project, clip_id, keys=keys, by=by)

    edit_each(session, say("Move the keyframes"), values, shifted)


def _bend(text: str | None) -> Bend | None:
    if text is None:
        return None
    try:
        x1, y1, x2, y2 = (float(part) for part in text.split(","))
    except ValueError:
        raise Misused(say("“{text}” is no Bézier. Write it as 0.25, 0.1, 0.25, 1.", text=text)) from None
    return x1, y1, x2, y2


def _eased(session: Session, values: Values) -> None:
    at, bend = at_of(session, values), _bend(values.get("bend"))
    ease = values.get("ease", "bezier" if bend else None)
    if ease is None:
        raise Misused(say("Say how: ease or bend."))
    edit_each(
        session,
        say("Easing"),
        values,
        lambda project, name: ease_key(project, name, number=values["number"], at=at, ease=ease, bend=bend),
    )


def _steady(session: Session, values: Values) -> None:
    at = at_of(session, values)
    edit_each(
        session,
        say("Remove all keyframes"),
        values,
        lambda project, name: clear_keys(project, name, number=values["number"], at=at),
    )


def _times(session: Session) -> list[Time]:
    """When the selected clips have keys, within what they show."""
    times: set[Time] = set()
    for name in session.selection:
        found = find(session.project, name)
        if found is not None and (found.layer is None or not found.layer.locked):
            times |= {at for at in key_times(session.project, name) if found.span.start <= at <= found.span.end}
    return sorted(times)


def _next(session: Session, _values: Values) -> None:
    later = [at for at in _times(session) if at > session.playhead]
    if not later:
        raise Refused(say("There is no keyframe after the playhead."))
    session.move_playhead(later[0])


def _previous(session: Session, _values: Values) -> None:
    earlier = [at for at in _times(session) if at < session.playhead]
    if not earlier:
        raise Refused(say("There is no keyframe before the playhead."))
    session.move_playhead(earlier[-1])


def _needs_keys(session: Session) -> Sentence | None:
    return needs_selection(session) or (None if _times(session) else say("The selected clips have no keyframes."))


KEYFRAMES: tuple[Command, ...] = (
    Command(
        "keyframe",
        say("Keyframe"),
        say("Sets a keyframe on a number of clips: x, scale, opacity, gain_db, mask.width, effect.e1.strength."),
        "clip",
        _key,
        (CLIPS, _NUMBER, AT, number("value", say("Value")), _EASE),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "basic-keyframe",
        say("Keyframe on place and opacity"),
        say("Sets keyframes on position, scale, rotation and opacity at once."),
        "clip",
        _basic,
        (CLIPS, AT),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "remove-keyframe",
        say("Remove the keyframe"),
        say("Takes away the keyframe of a number at a time."),
        "clip",
        _remove,
        (CLIPS, _NUMBER, AT),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "move-keyframe",
        say("Move the keyframe"),
        say("Moves the keyframe of a number from one time to another."),
        "clip",
        _move,
        (CLIPS, _NUMBER, AT, time_param("to", say("To"), required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "shift-keyframes",
        say("Move all keyframes"),
        say("Moves all keyframes of clips, of one number or of every one, by a time: forwards, or backwards below 0."),
        "clip",
        _shift,
        (CLIPS, text_param("number", say("Number")), time_param("by", say("By"), required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "copy-keyframe",
        say("Copy the keyframe"),
        say("Puts a copy of the keyframe of a number at another time of the clip."),
        "clip",
        _copy,
        (CLIPS, _NUMBER, AT, time_param("to", say("To"), required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "ease-keyframe",
        say("Easing"),
        say("Sets how a number goes from its keyframe at a time to the next: one of thirty easings, or a Bézier."),
        "clip",
        _eased,
        (CLIPS, _NUMBER, AT, _EASE, text_param("bend", say("Bézier"))),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "clear-keyframes",
        say("Remove all keyframes"),
        say("Makes a number steady again, as it is at a time."),
        "clip",
        _steady,
        (CLIPS, _NUMBER, AT),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "next-keyframe",
        say("Next keyframe"),
        say("Moves the playhead to the next keyframe of what is selected."),
        "play",
        _next,
        why_not=_needs_keys,
    ),
    Command(
        "previous-keyframe",
        say("Previous keyframe"),
        say("Moves the playhead to the keyframe before."),
        "play",
        _previous,
        why_not=_needs_keys,
    ),
)
