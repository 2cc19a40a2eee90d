"""Commands that bend the time of clips: speed curves, reverse, freeze, and whether the pitch is kept."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import AT, CLIPS, at_of, edit_each, needs_selection, text_param, time_param
from studio.edits import FREEZE_S, SPEED_CURVES, freeze, reverse, set_keep_pitch, set_speed_curve
from studio.model import Clip, find, is_sourced, main_at
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["CURVE_NAMES", "RETIMING"]

CURVE_NAMES: tuple[tuple[str, Sentence], ...] = (
    ("montage", say("Montage")),
    ("hero", say("Hero")),
    ("bullet", say("Bullet")),
    ("jump", say("Jump cut")),
    ("flash_in", say("Flash in")),
    ("flash_out", say("Flash out")),
)
"""The ready-made speed curves and what they are called."""

_CURVES = (("none", "None"), *((key, name.source) for key, name in CURVE_NAMES))


def _points(text: str) -> tuple[tuple[float, float], ...]:
    """Points from `0:1, 0.5:4, 1:1`: how far through the pictures, and how fast there."""
    try:
        pairs = [part.split(":") for part in text.split(",")]
        return tuple((float(at), float(speed.strip().rstrip("x×"))) for at, speed in pairs)
    except ValueError:
        raise Misused(say("“{text}” is no speed curve. Write it as 0:1, 0.5:4, 1:1.", text=text)) from None


def _curve(session: Session, values: Values) -> None:
    if ("curve" in values) == ("points" in values):
        raise Misused(say("Say which curve: curve or points."))
    given = values.get("points")
    if given is None:
        points = SPEED_CURVES.get(values["curve"], ())
    else:
        points = _points(given) if isinstance(given, str) else tuple(given)
    edit_each(
        session,
        say("Speed curve"),
        values,
        lambda project, name: set_speed_curve(project, name, points=points),
    )


def _reverse(session: Session, values: Values) -> None:
    edit_each(session, say("Reverse"), values, reverse)


def _keep_pitch(session: Session, values: Values) -> None:
    def toggled(name: str) -> bool:
        found = find(session.project, name)
        return bool(values.get("keep_pitch", not found.clip.keep_pitch if found else True))

    edit_each(
        session,
        say("Keep the pitch"),
        values,
        lambda project, name: set_keep_pitch(project, name, keep_pitch=toggled(name)),
    )


def _under(session: Session) -> str | None:
    """The clip to freeze at the playhead: a selected one there, otherwise that of the main track."""
    project, at = session.project, session.playhead
    for name in session.selection:
        found = find(project, name)
        if found is not None and at in found.span and found.track != "sounds":
            return name
    index = main_at(project, at)
    thing = project.main[index] if index is not None else None
    return thing.id if isinstance(thing, Clip) and is_sourced(project, thing) else None


def _nothing_to_freeze(session: Session) -> Sentence | None:
    return None if _under(session) else say("There is no moving picture under the playhead.")


def _freeze(session: Session, values: Values) -> None:
    clip_id = values.get("clip") or _under(session)
    if clip_id is None:
        raise Refused(say("There is no moving picture under the playhead."))
    at = at_of(session, values)
    still = session.new_id(clip_id.rstrip("0123456789") or "c")
    rest = session.new_id(still.rstrip("0123456789") or "c")
    while rest == still:
        rest = f"{still}-2"
    length = values.get("length", FREEZE_S)
    session.edit(
        say("Freeze"),
        lambda project: freeze(project, clip_id, at=at, still_id=still, new_id=rest, length=length),
    )
    session.select((still,))


RETIMING: tuple[Command, ...] = (
    Command(
        "speed-curve",
        say("Speed curve"),
        say("Lets clips go faster and slower on the way: a ready-made curve, or points such as 0:1, 0.5:4, 1:1."),
        "clip",
        _curve,
        (CLIPS, CommandParam("curve", say("Curve"), "choice", choices=_CURVES), text_param("points", say("Points"))),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "reverse",
        say("Reverse"),
        say("Plays clips from their end to their beginning, picture and sound."),
        "clip",
        _reverse,
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "freeze",
        say("Freeze"),
        say("Lets the picture at a time stand still, by default for 3 seconds; then the clip goes on."),
        "clip",
        _freeze,
        (CommandParam("clip", say("Clip"), "clip"), AT, time_param("length", say("Length"))),
        why_not=_nothing_to_freeze,
        is_edit=True,
    ),
    Command(
        "keep-pitch",
        say("Keep the pitch"),
        say("Keeps the sound of fast and slow clips at its own pitch, or lets it follow."),
        "sound",
        _keep_pitch,
        (CLIPS, CommandParam("keep_pitch", say("Keep the pitch"), "switch")),
        why_not=needs_selection,
        is_edit=True,
    ),
)
