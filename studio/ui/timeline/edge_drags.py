"""Cuts rolled, content slipped, clips slid, markers and ends of animations moved by the hand, without Qt.

As in `drags`: every drag is a draft of the session, the same call of the same edit from press to drop.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits import (
    Room,
    move_key,
    number_curve,
    numbers_of,
    roll,
    roll_room,
    set_animation,
    set_marker,
    slide,
    slide_room,
    slip,
    slip_room,
)
from studio.model import (
    Clip,
    Keyframes,
    Project,
    Time,
    When,
    find,
    frame_length,
    main_index,
    round_to_frame,
    round_to_sample,
)
from studio.render import animation_spans, run_of
from studio.sentences import say
from studio.session import Session
from studio.ui.timeline.drags import Hand, Seen, Snaps
from studio.ui.timeline.layout import Layout

__all__ = ["AnimationDrag", "KeyDrag", "MarkerDrag", "RollDrag", "SlideDrag", "SlipDrag"]


def _within(wanted: Time, room: Room) -> Time:
    if room.low is not None:
        wanted = max(wanted, room.low)
    return wanted if room.high is None else min(wanted, room.high)


def _signed(by: Time) -> str:
    return f"{'+' if by > 0 else '−' if by < 0 else ''}{abs(float(by)):.2f}"


class RollDrag:
    """The cut at the beginning of a clip moved: one of its clips gets longer, the other shorter."""

    label = say("Roll the cut")

    def __init__(self, session: Session, layout: Layout, clip_id: str, x: float) -> None:
        self._session, self._id = session, clip_id
        project = session.present
        self._room = roll_room(project, clip_id)
        span = layout.span_of(clip_id)
        assert span is not None
        self._cut, self._rate = span.start, project.rate
        self._grab = layout.scale.moment_at(x) - span.start
        where = layout.where(clip_id)
        self._sound = where is not None and where[0].kind == "sound"
        beside = _before(session, clip_id)
        self._snaps = Snaps(session, (clip_id, *beside))

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show the cut there."""
        to, meeting = layout.scale.moment_at(hand.x) - self._grab, None
        if hand.snap and (found := self._snaps.nearest_of((to,), layout)):
            to, meeting = to + found[0], found[1]
        else:
            to = round_to_sample(to) if self._sound else round_to_frame(to, self._rate)
        stopped = _within(to, self._room)
        meeting = meeting if stopped == to else None
        refused = self._session.update_draft(lambda project: roll(project, self._id, to=stopped))
        return Seen(meeting, note=refused or say("{by} s", by=_signed(stopped - self._cut)))


def _before(session: Session, clip_id: str) -> tuple[str, ...]:
    """The clip before it on the main track."""
    main = session.present.main
    index = main_index(session.present).get(clip_id, 0)
    return (main[index - 1].id,) if index else ()


class SlipDrag:
    """The content under a clip's window moved: to the right shows what comes earlier, as if the film were pulled."""

    label = say("Slip")

    def __init__(self, session: Session, layout: Layout, clip_id: str, x: float) -> None:
        self._session, self._id = session, clip_id
        self._rate = session.present.rate
        self._room = slip_room(session.present, clip_id)
        self._from = layout.scale.moment_at(x)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show the clip with its content there."""
        by = _within(round_to_frame(self._from - layout.scale.moment_at(hand.x), self._rate), self._room)
        refused = self._session.update_draft(lambda project: slip(project, self._id, by=by))
        return Seen(note=refused or say("{by} s", by=_signed(by)))


class SlideDrag:
    """A clip moved between its neighbours, which get longer and shorter."""

    label = say("Slide")

    def __init__(self, session: Session, layout: Layout, clip_id: str, x: float) -> None:
        self._session, self._id = session, clip_id
        project = session.present
        self._room = slide_room(project, clip_id)
        span = layout.span_of(clip_id)
        assert span is not None
        self._span, self._rate = span, project.rate
        self._grab = layout.scale.moment_at(x) - span.start
        index = main_index(project)[clip_id]
        beside = [thing.id for thing in project.main[max(0, index - 1) : index + 2]]
        self._snaps = Snaps(session, beside)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show the clip there."""
        to, meeting = layout.scale.moment_at(hand.x) - self._grab, None
        if hand.snap and (found := self._snaps.nearest_of((to, to + self._span.length), layout)):
            to, meeting = to + found[0], found[1]
        stopped = _within(round_to_frame(to, self._rate), self._room)
        meeting = meeting if stopped == to else None
        refused = self._session.update_draft(lambda project: slide(project, self._id, to=stopped))
        return Seen(meeting, note=refused or say("{by} s", by=_signed(stopped - self._span.start)))


