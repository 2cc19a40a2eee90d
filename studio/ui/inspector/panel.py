"""The inspector's frame: tabs that fit what is selected, one page on show.

It must never keep what was selected: it asks the session each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from studio.model import Adjustment, Clip, Compound, Footage, Found, Title, find, is_heard
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.inspector.animation_page import AnimationPage
from studio.ui.inspector.clip_pages import PicturePage, SoundPage
from studio.ui.inspector.effects_page import EffectsPage
from studio.ui.inspector.mask_page import MaskPage
from studio.ui.inspector.page import Page
from studio.ui.inspector.post_page import PostPage
from studio.ui.inspector.project_page import ProjectPage
from studio.ui.inspector.speed_page import SpeedPage
from studio.ui.inspector.title_page import TitlePage
from studio.ui.library.moving import MovingPreviews
from studio.ui.library.shelf import OwnShelf
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["Inspector"]

_TABS: tuple[tuple[str, Sentence], ...] = (
    ("project", say("Project")),
    ("post", say("Post")),
    ("title", say("Text")),
    ("picture", say("Video")),
    ("mask", say("Mask")),
    ("sound", say("Sound")),
    ("speed", say("Speed")),
    ("animation", say("Animation")),
    ("effects", say("Effects")),
)

_WIDEST_GAP, _NARROWEST_GAP = 16, 3


class _Pages(Mapping[str, Page]):
    """The pages by their tabs, each made when it is first asked for: hundreds of controls open a window slowly."""

    def __init__(self, stack: QStackedWidget, makers: Mapping[str, Callable[[], Page]]) -> None:
        self._stack, self._makers = stack, makers
        self._made: dict[str, Page] = {}

    def __getitem__(self, tab: str) -> Page:
        if tab not in self._made:
            self._made[tab] = self._makers[tab]()
            self._stack.addWidget(self._made[tab])
        return self._made[tab]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class Inspector(QFrame):
    """Shows and changes what is selected. `tab_shown(str)` when another tab came to be on show."""

    tab_shown = Signal(str)

    def __init__(self, bridge: Bridge, pictures: Pictures, moving: MovingPreviews, shelf: OwnShelf) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(shown(say("Inspector")))
        self.setMinimumWidth(280)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame()
        head.setObjectName("panelHead")
        head.setFixedHeight(36)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        self._row = row
        self._stack = QStackedWidget()
        self.pages: Mapping[str, Page] = _Pages(
            self._stack,
            {
                "project": lambda: ProjectPage(bridge),
                "post": lambda: PostPage(bridge),
                "title": lambda: TitlePage(bridge, pictures),
                "picture": lambda: PicturePage(bridge),
                "mask": lambda: MaskPage(bridge),
                "sound": lambda: SoundPage(bridge),
                "speed": lambda: SpeedPage(bridge),
                "animation": lambda: AnimationPage(bridge, pictures, moving, shelf),
                "effects": lambda: EffectsPage(bridge, pictures),
            },
        )
        self._group = QButtonGroup(self)
        self.tabs: dict[str, PushButton] = {}
        for tab, words in _TABS:
            button = PushButton(words, "tab", checkable=True, clicked=partial(self.show_tab, tab))
            self._group.addButton(button)
            self.tabs[tab] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        self._fitting: tuple[str, ...] = ()
        self._tab = "project"
        self._told = ""
        for signal in (bridge.project_changed, bridge.selection_changed, bridge.playhead_changed, bridge.opened):
            signal.connect(self.refresh)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tabs stand closer where there is little room."""
        super().resizeEvent(event)
        self._space_tabs()

    def _space_tabs(self) -> None:
        words = [button.sizeHint().width() for tab, button in self.tabs.items() if tab in self._fitting]
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - sum(words)
        # One more gap than lies between them: the stretch behind the last has one too.
        self._row.setSpacing(min(_WIDEST_GAP, max(_NARROWEST_GAP, room // max(1, len(words)))))

    @property
    def tab(self) -> str:
        """The tab on show."""
        return self._tab

    def show_tab(self, tab: str) -> None:
        """Go to a tab that fits."""
        if tab in self._fitting:
            self._tab = tab
            self.refresh()

    def write_title(self) -> None:
        """Let the words of the selected title be typed."""
        self.show_tab("title")
        page = self.pages["title"]
        assert isinstance(page, TitlePage)
        page.words.setFocus()
        page.words.selectAll()

    def _selected(self) -> list[Found]:
        session = self._bridge.session
        founds = [find(session.project, name) for name in session.selection]
        return [found for found in founds if found is not None]

    def refresh(self) -> None:
        """Show the present."""
        founds = self._selected()
        fitting = self._tabs_for(founds)
        if fitting != self._fitting:
            if fitting[:1] != self._fitting[:1]:
                self._tab = fitting[0]  # something of another kind begins with its own page
            self._fitting = fitting
            for tab, button in self.tabs.items():
                button.setVisible(tab in fitting)
            self._space_tabs()
        if self._tab not in fitting:
            self._tab = fitting[0]
        self.tabs[self._tab].setChecked(True)
        if self._told != self._tab:
            self._told = self._tab
            self.tab_shown.emit(self._tab)
        page = self.pages[self._tab]
        self._stack.setCurrentWidget(page)
        page.show_clips(tuple(found.clip for found in founds))

    def _tabs_for(self, founds: list[Found]) -> tuple[str, ...]:
        if not founds:
            return ("project", "post")
        each = [self._tabs_for_one(found) for found in founds]
        shared = tuple(tab for tab in each[0] if all(tab in tabs for tabs in each))
        return shared or ("project", "post")

    def _tabs_for_one(self, found: Found) -> tuple[str, ...]:
        clip = found.clip
        if isinstance(clip.content, Title):
            return ("title", "speed", "animation", "effects")
        if found.track == "sounds":
            return ("sound", "speed", "effects")
        if self._has_sound(clip):
            return ("picture", "mask", "sound", "speed", "animation", "effects")
        if isinstance(clip.content, Adjustment):
            return ("effects", "mask", "speed")
        return ("picture", "mask", "speed", "animation", "effects")

    def _has_sound(self, clip: Clip) -> bool:
        project = self._bridge.session.project
        if isinstance(clip.content, Compound):
            return is_heard(project, clip.content)
        asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
        return asset is not None and asset.has_sound
