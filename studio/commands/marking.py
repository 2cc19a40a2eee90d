"""Commands about markers: setting them on the piece or on a clip, going to them, naming and removing them."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import AT, at_of, needs_clips, text_param, time_param
from studio.edits import add_marker, remove_marker, set_marker
from studio.model import MARKER_COLOUR, Marker, Project, Standing, Time, all_clips, all_markers, duration, find
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["MARKING"]

_COLOURS = (
    ("blue", MARKER_COLOUR), ("lime", "#C8F03C"), ("yellow", "#F5C542"), ("orange", "#F28C38"), ("red", "#EF5350"),
    ("violet", "#A98BF5"),
)  # fmt: skip
"""The colours that “another colour” goes through, in order."""
BEAT_COLOUR = "#F5C542"


def _mark(session: Session, values: Values) -> None:
    at, marker_id = at_of(session, values), session.new_id("k")
    clip_id = values.get("on") or _marked_clip(session, at)
    marker = Marker(marker_id, Time(0), values.get("name", ""), values.get("colour", MARKER_COLOUR))
    session.edit(say("Add a marker"), lambda project: add_marker(project, marker, at=at, clip_id=clip_id))


def _marked_clip(session: Session, at: Time) -> str | None:
    """The one selected clip, where it is shown at `at`: its marker goes with it."""
    if len(session.selection) != 1:
        return None
    found = find(session.project, session.selection[0])
    return found.clip.id if found is not None and at in found.span else None


def _mark_beat(session: Session, values: Values) -> None:
    """On the selected clip, otherwise on the first sound that is heard there, otherwise on the piece."""
    at, marker_id = at_of(session, values), session.new_id("k")
    clip_id = values.get("on") or _marked_clip(session, at) or _sound_at(session.project, at)
    marker = Marker(marker_id, Time(0), colour=BEAT_COLOUR)
    session.edit(say("Mark a beat"), lambda project: add_marker(project, marker, at=at, clip_id=clip_id))


def _sound_at(project: Project, at: Time) -> str | None:
    for found in all_clips(project):
        if found.track == "sounds" and found.layer is not None and not found.layer.locked and at in found.span:
            return found.clip.id
    return None


def _here(session: Session, at: Time) -> Standing | None:
    """The marker at the frame under the playhead, those of what is selected first."""
    frame = 1 / session.project.rate
    near = [one for one in all_markers(session.project) if abs(one.time - at) < frame]
    near.sort(key=lambda one: (one.clip_id not in session.selection, abs(one.time - at)))
    return near[0] if near else None


def _the_marker(session: Session, values: Values) -> Standing:
    named = values.get("marker")
    if named is None:
        found = _here(session, at_of(session, values))
    else:
        found = next((one for one in all_markers(session.project) if named in (one.marker.id, one.marker.name)), None)
    if found is None:
        raise Refused(say("There is no marker here."))
    return found


def _no_marker_here(session: Session) -> Sentence | None:
    return None if _here(session, session.playhead) else say("There is no marker under the playhead.")


def _no_markers(session: Session) -> Sentence | None:
    return None if all_markers(session.project) else say("There is no marker yet.")


def _recolour(session: Session, values: Values) -> None:
    standing = _here(session, at_of(session, values))
    if standing is None:
        # As in CapCut: a new marker in another colour than the last.
        _mark(session, {**values, "colour": _next_colour(_last_colour(session.project))})
        return
    colour = values.get("colour") or _next_colour(standing.marker.colour)
    session.edit(
        say("Colour the marker"),
        lambda project: set_marker(project, standing.marker.id, clip_id=standing.clip_id, colour=colour),
    )


def _last_colour(project: Project) -> str:
    return project.markers[-1].colour if project.markers else MARKER_COLOUR


def _next_colour(colour: str) -> str:
    colours = [value for _name, value in _COLOURS]
    return colours[(colours.index(colour) + 1) % len(colours)] if colour in colours else colours[0]


def _change(session: Session, values: Values) -> None:
    standing = _the_marker(session, values)
    session.edit(
        say("Change the marker"),
        lambda project: set_marker(
            project,
            standing.marker.id,
            clip_id=standing.clip_id,
            name=values.get("name"),
            colour=values.get("colour"),
            to=values.get("to"),
        ),
    )


def _remove(session: Session, values: Values) -> None:
    standing = _the_marker(session, values)
    session.edit(
        say("Remove the marker"),
        lambda project: remove_marker(project, standing.marker.id, clip_id=standing.clip_id),
    )


def _next(session: Session, values: Values) -> None:  # noqa: ARG001
    times = [one.time for one in all_markers(session.project)]
    frame = 1 / session.project.rate
    session.move_playhead(next((time for time in times if time >= session.playhead + frame), duration(session.project)))


def _previous(session: Session, values: Values) -> None:  # noqa: ARG001
    times = [one.time for one in all_markers(session.project)]
    session.move_playhead(next((time for time in reversed(times) if time < session.playhead), Time(0)))


_ON = CommandParam("on", say("On clip"), "clip")
_COLOUR = CommandParam("colour", say("Colour"), "colour")
_NAME = text_param("name", say("Name"))
_MARKER = text_param("marker", say("Marker"))

MARKING: tuple[Command, ...] = (
    Command(
        "marker", say("Add a marker"),
        say("Marks a time: on the selected clip, which takes it along, otherwise on the whole piece."),
        "clip", _mark, (AT, _ON, _NAME, _COLOUR), why_not=needs_clips, is_edit=True,
    ),
    Command(
        "marker-colour", say("Marker in another colour"),
        say("Gives the marker under the playhead the next colour, or sets one in another colour."),
        "clip", _recolour, (AT, _ON, _COLOUR), why_not=needs_clips, is_edit=True,
    ),
    Command(
        "beat", say("Mark a beat"),
        say("Marks a beat of the music under the playhead, so that cuts can be drawn to it."),
        "sound", _mark_beat, (AT, _ON), why_not=needs_clips, is_edit=True,
    ),
    Command(
        "change-marker", say("Change the marker"), say("Names, colours or moves a marker."),
        "clip", _change, (_MARKER, _NAME, _COLOUR, time_param("to", say("To"))), why_not=_no_marker_here, is_edit=True,
    ),
    Command(
        "remove-marker", say("Remove the marker"), say("Takes away the marker under the playhead, or the one named."),
        "clip", _remove, (_MARKER, AT), why_not=_no_marker_here, is_edit=True,
    ),
    Command(
        "next-marker", say("Next marker"), say("Moves the playhead to the marker after it."), "play", _next,
        why_not=_no_markers,
    ),
    Command(
        "previous-marker", say("Previous marker"), say("Moves the playhead to the marker before it."), "play",
        _previous, why_not=_no_markers,
    ),
)  # fmt: skip
