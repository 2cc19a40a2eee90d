"""What the hand does on the timeline, from press to release, without Qt.

Every drag is a draft of the session: what is shown under way and what is dropped are the same call of the same edit,
on the project as it was when the drag began. It must never edit in any other way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from studio.edits import (
    add_layer,
    duplicate,
    longest_transition,
    move,
    move_over,
    moved_along,
    overwrite,
    ripple_trim_end,
    ripple_trim_start,
    set_fades,
    set_transition,
    trim_end,
    trim_end_alone,
    trim_room,
    trim_start,
    trim_start_alone,
)
from studio.model import (
    ZERO,
    Clip,
    Layer,
    Project,
    Time,
    floor_frame,
    main_index,
    main_start,
    round_to_frame,
    round_to_sample,
)
from studio.sentences import Sentence, say
from studio.session import Session
from studio.ui.timeline.lanes import Lane, lane_of
from studio.ui.timeline.layout import RULER_HEIGHT, Box, Layout
from studio.ui.timeline.names import clip_name, drawn_as
from studio.ui.timeline.snapping import REACH, Meeting, Snapping, moving_along

__all__ = ["Drag", "FadeDrag", "Hand", "MoveDrag", "Seen", "Snaps", "TransitionDrag", "TrimDrag"]

Edit = Callable[[Project], Project]


@dataclass(frozen=True)
class Seen:
    """What a drag shows besides the draft: what it meets, a note beside the pointer, the clip in the hand."""

    meeting: Meeting | None = None
    note: str = ""
    ghost: tuple[Box, str] | None = None
    dragged: frozenset[str] = frozenset()
    lane: str = ""


@dataclass(frozen=True)
class Hand:
    """Where the pointer is, whether edges are drawn to what they come near, and whether what is dropped on a clip
    takes the place of its file."""

    x: float
    y: float
    snap: bool = True
    replaces: bool = False


class Drag(Protocol):
    """Something under the hand."""

    label: Sentence

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """The hand is there; `layout` shows how time lies on the screen now."""
        ...


class Snaps:
    """Snapping gathered when first needed; `moving` are the ids that move, as `Snapping` takes them."""

    def __init__(
        self, session: Session, moving: Sequence[str], ripple_from: int | None = None, *, with_range: bool = True
    ) -> None:
        self._session, self._moving, self._ripple_from = session, moving, ripple_from
        self._with_range = with_range
        self._snapping: Snapping | None = None

    def nearest_of(self, moments: Sequence[Time], layout: Layout) -> tuple[Time, Meeting] | None:
        """How far to shift what has its edges there so that one of them meets something, and what."""
        if self._snapping is None:
            project = self._session.present
            self._snapping = Snapping(
                project,
                playhead=self._session.playhead,
                span=self._session.range if self._with_range else None,
                moving=moving_along(project, self._moving, ripple_from=self._ripple_from),
                ripple_from=self._ripple_from,
            )
        return self._snapping.nearest_of(moments, layout.scale.length_of(REACH))


class MoveDrag:
    """Selected clips carried elsewhere: the main track is reordered, items move in time and between layers.

    Where it `copies`, the clip stays, and a copy of it is carried.
    """

    def __init__(
        self, session: Session, layout: Layout, clip_id: str, x: float, y: float, *, copies: bool = False
    ) -> None:
        self.label = say("Duplicate") if copies else say("Move")
        self._session, self._id = session, clip_id
        self._start = session.present
        span, box = layout.span_of(clip_id), layout.box_of(clip_id)
        assert span is not None
        assert box is not None
        self._span, self._box = span, box
        self._grab = layout.scale.moment_at(x) - span.start
        self._offset = (x - box.x, y - box.y)
        order = main_index(self._start)
        self._on_main = clip_id in order
        chosen = session.selection if clip_id in session.selection and not copies else (clip_id,)
        self._ids = tuple(name for name in chosen if (name in order) == self._on_main)
        self._others = tuple(name for name in chosen if name not in self._ids)
        self._free = self._on_main and not session.magnet and len(self._ids) == 1
        if self._on_main:
            self._ids = tuple(sorted(self._ids, key=order.__getitem__))
        self._begins = {name: found.start for name in self._ids if (found := layout.span_of(name)) is not None}
        thing = layout.thing(clip_id)
        self._clip = thing if isinstance(thing, Clip) else None
        where = layout.where(clip_id)
        self._lane = where[0] if where else layout.lanes[0]
        self._name = clip_name(self._start, thing, session.effects) if isinstance(thing, Clip) else say("Gap")
        self._new_layer: Layer | None = None
        self._snaps = Snaps(session, () if copies else self._ids)
        self._original = clip_id if copies else None
        if copies:
            self._id = session.new_id(clip_id.rstrip("0123456789") or "c")
            self._ids, self._begins = (self._id,), {self._id: span.start}

    @property
    def made(self) -> tuple[str, ...]:
        """The copy, where one is carried."""
        return self._ids if self._original is not None else ()

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show where it would land."""
        wanted = layout.scale.moment_at(hand.x) - self._grab
        target = self._target(layout, hand.y)
        meeting: Meeting | None = None
        if (target.kind != "main" or self._free) and hand.snap:
            found = self._snaps.nearest_of((wanted, wanted + self._span.length), layout)
            if found is not None:
                wanted, meeting = wanted + found[0], found[1]
        to = max(ZERO, wanted)
        if target.kind != "main" and meeting is None:
            to = round_to_sample(to) if target.kind == "sound" else round_to_frame(to, self._start.rate)
        edit = self._edit(to, target) if self._original is None else self._copied(self._edit(to, target), to, target)
        if self._others:
            moved, name = edit, self._ids[0]
            edit = lambda project: moved_along(project, moved(project), name, self._others)  # noqa: E731
        refused = self._session.update_draft(edit)
        box = self._box
        ghost = Box(hand.x - self._offset[0], hand.y - self._offset[1], box.width, min(box.height, 40.0))
        away = self._on_main or target.key != self._lane.key
        return Seen(
            meeting,
            note=refused or "",
            ghost=(ghost, self._name) if away else None,
            dragged=frozenset(self._ids),
            lane=target.key if target.key != self._lane.key else "",
        )

    def _copied(self, edit: Edit, to: Time, target: Lane) -> Edit:
        """The edit on a project in which the copy is there; without the magnet it is put over what is there."""
        original, copy = self._original, self._id
        assert original is not None
        clip = self._clip
        if self._free and target.key == self._lane.key and clip is not None:
            fresh = replace(clip, id=copy, enter=None, group="")
            return lambda project: overwrite(project, fresh, at=to, new_id=lambda: self._session.new_id("c"))
        return lambda project: edit(duplicate(project, original, new_id=copy))

    def _target(self, layout: Layout, y: float) -> Lane:
        """The lane it would go to: the one under the pointer where such a clip may lie, otherwise its own."""
        lane = lane_of(layout.lanes, y - RULER_HEIGHT + layout.scroll_y)
        if lane is None or self._clip is None or len(self._ids) > 1 or (lane.layer and lane.layer.locked):
            return self._lane
        drawn = drawn_as(self._start, self._clip, "overlay")
        fits = {
            "sound": ("sound",),
            "text": ("text", "overlay", "main"),
            "look": ("look", "overlay"),
            "overlay": ("overlay", "main"),
            "video": ("overlay", "main"),
        }[drawn]
        return lane if lane.kind in fits else self._lane

    def _edit(self, to: Time, target: Lane) -> Edit:
        if target.key != self._lane.key:
            return lambda project: self._moved_over(project, to, target)
        if self._free:
            return lambda project: move_over(project, self._id, to=to, new_id=lambda: self._session.new_id("c"))
        if self._on_main:
            return lambda project: self._reordered(project, to)
        shift = to - self._span.start
        least = min(self._begins.values())
        shift = max(shift, -least)

        def shifted(project: Project) -> Project:
            for name in self._ids:
                project = move(project, name, to=self._begins[name] + shift)
            return project

        return shifted

    def _moved_over(self, project: Project, to: Time, target: Lane) -> Project:
        if target.kind == "main":
            return move(project, self._id, to=to, layer="main")
        layer = target.layer
        if layer is None:
            if self._new_layer is None:
                self._new_layer = Layer(self._session.new_id("l"), target.kind)
            layer = self._new_layer
            project = add_layer(project, layer)
        return move(project, self._id, to=to, layer=layer.id)

    def _reordered(self, project: Project, to: Time) -> Project:
        """The first lands where it would land alone, the others right behind it, in their order.

        Gaps beside each other become one, so that one of them may be gone.
        """
        behind: str | None = None
        for name in self._ids:
            order = main_index(project)
            if name not in order:
                continue
            if behind is None or behind not in order:
                project = move(project, name, to=to)
            else:
                end = main_start(project, order[behind] + 1)
                if order[name] < order[behind]:
                    end -= project.main[order[name]].length
                project = move(project, name, to=end)
            behind = name
        return project


