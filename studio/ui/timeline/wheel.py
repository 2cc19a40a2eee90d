"""What turning the wheel over the timeline means: zooming to the pointer, or scrolling.

It must never change the project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from studio.ui.timeline.actions import ZOOM_STEP

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView

__all__ = ["turned"]

WHEEL_STEP = 60.0


def turned(view: TimelineView, event: QWheelEvent) -> None:
    """Ctrl zooms to the pointer; Alt or Shift scroll to the sides; plain, down where there is more, otherwise sides."""
    held = event.modifiers()
    angle = event.angleDelta()
    if held & Qt.KeyboardModifier.ControlModifier:
        view.zoom_by(ZOOM_STEP ** ((angle.y() or angle.x()) / 120), event.position().x())
    else:
        across, down = -angle.x() / 120 * WHEEL_STEP, -angle.y() / 120 * WHEEL_STEP
        if not event.pixelDelta().isNull():
            across, down = -event.pixelDelta().x(), -event.pixelDelta().y()
        sideways = held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
        if sideways or view.layout_now().most_scroll_y <= 0:
            across, down = across + down, 0.0
        view.wander(across, down)