class MarkerDrag:
    """A marker of the piece moved along the ruler."""

    label = say("Move the marker")

    def __init__(self, session: Session, marker_id: str) -> None:
        self._session, self._id = session, marker_id
        self._rate = session.present.rate
        self._snaps = Snaps(session, ())
        self._time = next(one.time for one in session.present.markers if one.id == marker_id)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show it there."""
        to, meeting = max(Time(0), layout.scale.moment_at(hand.x)), None
        if hand.snap and (found := self._snaps.nearest_of((to,), layout)) and self._is_elsewhere(to + found[0]):
            to, meeting = to + found[0], found[1]
        to = round_to_frame(to, self._rate)
        refused = self._session.update_draft(lambda project: set_marker(project, self._id, to=to))
        return Seen(meeting, note=refused or say("{time:.2f} s", time=float(to)))

    def _is_elsewhere(self, moment: Time) -> bool:
        """Whether what it meets is not the place it came from, which is among the candidates."""
        return abs(moment - self._time) >= frame_length(self._rate)


class KeyDrag:
    """The keyframes that stand at one moment of a clip moved together, inside the clip."""

    label = say("Move the keyframe")

    def __init__(self, session: Session, layout: Layout, clip_id: str, own: Time) -> None:
        self._session, self._id = session, clip_id
        project = session.present
        clip, span = layout.thing(clip_id), layout.span_of(clip_id)
        assert isinstance(clip, Clip)
        assert span is not None
        self._span, self._rate = span, project.rate
        self._at = span.start + own - clip.window.start
        curves = ((name, number_curve(project, clip, name)) for name in numbers_of(clip))
        self._numbers = [
            name
            for name, curve in curves
            if isinstance(curve, Keyframes) and any(key.time == own for key in curve.keys)
        ]
        self._snaps = Snaps(session, (clip_id,))

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show them there."""
        to, meeting = layout.scale.moment_at(hand.x), None
        if hand.snap and (found := self._snaps.nearest_of((to,), layout)):
            to, meeting = to + found[0], found[1]
        inside = min(max(to, self._span.start), self._span.end - frame_length(self._rate))
        meeting = meeting if inside == to else None
        into = round_to_frame(inside - self._span.start, self._rate)

        def moved(project: Project) -> Project:
            for name in self._numbers:
                project = move_key(project, self._id, number=name, at=self._at, to=self._span.start + into)
            return project

        refused = self._session.update_draft(moved)
        return Seen(meeting, note=refused or say("{time:.2f} s", time=float(into)))


class AnimationDrag:
    """How long a clip comes or goes: the inner end of that stretch moved, on all parts of a clip that was split."""

    label = say("Animation length")

    def __init__(self, session: Session, layout: Layout, clip_id: str, when: When) -> None:
        self._session, self._id, self._when = session, clip_id, when
        project = session.present
        clip, span = layout.thing(clip_id), layout.span_of(clip_id)
        assert isinstance(clip, Clip)
        assert span is not None
        run, self._members = run_of(project, clip_id)
        spans, self._rate = animation_spans(project, clip_id), project.rate
        other = spans.get("out" if when == "in" else "in")
        self._most = run.length - (other.length if other is not None else Time(0))
        own = run.start if when == "in" else run.end
        self._end = span.start + own - clip.window.start
        self._snaps = Snaps(session, self._members)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show it that long: from one frame to all the room there is."""
        to, meeting = layout.scale.moment_at(hand.x), None
        if hand.snap and (found := self._snaps.nearest_of((to,), layout)):
            to, meeting = to + found[0], found[1]
        wanted = round_to_frame(to - self._end if self._when == "in" else self._end - to, self._rate)
        length = max(frame_length(self._rate), min(wanted, self._most))
        meeting = meeting if length == wanted else None

        def change(project: Project) -> Project:
            for name in self._members:
                found = find(project, name)
                worn = found.clip.animation(self._when) if found is not None else None
                if worn is not None:
                    project = set_animation(project, name, animation=replace(worn, length=length))
            return project

        refused = self._session.update_draft(change)
        return Seen(meeting, note=refused or say("{length:.2f} s", length=float(length)))
