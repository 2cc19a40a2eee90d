"""Clicks on the timeline that edit at once: splitting, adding a transition, the switches of the headers.

It must never know what the hand does before or after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.edits import set_layer, set_transition, split
from studio.model import Project, Time
from studio.sentences import say
from studio.session import transition_of
from studio.ui.timeline.hits import Hit
from studio.ui.timeline.paint import is_on

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView

__all__ = ["add_transition", "cut_time", "split_at", "toggle"]

_NEAR = 8


def cut_time(view: TimelineView, found: Hit, x: float, *, snaps: bool) -> Time | None:
    """Where a click at `x` would split what was hit: at the playhead when that is near, else at the frame there."""
    if found.part not in ("body", "trim_start", "trim_end", "fade_in", "fade_out", "animation_in", "animation_out"):
        return None
    layout, session = view.layout_now(), view.bridge.session
    if session.snapping and snaps and abs(layout.scale.x_at(session.playhead) - x) <= _NEAR:
        return session.playhead
    return layout.scale.frame_at(x, session.project.rate)


def split_at(view: TimelineView, found: Hit, at: Time | None) -> None:
    """Split what was hit."""
    if at is not None:
        new_id = view.bridge.session.new_id(found.id.rstrip("0123456789") or "c")
        view.bridge.edit(say("Split"), lambda project: split(project, found.id, at=at, new_id=new_id))


def add_transition(view: TimelineView, clip_id: str) -> None:
    """The first transition there is, on the cut the clip comes in at."""
    session = view.bridge.session
    effect = next(iter(session.effects.of_kind("transition")), None)
    if effect is None:
        view.bridge.refused.emit(say("There are no transitions here."))
        return
    made = transition_of(session.project, effect.id, length=session.settings.transition)
    view.bridge.edit(say("Add transition"), lambda project: set_transition(project, clip_id, transition=made))


def toggle(view: TimelineView, found: Hit) -> None:
    """A switch of a header was pressed."""
    bridge, lane = view.bridge, found.lane
    if lane is None:
        return
    if found.toggle == "folded":
        view.fold(lane.key, not lane.folded)
        return
    on = not is_on(view.look(), lane, found.toggle)
    if lane.layer is None and lane.kind != "main":
        return
    layer_id = lane.layer.id if lane.layer is not None else lane.key
    words = {
        "hidden": say("Hide the layer") if on else say("Show the layer"),
        "muted": say("Mute the layer") if on else say("Let the layer be heard"),
        "locked": say("Lock the layer") if on else say("Unlock the layer"),
    }[found.toggle]

    def switch(project: Project) -> Project:
        match found.toggle:
            case "hidden":
                return set_layer(project, layer_id, hidden=on)
            case "muted":
                return set_layer(project, layer_id, muted=on)
            case _:
                return set_layer(project, layer_id, locked=on)

    bridge.edit(words, switch)