class TrimDrag:
    """An edge of a clip moved, as far as there is material.

    What follows moves along on the main track, and on a layer when it `ripples`; without the magnet, nothing does.
    """

    def __init__(
        self, session: Session, layout: Layout, clip_id: str, x: float, *, at_end: bool, ripples: bool = False
    ) -> None:
        self.label = say("Trim the end") if at_end else say("Trim the start")
        self._session, self._id, self._at_end = session, clip_id, at_end
        project = session.present
        span = layout.span_of(clip_id)
        assert span is not None
        self._span = span
        self._edge = span.end if at_end else span.start
        self._grab = layout.scale.moment_at(x) - self._edge
        self._room = trim_room(project, clip_id)
        self._rate = project.rate
        where = layout.where(clip_id)
        self._sound = where is not None and where[0].kind == "sound"
        self._ripples, self._alone = ripples, not session.magnet and not ripples
        self._gap_id = session.new_id("g")
        self._snaps = Snaps(session, (clip_id,), None if self._alone else main_index(project).get(clip_id))

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show the clip with its edge there."""
        to = layout.scale.moment_at(hand.x) - self._grab
        meeting = None
        if hand.snap and (found := self._snaps.nearest_of((to,), layout)):
            to, meeting = to + found[0], found[1]
        elif self._sound:
            to = round_to_sample(to)
        else:
            to = round_to_frame(to, self._rate)
        stopped = self._within(to)
        if stopped != to:
            to, meeting = stopped, None
        refused = self._session.update_draft(lambda project: self._trimmed(project, to))
        length = self._span.length + (to - self._span.end if self._at_end else self._span.start - to)
        by = length - self._span.length
        sign = "+" if by > 0 else "−"
        note = say("{length:.2f} s, {sign}{by:.2f} s", length=float(length), sign=sign, by=abs(float(by)))
        return Seen(meeting, note=refused or note)

    def _trimmed(self, project: Project, to: Time) -> Project:
        if self._alone:
            alone = trim_end_alone if self._at_end else trim_start_alone
            return alone(project, self._id, to=to, gap_id=self._gap_id)
        if self._ripples:
            return (ripple_trim_end if self._at_end else ripple_trim_start)(project, self._id, to=to)
        return (trim_end if self._at_end else trim_start)(project, self._id, to=to)

    def _within(self, to: Time) -> Time:
        room = self._room
        if self._at_end:
            to = max(to, room.end_from)
            return to if room.end_to is None else min(to, room.end_to)
        to = min(to, room.start_to)
        return to if room.start_from is None else max(to, room.start_from)


class FadeDrag:
    """The round handle of a fade moved."""

    label = say("Fade")

    def __init__(self, session: Session, layout: Layout, clip_id: str, *, at_end: bool) -> None:
        self._session, self._id, self._at_end = session, clip_id, at_end
        span, clip = layout.span_of(clip_id), layout.thing(clip_id)
        assert span is not None
        assert isinstance(clip, Clip)
        self._span = span
        other = clip.fade_in if at_end else clip.fade_out
        self._most = span.length - (other.length if other is not None else ZERO)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show the fade that long."""
        at = layout.scale.moment_at(hand.x)
        length = round_to_sample(self._span.end - at if self._at_end else at - self._span.start)
        length = min(max(ZERO, length), self._most)
        if length < layout.scale.length_of(6) and self._most > 0:
            length = ZERO

        def change(project: Project) -> Project:
            if self._at_end:
                return set_fades(project, self._id, fade_out=length)
            return set_fades(project, self._id, fade_in=length)

        refused = self._session.update_draft(change)
        return Seen(note=refused or say("{length:.2f} s", length=float(length)))


class TransitionDrag:
    """An edge of a transition moved: it stays centred on its cut."""

    label = say("Transition length")

    def __init__(self, session: Session, layout: Layout, clip_id: str) -> None:
        self._session, self._id = session, clip_id
        span, clip = layout.span_of(clip_id), layout.thing(clip_id)
        assert span is not None
        assert isinstance(clip, Clip)
        assert clip.enter is not None
        self._cut, self._transition = span.start, clip.enter
        self._rate = layout.project.rate
        self._longest = longest_transition(layout.project, clip_id)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show it that long, at most as long as the clips at the cut leave room for."""
        half = max(1, floor_frame(abs(layout.scale.moment_at(hand.x) - self._cut), self._rate))
        half = min(half, floor_frame(self._longest / 2, self._rate))
        changed = replace(self._transition, length=2 * half / self._rate)
        refused = self._session.update_draft(lambda project: set_transition(project, self._id, transition=changed))
        return Seen(note=refused or say("{length:.2f} s", length=float(changed.length)))
