"""The editor: library, player, inspector over the timeline, with splitters between them.

It must never know what a panel does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio.model import ZERO, Compound, Footage, Title, find
from studio.sentences import say
from studio.ui.adding import chosen_clips
from studio.ui.bridge import Bridge
from studio.ui.captions.tab import CaptionsTab
from studio.ui.controls.search import SearchField
from studio.ui.history_panel import HistoryPanel
from studio.ui.inspector.panel import Inspector
from studio.ui.library.audio import AudioTab
from studio.ui.library.challenges import ChallengesTab
from studio.ui.library.ear import Ear
from studio.ui.library.effect_cards import EffectsTab, TransitionsTab
from studio.ui.library.looks import LooksTab
from studio.ui.library.media import FilesTab
from studio.ui.library.media_menus import show_in_folder
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.panel import Library
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.sounds_tab import SoundsTab
from studio.ui.library.stickers import StickersTab
from studio.ui.library.text import TextTab
from studio.ui.missing import MissingMedia
from studio.ui.missing_note import MissingNote
from studio.ui.pictures import Pictures
from studio.ui.player.panel import Player
from studio.ui.proxies import Proxying
from studio.ui.shortcuts import key_words
from studio.ui.theme import GUTTER
from studio.ui.timeline.accessible import speak
from studio.ui.timeline.caption_lane import CaptionLane
from studio.ui.timeline.inside_bar import InsideBar
from studio.ui.timeline.key_lanes import KeyLanes
from studio.ui.timeline.pictures import TimelinePictures
from studio.ui.timeline.toolbar import TimelineToolbar
from studio.ui.timeline.view import TimelineView

__all__ = ["Editor"]

_COLUMNS = (404, 696, 332)
_TIMELINE = 316
_SMALL_COLUMNS = (356, 608, 308)
_SMALL_TIMELINE = 256
_NARROW, _LOW = 1400, 800
_TALL_PLAYER = 480
_TABS = (
    ("media", say("Media")),
    ("audio", say("Audio")),
    ("text", say("Text")),
    ("sticker", say("Stickers")),
    ("captions", say("Captions")),
    ("looks", say("Looks")),
    ("effects", say("Effects")),
    ("transitions", say("Transitions")),
    ("challenges", say("Challenges")),
)
_PANELS = ("library", "inspector", "timeline")


class Editor(QWidget):
    """All panels of the editing view."""

    def __init__(
        self,
        page: QWidget,
        bridge: Bridge,
        pictures: Pictures,
        missing: MissingMedia,
        run: Callable[[str], object],
        ask_import: Callable[[], object],
        proxying: Proxying,
        busy: Callable[[], bool],
    ) -> None:
        # Parents first, here and below: Qt styles all that a widget holds anew whenever it gets another parent.
        super().__init__(page)
        self._frame()
        self._bridge, self._missing, self._run = bridge, missing, run
        self.shelf = OwnShelf()
        self.media = FilesTab(bridge, pictures, missing, ask_import, self.shelf, sounds=False, proxying=proxying)
        self.audio = FilesTab(bridge, pictures, missing, ask_import, self.shelf, sounds=True)
        self.ear = Ear(self, bridge)
        self.sounds = SoundsTab(bridge, self.shelf, self.ear)
        self.audio_tab = AudioTab(self.audio, self.sounds)
        self.moving = MovingPreviews(bridge, pictures, busy)
        # A second one: what the inspector wants to move must not push aside what the library does.
        self.animating = MovingPreviews(bridge, pictures, busy)
        self.text = TextTab(bridge, pictures, self.shelf)
        self.captions = CaptionsTab(bridge, run)
        self.looks = LooksTab(bridge, pictures, self.moving, self.shelf)
        self.effects = EffectsTab(bridge, pictures, self.moving, self.shelf)
        self.stickers = StickersTab(bridge, pictures, self.moving, self.shelf)
        self.transitions = TransitionsTab(bridge, pictures, self.moving, self.shelf)
        self.challenges = ChallengesTab(bridge)
        tabs = (self.media, self.audio_tab, self.text, self.stickers, self.captions)
        for tab in (*tabs, self.looks, self.effects, self.transitions):
            self.library.add(tab)
        self.library.add(self.challenges)
        self.player = Player(bridge, pictures, run, key_words)
        self.columns.insertWidget(1, self.player)
        self.inspector = Inspector(bridge, pictures, self.animating, self.shelf)
        self.inspector.tab_shown.connect(lambda tab: self.player.set_masking(tab == "mask"))
        self.history = HistoryPanel(bridge, pictures, lambda: run("history"))
        self.timeline_pictures = TimelinePictures(bridge.jobs, pictures.sources)
        speak()
        self.timeline = TimelineView(bridge, self.timeline_pictures)
        self.toolbar = TimelineToolbar(self.timeline)
        self.timeline.installEventFilter(self)
        self.player.viewer.playing_changed.connect(proxying.look)
        self.ear.before = self.player.viewer.pause
        self.player.viewer.playing_changed.connect(lambda playing: self.ear.stop() if playing else None)
        self.timeline.clip_opened.connect(self._open_clip)
        self.missing_note = MissingNote(self.player.stage, bridge, missing, lambda: run("find-media"))
        missing.changed.connect(self._files_changed)
        self._arrange()

    def _frame(self) -> None:
        """What the panels stand in, and the library, which gets its tabs one by one."""
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, 0, GUTTER, GUTTER)
        self.sides = QSplitter(Qt.Orientation.Horizontal, self)
        self.rows = QSplitter(Qt.Orientation.Vertical, self.sides)
        self.rows.setObjectName("rows")
        self.columns = QSplitter(Qt.Orientation.Horizontal, self.rows)
        for splitter in (self.columns, self.sides):
            splitter.setObjectName("columns")
        for splitter in (self.columns, self.rows, self.sides):
            splitter.setHandleWidth(GUTTER)
            splitter.setChildrenCollapsible(False)
        column.addWidget(self.sides)
        self.library = Library(_TABS)
        self.side = QStackedWidget()
        self._lower = QFrame()
        self._lower.setObjectName("panel")
        self._lower.setMinimumHeight(200)
        self.columns.addWidget(self.library)
        self.columns.addWidget(self.side)
        self.rows.addWidget(self._lower)

    def _arrange(self) -> None:
        # In the order in which the Tab key goes round.
        self.side.addWidget(self.inspector)
        self.side.addWidget(self.history)
        column = QVBoxLayout(self._lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        self.inside_bar = InsideBar(self._bridge)
        column.addWidget(self.inside_bar)
        self.caption_lane = CaptionLane(self.timeline)
        column.addWidget(self.caption_lane)
        column.addWidget(self.timeline, 1)
        self.key_lanes = KeyLanes(self.timeline)
        self.key_lanes.hide()
        self._bridge.session.actions["keyframe-lanes"] = lambda _values: self.show_key_lanes()
        column.addWidget(self.key_lanes)
        self._stretch()
        self.rows.setStretchFactor(0, 1)
        self.rows.setStretchFactor(1, 0)
        self._sized = False
        self._hidden_before: set[str] = set()

    def _stretch(self) -> None:
        """What is left over goes to the player, or to the library where the player stands beside."""
        for place in range(self.columns.count()):
            widget = self.columns.widget(place)
            self.columns.setStretchFactor(place, int(widget is (self.library if self.tall else self.player)))

    @property
    def tall(self) -> bool:
        """Whether the player has the whole height beside everything else."""
        return self.sides.count() > 1

    def set_tall(self, tall: bool) -> None:
        """Put the player beside everything else, or back between library and inspector."""
        if tall != self.tall:
            if tall:
                self.sides.addWidget(self.player)
                self.sides.setStretchFactor(0, 1)
            else:
                self.columns.insertWidget(1, self.player)
            self._stretch()
            self.usual_sizes(self.width(), self.height())

    def show_key_lanes(self) -> None:
        """Show the keyframe lanes, with the keys' focus, or hide them."""
        showing = self.key_lanes.isHidden()
        # The lanes take their room from what is above, not from the clips.
        height = self.key_lanes.height() if showing else -self.key_lanes.height()
        self.key_lanes.setVisible(showing)
        above, below = self.rows.sizes()
        self.rows.setSizes([above - height, below + height])
        if showing:
            self.key_lanes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.timeline.setFocus()

    def panel(self, name: str) -> QWidget:
        """The panel called library, inspector or timeline."""
        return {"library": self.library, "inspector": self.side, "timeline": self._lower}[name]

    def toggle_history(self) -> None:
        """Show the steps in the inspector's place, or the inspector again."""
        showing = self.side.currentWidget() is self.history and not self.side.isHidden()
        self.side.setCurrentWidget(self.inspector if showing else self.history)
        self.side.show()
        if not showing:
            self.history.refresh()
            self.history.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def usual_sizes(self, width: int, height: int) -> None:
        """Give every panel its usual share of a window that large."""
        small = width < _NARROW
        left, _middle, right = _SMALL_COLUMNS if small else _COLUMNS
        lower = _SMALL_TIMELINE if height < _LOW else _TIMELINE
        if self.tall:
            beside = min(_TALL_PLAYER, width - left - right - 2 * GUTTER)
            self.sides.setSizes([width - beside - 2 * GUTTER, beside])
            self.columns.setSizes([max(left, width - beside - right - 4 * GUTTER), right])
        else:
            self.columns.setSizes([left, max(360, width - left - right - 4 * GUTTER), right])
        self.rows.setSizes([max(200, height - lower - 2 * GUTTER), lower])

    def stand_as_kept(self) -> None:
        """The sizes are what they are: they were chosen."""
        self._sized = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A much smaller or larger window gets the usual shares anew."""
        super().resizeEvent(event)
        before, now = event.oldSize(), event.size()
        if not self._sized or _size_class(before) != _size_class(now):
            self._sized = True
            # The splitters get their new size only after this event.
            QTimer.singleShot(0, partial(self.usual_sizes, now.width(), now.height()))

    def _files_changed(self) -> None:
        """Files came or went: draw anew what shows them."""
        self.timeline_pictures.look_again()
        self.timeline.repaint_all()
        self.player.viewer.refresh()

    def _open_clip(self, clip_id: str) -> None:
        """A double-clicked title wants to be written, a compound opened, a clip without its file wants it found."""
        found = find(self._bridge.session.project, clip_id)
        content = found.clip.content if found is not None else None
        if isinstance(content, Footage) and self._missing.is_odd(content.asset):
            self._run("find-media")
            return
        self._bridge.session.select((clip_id,))
        if isinstance(content, Compound):
            self._run("enter-compound")
        elif found is not None and isinstance(found.clip.content, Title):
            self.inspector.write_title()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on the timeline shows the timeline."""
        if event.type() == QEvent.Type.MouseButtonPress and watched is self.timeline:
            self._bridge.session.file_deck.close()
        return super().eventFilter(watched, event)

    def open_media(self, _values: Mapping[str, object]) -> None:
        """Show by itself: the file that has the keyboard in the library; otherwise that of the selected clip, or of the
        one under the playhead, at the very picture."""
        session = self._bridge.session
        tab: QWidget = self.library.content(self.library.tab)
        tab = tab.files if isinstance(tab, AudioTab) else tab
        if isinstance(tab, FilesTab) and tab.grid.hasFocus() and tab.chosen:
            session.file_deck.open(tab.chosen[0])
            return
        clip = next(iter(chosen_clips(session, pictures=False)), None)
        found = find(session.project, clip) if clip is not None else None
        content = found.clip.content if found is not None else None
        if found is None or not isinstance(content, Footage):
            self._bridge.refused.emit(say("Select a file in the library, or a clip that is made of one."))
            return
        inside = min(max(ZERO, session.playhead - found.span.start), found.span.length)
        session.file_deck.open(content.asset, found.clip.source_at(found.clip.window.start + inside))

    def show_in_library(self) -> None:
        """Go to the file of the first selected clip that is made of one."""
        project = self._bridge.session.project
        clips = [found.clip for name in self._bridge.session.selection if (found := find(project, name)) is not None]
        names = [clip.content.asset for clip in clips if isinstance(clip.content, Footage)]
        asset = project.asset(names[0]) if names else None
        if asset is None:
            self._bridge.refused.emit(say("This clip is not made of a file."))
            return
        sounds = asset.kind == "sound"
        self.library.show_tab("audio" if sounds else "media")
        self.audio_tab.show_side("files")
        (self.audio if sounds else self.media).show_asset(asset)

    def show_in_folder(self) -> None:
        """Open the folder on the disk of the file selected in the library."""
        session = self._bridge.session
        if not session.chosen_media:
            self._bridge.refused.emit(say("Select media in the library first."))
            return
        show_in_folder(session.project, session.chosen_media[0])

    def search_library(self) -> None:
        """Let the person type what they look for, in the tab on show."""
        search = getattr(self.library.content(self.library.tab), "search", None)
        if isinstance(search, SearchField):
            search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            search.selectAll()

    def show_only_player(self, only: bool) -> None:
        """Hide everything but the player, or show all again."""
        if only:
            self._hidden_before = {panel for panel in _PANELS if self.panel(panel).isHidden()}
        for panel in _PANELS:
            self.panel(panel).setVisible(not only and panel not in self._hidden_before)

    def focus_next_panel(self, step: int) -> None:
        """Give the keyboard to the next panel, or the one before."""
        every: list[QWidget] = [self.library, self.player, self.side, self.timeline]
        panels = [panel for panel in every if panel.isVisible()]
        here = next((at for at, panel in enumerate(panels) if panel.hasFocus() or _holds_focus(panel)), -step)
        panel = panels[(here + step) % len(panels)]
        target = panel if panel.focusPolicy() != Qt.FocusPolicy.NoFocus else _first_reachable(panel)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def close_panels(self) -> None:
        """Stop everything that runs by itself."""
        self.ear.close()
        self.moving.close()
        self.animating.close()
        self.player.viewer.close()
        self.timeline_pictures.close()


def _size_class(size: QSize) -> tuple[bool, bool]:
    return size.width() < _NARROW, size.height() < _LOW


def _holds_focus(panel: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and panel.isAncestorOf(focused)


def _first_reachable(panel: QWidget) -> QWidget | None:
    return next(
        (
            child
            for child in panel.findChildren(QWidget)
            if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ),
        None,
    )
