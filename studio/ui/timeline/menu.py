"""The menu of the timeline: commands of the table that make sense for what lies under the pointer.

It must never do anything itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from studio.commands import COMMANDS, layouts_at
from studio.edits import missing_material, ripple_delete, set_transition
from studio.sentences import say
from studio.ui.shortcuts import keys_in_force
from studio.ui.timeline.hits import hit
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView

__all__ = ["timeline_menu"]

_FOR_CLIPS = (
    ("split", "rejoin", "delete-left", "delete-right"),
    ("copy", "cut", "paste", "duplicate", "delete", "lift"),
    ("copy-attributes", "paste-attributes", "choose-attributes", "replace"),
    ("group", "ungroup", "compound", "release-compound", "enter-compound"),
    ("pin", "unpin", "detach-sound"),
    ("marker", "beat"),
    ("enable", "mute", "speed-panel", "keyframe-lanes", "mark-clip"),
)
_FOR_MARKERS = (("change-marker", "marker-colour", "remove-marker"), ("previous-marker", "next-marker"))
_FOR_ELSEWHERE = (
    ("leave-compound", "paste", "import", "select-all"),
    ("marker", "mark-in", "mark-out", "clear-range"),
    ("lift-range", "delete-range", "close-gaps"),
    ("zoom-in", "zoom-out", "zoom-fit", "lanes-higher", "lanes-lower", "fold"),
    ("snapping", "magnet", "linkage", "skimming"),
)


def timeline_menu(view: TimelineView, at: QPoint | None) -> QMenu:
    """The menu for what lies at `at`, or for what is selected."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    found = hit(view.layout_now(), at.x(), at.y()) if at is not None else None
    if found is not None and found.part in ("transition", "transition_edge"):
        _add(menu, shown(say("Remove the transition")), lambda: _without_transition(view, found.id))
        if any(missing_material(view.bridge.session.project, found.id)):
            words = COMMANDS["make-room"].name
            _add(menu, shown(words), lambda: view.bridge.run("make-room", {"clip": found.id}))
        menu.addSeparator()
    if found is not None and found.part == "gap":
        _add(menu, shown(say("Close the gap")), lambda: _without_gap(view, found.id))
        menu.addSeparator()
    if found is not None and found.part == "marker":
        _at_marker(view, found.marker)
        return _filled(menu, view, _FOR_MARKERS)
    _add_layouts(menu, view)
    on_clip = bool(view.bridge.session.selection) and (found is None or bool(found.id))
    return _filled(menu, view, _FOR_CLIPS if on_clip else _FOR_ELSEWHERE)


def _filled(menu: QMenu, view: TimelineView, groups: tuple[tuple[str, ...], ...]) -> QMenu:
    for group in groups:
        for name in group:
            _add_command(menu, view, name)
        menu.addSeparator()
    return menu


def _add(menu: QMenu, words: str, run: object) -> QAction:
    action = QAction(words, menu)
    action.triggered.connect(run)
    menu.addAction(action)
    return action


def _add_command(menu: QMenu, view: TimelineView, name: str) -> None:
    command = COMMANDS.get(name)
    if command is None:
        return
    action = _add(menu, shown(command.name), lambda: view.bridge.run(name))
    keys = keys_in_force(name)
    if keys:
        action.setShortcut(QKeySequence(keys[0]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    action.setEnabled(command.enabled(view.bridge.session))
    action.setToolTip(shown(command.help))


def _add_layouts(menu: QMenu, view: TimelineView) -> None:
    """Where several pictures share the canvas: how they do, all along or from the playhead on."""
    session = view.bridge.session
    layouts = layouts_at(session)
    if not layouts:
        return
    for words, when in ((say("Layout"), {}), (say("Layout from the playhead on"), {"at": session.playhead})):
        inner = menu.addMenu(shown(words))
        for layout in layouts:
            _add(inner, shown(layout.name), partial(_laid_out, view, {"layout": layout.key, **when}))
    menu.addSeparator()


def _laid_out(view: TimelineView, values: dict[str, object], _checked: bool = False) -> None:
    view.bridge.run("screens", values)


def _at_marker(view: TimelineView, marker_id: str) -> None:
    """The playhead goes to the marker: the commands are about the one under it."""
    session = view.bridge.session
    marker = next((one for one in session.project.markers if one.id == marker_id), None)
    if marker is not None:
        session.move_playhead(marker.time)


def _without_transition(view: TimelineView, clip_id: str) -> None:
    view.bridge.edit(say("Remove the transition"), lambda project: set_transition(project, clip_id, transition=None))


def _without_gap(view: TimelineView, gap_id: str) -> None:
    view.bridge.edit(say("Close the gap"), lambda project: ripple_delete(project, gap_id))
