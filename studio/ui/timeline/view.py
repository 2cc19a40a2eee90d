"""The timeline as a widget: it paints, scrolls, zooms, and passes on what mouse, keys and drops mean.

What stays is painted once into a picture; moving the playhead copies two strips of it. It must never hold a truth of
its own: project, selection and playhead are the session's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.model import Time
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.theme import Theme, theme
from studio.ui.timeline.actions import add_actions
from studio.ui.timeline.drags import Seen
from studio.ui.timeline.gestures import Gestures
from studio.ui.timeline.hits import Hit
from studio.ui.timeline.keys import TimelineKeys, described
from studio.ui.timeline.layout import HEADER_WIDTH, LEAD, RULER_HEIGHT, Box, Layout, make_layout
from studio.ui.timeline.menu import timeline_menu
from studio.ui.timeline.paint import paint_still
from studio.ui.timeline.paint_clips import Look
from studio.ui.timeline.paint_live import Live, paint_live, playhead_box
from studio.ui.timeline.pictures import TimelinePictures
from studio.ui.timeline.receiving import Receiving
from studio.ui.timeline.scale import LARGEST_FRAME, SMALLEST_ZOOM, Scale
from studio.ui.timeline.wheel import turned
from studio.ui.words import shown

__all__ = ["TimelineView", "Tool"]

Tool = Literal["select", "split", "roll", "slip", "slide"]

SMALLEST_STRETCH, LARGEST_STRETCH = 0.6, 2.5
_REFIT = 0.4
"""A project that fills less of the width than this, after something long went, is fitted again."""
FITS_AT_MOST = 200.0
"""Fitting a very short project does not zoom in further than this many pixels per second."""


class TimelineView(QWidget):
    """The painted timeline of the session behind `bridge`, with film strips and waveforms from `pictures`.

    `clip_opened` carries the id of a clip that was double-clicked. `zoom_changed` and `tool_changed` are for the
    toolbar, `laid` for what lies along the timeline.
    """

    clip_opened = Signal(str)
    zoom_changed = Signal()
    tool_changed = Signal()
    laid = Signal()

    def __init__(self, bridge: Bridge, pictures: TimelinePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.pictures = bridge, pictures
        self.tool: Tool = "select"
        self.skimming = False
        self.hover: Hit | None = None
        self.seen = Seen()
        self.band: Box | None = None
        self.cut_at: Time | None = None
        self.pointer: tuple[float, float] | None = None
        self._scale = Scale()
        self._scroll_y = 0.0
        self.folded: frozenset[str] = frozenset()
        self.stretch = 1.0
        self._fits = True
        self._layout: Layout | None = None
        self._still: QPixmap | None = None
        self._painted_theme: Theme | None = None
        self._strip: Box | None = None
        self._keyboard = False
        self.gestures = Gestures(self)
        self.receiving = Receiving(self)
        self._keys = TimelineKeys(self)
        self._describe_soon = QTimer(self)
        self._describe_soon.setSingleShot(True)
        self._describe_soon.setInterval(0)
        self._describe_soon.timeout.connect(self._describe)
        self._dress()
        self._listen()
        add_actions(self)

    def _dress(self) -> None:
        self.setObjectName("timeline")
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(140)
        self.setAccessibleName(shown(say("Timeline")))
        self._describe()

    def _listen(self) -> None:
        bridge = self.bridge
        bridge.project_changed.connect(self._project_changed)
        bridge.selection_changed.connect(self.repaint_all)
        bridge.selection_changed.connect(self._describe_soon.start)
        bridge.playhead_changed.connect(self._playhead_moved)
        bridge.range_changed.connect(self.repaint_all)
        bridge.opened.connect(self._opened)
        self.pictures.changed.connect(self.repaint_all)

    # What lies where.

    def layout_now(self) -> Layout:
        """The geometry of what is on the screen."""
        project = self.bridge.session.project
        known = self._layout
        if (
            known is None
            or known.project is not project
            or (known.width, known.height) != (self.width(), self.height())
            or (known.scale.zoom, known.scale.scroll) != (self._scale.zoom, self._scale.scroll)
            or (known.scroll_y, known.folded, known.stretch) != (self._scroll_y, self.folded, self.stretch)
        ):
            in_hand = known is not None and (self.gestures.busy or self.receiving.busy)
            low = known.low if known is not None and in_hand else None
            size = (self.width(), self.height())
            known = make_layout(
                project, self._scale, size, scroll_y=self._scroll_y, low=low, folded=self.folded, stretch=self.stretch
            )
            self._layout = known
        return known

    @property
    def zoom(self) -> float:
        """Pixels per second."""
        return self._scale.zoom

    def zoom_limits(self) -> tuple[float, float]:
        """The smallest and the largest zoom there is any use for."""
        layout = self.layout_now()
        whole = (self.width() - HEADER_WIDTH - 2 * LEAD) / max(1.0, layout.duration)
        return max(SMALLEST_ZOOM, min(whole / 2, 20.0)), LARGEST_FRAME * float(layout.project.rate)

    def set_zoom(self, zoom: float, x: float | None = None) -> None:
        """Zoom, with what is at `x` (the playhead, otherwise the middle) staying where it is."""
        layout = self.layout_now()
        if x is None:
            x = layout.scale.x_at(self.bridge.session.playhead)
            if not HEADER_WIDTH <= x <= self.width():
                x = (HEADER_WIDTH + self.width()) / 2
        low, high = self.zoom_limits()
        scale = layout.scale.zoomed(min(max(zoom, low), high), x, layout.project.rate)
        self._fits = False
        self._set_scale(scale.zoom, scale.scroll)

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Zoom in or out by a factor."""
        self.set_zoom(self._scale.zoom * factor, x)

    def fit(self) -> None:
        """Show everything; it stays so until the person zooms or scrolls."""
        layout = self.layout_now()
        room = self.width() - HEADER_WIDTH - 2 * LEAD
        zoom = room / layout.duration if layout.duration > 0 else Scale().zoom
        low, high = SMALLEST_ZOOM, min(FITS_AT_MOST, LARGEST_FRAME * float(layout.project.rate))
        self._set_scale(min(max(zoom, low), high), 0.0)
        self._fits = True

    def scroll_to(self, scroll: float, scroll_y: float | None = None) -> None:
        """Scroll to a number of pixels from the start, and from the top."""
        self._scroll_y = self._scroll_y if scroll_y is None else scroll_y
        self._set_scale(self._scale.zoom, scroll)

    def scroll_by(self, across: float, down: float = 0.0) -> None:
        """Scroll by pixels."""
        self.scroll_to(self._scale.scroll + across, self._scroll_y + down)

    def wander(self, across: float, down: float) -> None:
        """Scroll by the hand: from now on the view no longer shows everything by itself."""
        self._fits = False
        self.scroll_by(across, down)

    def bring_into_sight(self, thing_id: str) -> None:
        """Scroll so that a clip can be seen."""
        layout = self.layout_now()
        box = layout.box_of(thing_id)
        if box is None:
            return
        across = 0.0 if HEADER_WIDTH <= box.x <= self.width() - 40 else box.x - HEADER_WIDTH - 40
        down = min(0.0, box.y - RULER_HEIGHT) + max(0.0, box.bottom - layout.lanes_bottom)
        if across or down:
            self.scroll_by(across, down)

    def _set_scale(self, zoom: float, scroll: float) -> None:
        zoomed = zoom != self._scale.zoom
        self._scale = replace(self._scale, zoom=zoom, scroll=scroll)
        layout = self.layout_now()
        self._scale = replace(self._scale, scroll=min(max(0.0, scroll), layout.most_scroll))
        self._scroll_y = min(max(0.0, self._scroll_y), layout.most_scroll_y)
        self.repaint_all()
        if zoomed:
            self.zoom_changed.emit()

    # What changed.

    def _project_changed(self) -> None:
        layout = self.layout_now()
        if self._fits and not self.gestures.busy and not self.receiving.busy:
            room = self.width() - HEADER_WIDTH - 2 * LEAD
            if not _REFIT * room < layout.duration * self._scale.zoom <= room:
                self.fit()
        if self._scale.scroll > layout.most_scroll or self._scroll_y > layout.most_scroll_y:
            self.scroll_by(0)
        self.repaint_all()
        self._describe_soon.start()

    def _opened(self) -> None:
        self.pictures.look_again()
        self._scroll_y = 0.0
        self.fit()
        self._describe_soon.start()

    def _playhead_moved(self) -> None:
        layout = self.layout_now()
        x = layout.scale.x_at(self.bridge.session.playhead)
        if not self.gestures.busy and not HEADER_WIDTH <= x <= self.width() - 2:
            room = self.width() - HEADER_WIDTH - LEAD
            self.scroll_to(self._scale.scroll + x - HEADER_WIDTH - LEAD - room * 0.1)
            return
        strip = playhead_box(layout, self.bridge.session.playhead)
        for box in (self._strip, strip):
            if box is not None:
                self.update(QRect(int(box.x) - 1, 0, int(box.width) + 3, self.height()))
        self._strip = strip

    def settle(self) -> None:
        """Nothing is under the hand any more: lanes take the height they have room for."""
        self._layout = None
        self.scroll_by(0)

    def repaint_all(self) -> None:
        """Paint everything anew, soon."""
        self._still = None
        self.update()
        self.laid.emit()

    def _describe(self) -> None:
        self.setAccessibleDescription(shown(described(self.bridge.session)))

    # Tools.

    def choose_tool(self, tool: Tool) -> None:
        """Clicks select and drag, or split."""
        self.tool, self.cut_at = tool, None
        self.gestures.point()
        self.update()
        self.tool_changed.emit()

    def fold(self, lane_key: str, folded: bool) -> None:
        """Show a lane as a thin line, or in full."""
        self.folded = self.folded | {lane_key} if folded else self.folded - {lane_key}
        self.settle()

    def set_stretch(self, stretch: float) -> None:
        """Show lanes so many times as high as usual."""
        self.stretch = min(max(stretch, SMALLEST_STRETCH), LARGEST_STRETCH)
        self.settle()

    def set_skimming(self, on: bool) -> None:
        """Whether the picture under the pointer is shown in the player."""
        self.skimming = on
        if not on:
            self.bridge.skimmed.emit(None)
        self.tool_changed.emit()

    # Painting.

    def look(self) -> Look:
        """What the drawing depends on besides place."""
        session = self.bridge.session
        return Look(theme(), session.project, frozenset(session.selection), self.seen.dragged, session.effects)

    def live(self) -> Live:
        """What lies over the kept picture."""
        meeting = self.seen.meeting
        return Live(
            self.bridge.session.playhead,
            hover=self.hover,
            guide=meeting.moment if meeting else None,
            guide_words=meeting.what if meeting else None,
            pointer=self.pointer,
            ghost=self.seen.ghost,
            note=shown(self.seen.note),
            band=self.band,
            cut_at=self.cut_at,
            focused=self._keyboard,
            drop_lane=self.seen.lane,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture, then what moves."""
        layout, look = self.layout_now(), self.look()
        ratio = self.devicePixelRatioF()
        if self._still is None or self._painted_theme is not look.theme or self._still.devicePixelRatio() != ratio:
            self._still = self._paint_still(layout, look, ratio)
            self._painted_theme = look.theme
        painter = QPainter(self)
        part = QRectF(event.rect())
        source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        painter.drawPixmap(part, self._still, source)
        paint_live(painter, layout, look, self.live())
        painter.end()
        self._strip = playhead_box(layout, self.bridge.session.playhead)

    def _paint_still(self, layout: Layout, look: Look, ratio: float) -> QPixmap:
        still = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        still.setDevicePixelRatio(ratio)
        self.pictures.begin(ratio)
        painter = QPainter(still)
        paint_still(painter, layout, look, self.pictures, self.bridge.session.range)
        painter.end()
        self.pictures.end()
        return still

    # Events.

    def sizeHint(self) -> QSize:
        """As high as the usual lanes."""
        return QSize(1000, 276)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing everything where everything was shown."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            self.scroll_by(0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self.repaint_all()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl: zoom to the pointer. Alt or Shift: to the sides. Plain: down where there is more, otherwise sides."""
        turned(self, event)
        self.gestures.moved_under(event.position().x(), event.position().y())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press: see `gestures`."""
        self._keyboard = False
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A move: see `gestures`."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A release: see `gestures`."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click: see `gestures`."""
        self.gestures.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self.gestures.leave()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for what lies under the pointer, or for what is selected."""
        if not self.gestures.busy:
            mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            timeline_menu(self, event.pos() if mouse else None).popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Take the arrows before the window's keys do, while the timeline is used by keyboard."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._keys.wants(event, by_keyboard=self._keyboard)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys: see `keys`."""
        if not self._keys.press(event, by_keyboard=self._keyboard):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Ctrl lets edges snap again."""
        self.gestures.keys_changed(event.modifiers())
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab or a panel key, the arrows go from clip to clip and a ring shows it."""
        self._keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        self._keyboard = False
        self.update()
        super().focusOutEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something from outside: see `receiving`."""
        self.receiving.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Something from outside moves."""
        self.receiving.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It left."""
        self.receiving.leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """It was let go."""
        self.receiving.drop(event)
