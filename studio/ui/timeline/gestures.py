"""What mouse presses, moves and releases on the timeline mean.

It must never edit directly: a drag is a draft of the session, a click a command or one edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QMouseEvent

from studio.edits import ripple_delete
from studio.model import ZERO, Clip, Gap, Project, Time, all_clips
from studio.sentences import Refused, Sentence, say
from studio.ui.timeline.clicks import add_transition, cut_time, split_at, toggle
from studio.ui.timeline.drags import Drag, FadeDrag, Hand, MoveDrag, Seen, TransitionDrag, TrimDrag
from studio.ui.timeline.edge_drags import AnimationDrag, KeyDrag, MarkerDrag, RollDrag, SlideDrag, SlipDrag
from studio.ui.timeline.hits import Hit, hit
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.layout import HEADER_WIDTH, LEAD, Box, ClipShape, Layout
from studio.ui.timeline.paint import scroll_thumb
from studio.ui.timeline.range_drag import RangeDrag

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView

__all__ = ["Gestures"]

_FAR_ENOUGH = 4.0
"""A press becomes a drag after this many pixels."""
_EDGE = 32.0
_SCROLL_MS = 16

_SIDEWAYS = (
    "trim_start",
    "trim_end",
    "transition_edge",
    "fade_in",
    "fade_out",
    "animation_in",
    "animation_out",
    "marker",
    "key",
    "range_start",
    "range_end",
)

_Doing = Literal["nothing", "pressed", "dragging", "scrubbing", "ranging", "band", "scrolling"]


class Gestures:
    """The state of the mouse between press and release."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._doing: _Doing = "nothing"
        self._hit = Hit("nothing")
        self._from = QPointF()
        self._at = QPointF()
        self._held = Qt.KeyboardModifier.NoModifier
        self._drag: Drag | None = None
        self._range: RangeDrag | None = None
        self._scroll_from = 0.0
        self._selected_before: tuple[str, ...] = ()
        self._auto = QTimer(view)
        self._auto.setInterval(_SCROLL_MS)
        self._auto.timeout.connect(self._auto_scroll)

    @property
    def busy(self) -> bool:
        """Whether the hand is down."""
        return self._doing != "nothing"

    # Press.

    def press(self, event: QMouseEvent) -> None:
        """Left: begin. Right: select what the menu will be about."""
        layout, at = self._view.layout_now(), event.position()
        session = self._view.bridge.session
        found = hit(layout, at.x(), at.y(), session.selection, session.range)
        if event.button() == Qt.MouseButton.RightButton:
            elsewhere = found.part in ("ruler", "range_start", "range_end", "header", "toggle")
            if not elsewhere and found.id not in session.selection:
                session.select((found.id,) if found.id else ())
            return
        if event.button() != Qt.MouseButton.LeftButton or self.busy:
            return
        self._hit, self._from, self._at, self._held = found, at, at, event.modifiers()
        self._doing = "pressed"
        match found.part:
            case "ruler" if self._held & Qt.KeyboardModifier.ShiftModifier:
                self._range_from(layout.scale.frame_at(at.x(), session.project.rate))
            case "range_start" | "range_end" if session.range is not None:
                self._range_from(session.range.end if found.part == "range_start" else session.range.start)
            case "ruler":
                self._doing = "scrubbing"
                self._scrub()
            case "scroll_bar":
                self._press_scroll_bar(layout, at)
            case "cut" | "transition" | "transition_edge" if self._view.tool == "roll":
                self._press_clip(found)
            case "toggle":
                self._doing = "nothing"
                toggle(self._view, found)
            case "cut":
                self._doing = "nothing"
                add_transition(self._view, found.id)
            case _:
                self._press_clip(found)

    def _range_from(self, anchor: Time) -> None:
        self._doing, self._range = "ranging", RangeDrag(self._view.bridge.session, anchor)

    def _press_clip(self, found: Hit) -> None:
        session = self._view.bridge.session
        if not found.id:
            return
        if self._view.tool == "split":
            self._doing = "nothing"
            split_at(self._view, found, self._cut_time(found, self._from.x()))
        elif self._held & Qt.KeyboardModifier.ShiftModifier and found.id not in session.selection:
            session.select((*session.selection, found.id))
        elif self._held & Qt.KeyboardModifier.AltModifier and found.part == "body":
            session.select((found.id,), alone=True)
        elif found.id not in session.selection and not self._held & Qt.KeyboardModifier.ControlModifier:
            session.select((found.id,))

    def _press_scroll_bar(self, layout: Layout, at: QPointF) -> None:
        thumb = scroll_thumb(layout)
        if thumb is None or at.x() < HEADER_WIDTH:
            self._doing = "nothing"
            return
        if not thumb.x <= at.x() < thumb.right:
            room = layout.width - HEADER_WIDTH - LEAD
            self._view.scroll_by(room if at.x() > thumb.x else -room)
        self._doing, self._scroll_from = "scrolling", self._view.layout_now().scale.scroll

    # Move.

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved, with the hand down or not."""
        self._at, self._held = event.position(), event.modifiers()
        if self._doing == "nothing":
            self.moved_under(self._at.x(), self._at.y())
            return
        if self._doing == "pressed" and (self._at - self._from).manhattanLength() >= _FAR_ENOUGH:
            self._begin()
        self._follow()
        self._watch_edges()

    def _begin(self) -> None:
        """The press has become a drag."""
        view, found = self._view, self._hit
        session, layout = view.bridge.session, view.layout_now()
        x, y = self._from.x(), self._from.y()
        if found.part in ("lane", "nothing", "header"):
            self._doing, self._selected_before = "band", session.selection if self._adds() else ()
            return
        if found.lane is not None and _is_locked(session.project, found.lane):
            self._refuse(say("This layer is locked."))
            return
        try:
            self._drag = self._drag_of(found, layout, x, y)
        except Refused as refusal:
            self._refuse(refusal.sentence)
            return
        if self._drag is not None:
            if found.id and found.id not in session.selection:
                session.select((found.id,))
            session.begin_draft(self._drag.label)
            self._doing = "dragging"

    def _drag_of(self, found: Hit, layout: Layout, x: float, y: float) -> Drag | None:
        session, tool = self._view.bridge.session, self._view.tool
        at_end = found.part == "trim_end"
        if found.part == "marker":
            return MarkerDrag(session, found.marker)
        if found.part == "key" and found.moment is not None:
            return KeyDrag(session, layout, found.id, found.moment)
        if tool == "slip" and found.part != "gap":
            return SlipDrag(session, layout, found.id, x)
        if tool == "slide" and found.part != "gap":
            return SlideDrag(session, layout, found.id, x)
        rolls = tool == "roll" or (self._held & Qt.KeyboardModifier.AltModifier and found.part != "body")
        if rolls and found.part != "gap" and (cut := _cut_of(layout, found, x)):
            return RollDrag(session, layout, cut, x)
        ripples = bool(self._held & Qt.KeyboardModifier.ShiftModifier)
        match found.part:
            case "body" | "gap":
                copies = bool(self._held & Qt.KeyboardModifier.AltModifier) and found.part == "body"
                return MoveDrag(session, layout, found.id, x, y, copies=copies)
            case "trim_start" | "trim_end":
                return TrimDrag(session, layout, found.id, x, at_end=at_end, ripples=ripples)
            case "fade_in" | "fade_out":
                return FadeDrag(session, layout, found.id, at_end=found.part == "fade_out")
            case "animation_in" | "animation_out":
                return AnimationDrag(session, layout, found.id, "in" if found.part == "animation_in" else "out")
            case "transition_edge":
                return TransitionDrag(session, layout, found.id)
        return None

    def _adds(self) -> bool:
        return bool(self._held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))

    def _snaps(self) -> bool:
        return self._view.bridge.session.snapping and not self._held & Qt.KeyboardModifier.ControlModifier

    def _follow(self) -> None:
        match self._doing:
            case "dragging":
                self._drag_on()
            case "scrubbing":
                self._scrub()
            case "ranging":
                self._stretch_range()
            case "band":
                self._stretch_band()
            case "scrolling":
                self._scroll()

    def _drag_on(self) -> None:
        view = self._view
        assert self._drag is not None
        hand = Hand(self._at.x(), self._at.y(), self._snaps())
        view.pointer, view.hover = (hand.x, hand.y), None
        view.seen = self._drag.follow(view.layout_now(), hand)
        view.repaint_all()

    def _scrub(self) -> None:
        view = self._view
        layout = view.layout_now()
        moment = layout.scale.moment_at(max(float(HEADER_WIDTH), self._at.x()))
        view.bridge.session.move_playhead(max(ZERO, moment))

    def _stretch_range(self) -> None:
        """Shift on the ruler, or an end of the range under the hand."""
        view = self._view
        assert self._range is not None
        if self._at != self._from:
            view.pointer = self._at.x(), self._at.y()
            view.seen = self._range.follow(view.layout_now(), Hand(*view.pointer, self._snaps()))

    def _scroll(self) -> None:
        layout = self._view.layout_now()
        thumb = scroll_thumb(layout)
        if thumb is not None:
            track = layout.width - HEADER_WIDTH - LEAD - 8 - thumb.width
            by = (self._at.x() - self._from.x()) / max(1.0, track) * layout.most_scroll
            self._view.scroll_to(self._scroll_from + by)

    def _stretch_band(self) -> None:
        view = self._view
        left, right = sorted((self._from.x(), self._at.x()))
        top, bottom = sorted((self._from.y(), self._at.y()))
        view.band = Box(left, top, right - left, bottom - top)
        layout = view.layout_now()
        chosen = [
            shape.clip.id
            for lane in layout.visible_lanes()
            for shape in layout.shapes(lane)
            if isinstance(shape, ClipShape) and isinstance(shape.clip, Clip) and _touch(shape.box, view.band)
        ]
        view.bridge.session.select((*self._selected_before, *chosen))
        view.update()

    def keys_changed(self, held: Qt.KeyboardModifier) -> None:
        """Ctrl went down or up under a drag."""
        if self._doing == "dragging" and held != self._held:
            self._held = held
            self._drag_on()

    # Near the edges.

    def _watch_edges(self) -> None:
        near = self._doing in ("dragging", "scrubbing", "ranging", "band") and self._edge_speed() != 0
        if near and not self._auto.isActive():
            self._auto.start()
        elif not near:
            self._auto.stop()

    def _edge_speed(self) -> float:
        x, width = self._at.x(), self._view.width()
        if x > width - _EDGE:
            return min(1.0, (x - width + _EDGE) / _EDGE) * 18
        if x < HEADER_WIDTH + _EDGE / 2:
            return -min(1.0, (HEADER_WIDTH + _EDGE / 2 - x) / _EDGE) * 18
        return 0.0

    def _auto_scroll(self) -> None:
        before = self._view.layout_now().scale.scroll
        self._view.scroll_by(self._edge_speed())
        moved = self._view.layout_now().scale.scroll - before
        self._from.setX(self._from.x() - moved)
        if moved:
            self._follow()
        else:
            self._auto.stop()

    # Release.

    def release(self, event: QMouseEvent) -> None:
        """The hand lets go: what is shown becomes a step of the history."""
        if event.button() != Qt.MouseButton.LeftButton or not self.busy:
            return
        doing = self._doing
        if doing == "dragging":
            self._view.bridge.session.commit_draft()
            if isinstance(self._drag, MoveDrag) and self._drag.made:
                self._view.bridge.session.select(self._drag.made)
        elif doing == "pressed":
            self._click()
        self._done()

    def _click(self) -> None:
        """A press that did not become a drag."""
        view, found = self._view, self._hit
        session = view.bridge.session
        if not found.id:
            if found.part == "marker":
                marker = next((one for one in session.project.markers if one.id == found.marker), None)
                session.move_playhead(marker.time if marker is not None else session.playhead)
            if found.part == "lane":
                session.select(())
                on_main = found.lane is not None and found.lane.kind == "main"
                if on_main and not any(True for _ in all_clips(session.project)):
                    view.bridge.run("import")
                else:
                    session.move_playhead(max(ZERO, view.layout_now().scale.moment_at(self._from.x())))
            return
        if found.part == "key" and found.moment is not None:
            clip, span = view.layout_now().thing(found.id), view.layout_now().span_of(found.id)
            if isinstance(clip, Clip) and span is not None:
                session.move_playhead(span.start + found.moment - clip.window.start)
            return
        if self._held & Qt.KeyboardModifier.ControlModifier:
            without = tuple(name for name in session.selection if name != found.id)
            session.select(without if found.id in session.selection else (*session.selection, found.id))
        elif not self._held & Qt.KeyboardModifier.ShiftModifier:
            session.select((found.id,), alone=bool(self._held & Qt.KeyboardModifier.AltModifier))

    def cancel(self) -> bool:
        """Escape: the draft is dropped. Tells whether there was anything under the hand."""
        if not self.busy:
            return False
        self._view.bridge.session.drop_draft()
        if self._doing == "band":
            self._view.bridge.session.select(self._selected_before)
        if self._range is not None:
            self._range.cancel()
        self._done()
        return True

    def _done(self) -> None:
        view = self._view
        self._doing, self._drag, self._range = "nothing", None, None
        self._auto.stop()
        view.seen, view.band = Seen(), None
        view.settle()
        self.moved_under(self._at.x(), self._at.y())

    def double_click(self, event: QMouseEvent) -> None:
        """A gap closes; a clip opens in the inspector."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        found = hit(self._view.layout_now(), at.x(), at.y())
        thing = self._view.layout_now().thing(found.id) if found.id else None
        if isinstance(thing, Gap):
            self._view.bridge.edit(say("Close the gap"), lambda project: ripple_delete(project, found.id))
        elif found.part == "body":
            self._view.clip_opened.emit(found.id)
        else:
            self.press(event)

    # Hover.

    def moved_under(self, x: float, y: float) -> None:
        """What lies under the pointer may be another thing now."""
        view = self._view
        view.pointer = (x, y)
        session = view.bridge.session
        found = hit(view.layout_now(), x, y, session.selection, session.range)
        cut_at = self._cut_time(found, x) if view.tool == "split" else None
        if found != view.hover or cut_at != view.cut_at:
            view.hover, view.cut_at = found, cut_at
            view.update()
        self.point()
        if view.skimming and x >= HEADER_WIDTH:
            view.bridge.skimmed.emit(view.layout_now().scale.frame_at(x, session.project.rate))

    def leave(self) -> None:
        """Nothing is under the pointer."""
        if self.busy:
            return
        view = self._view
        view.hover = view.cut_at = view.pointer = None
        view.update()
        if view.skimming:
            view.bridge.skimmed.emit(None)

    def point(self) -> None:
        """Show by the pointer what a press would do."""
        part = self._view.hover.part if self._view.hover else "nothing"
        shape = Qt.CursorShape.ArrowCursor
        if self._view.tool == "split" and part in ("body", "trim_start", "trim_end"):
            shape = Qt.CursorShape.SplitHCursor
        elif part in _SIDEWAYS or (part == "body" and self._view.tool in ("slip", "slide")):
            shape = Qt.CursorShape.SizeHorCursor
        elif part in ("toggle", "cut") and self._view.tool != "roll":
            shape = Qt.CursorShape.PointingHandCursor
        if self._view.cursor().shape() != shape:
            self._view.setCursor(QCursor(shape))

    def _refuse(self, sentence: Sentence) -> None:
        self._doing = "nothing"
        self._view.bridge.refused.emit(sentence)

    def _cut_time(self, found: Hit, x: float) -> Time | None:
        suspended = bool(self._held & Qt.KeyboardModifier.ControlModifier)
        return cut_time(self._view, found, x, snaps=not suspended)


def _is_locked(project: Project, lane: Lane) -> bool:
    return lane.layer.locked if lane.layer is not None else lane.kind == "main" and project.main_state.locked


def _cut_of(layout: Layout, found: Hit, x: float) -> str | None:
    """The clip that comes in at the cut nearest to `x` of what was pressed."""
    box, where = layout.box_of(found.id), layout.where(found.id)
    if box is None or where is None:
        return None
    if found.part in ("cut", "transition", "transition_edge") or x < box.x + box.width / 2:
        return found.id
    row = where[0].rows[where[1]]
    place = next(i for i in range(len(row)) if row.clip(i).id == found.id) + 1
    return row.clip(place).id if place < len(row) else found.id


def _touch(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
