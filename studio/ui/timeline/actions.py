"""What the table of commands leaves to the timeline: zoom, tools, how high lanes are and which are folded.

It must never change the project.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView, Tool

__all__ = ["add_actions"]

ZOOM_STEP = 1.25
HEIGHT_STEP = 1.25


def add_actions(view: TimelineView) -> None:
    """Put what the view can do under the ids of its commands."""
    actions = view.bridge.session.actions
    actions["zoom-in"] = lambda _values: view.zoom_by(ZOOM_STEP)
    actions["zoom-out"] = lambda _values: view.zoom_by(1 / ZOOM_STEP)
    actions["zoom-fit"] = lambda _values: view.fit()
    tools: tuple[Tool, ...] = ("select", "split", "roll", "slip", "slide")
    for tool in tools:
        # Asked for again, a tool gives way to the one that selects.
        actions[f"{tool}-tool"] = _chooses(view, tool)
    actions["skimming"] = lambda _values: view.set_skimming(not view.skimming)
    actions["lanes-higher"] = lambda _values: view.set_stretch(view.stretch * HEIGHT_STEP)
    actions["lanes-lower"] = lambda _values: view.set_stretch(view.stretch / HEIGHT_STEP)
    actions["fold"] = lambda _values: _fold(view)


def _chooses(view: TimelineView, tool: Tool) -> Callable[[object], None]:
    return lambda _values: view.choose_tool("select" if view.tool == tool else tool)


def _fold(view: TimelineView) -> None:
    """The lanes of what is selected, otherwise all layers; back in full where all of them are folded."""
    layout = view.layout_now()
    lanes = {where[0].key for name in view.bridge.session.selection if (where := layout.where(name)) is not None}
    keys = lanes or {lane.key for lane in layout.lanes if lane.layer is not None}
    folded = not keys <= view.folded
    for key in sorted(keys):
        view.fold(key, folded)
