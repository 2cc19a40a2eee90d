"""The Media and Audio tabs: the project's files in folders, found, ordered, rated, scrubbed by hovering, dragged out.

Importing happens off the main thread. It must never put anything on the timeline unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from studio.commands import COMMANDS
from studio.model import Asset, Span, used_assets
from studio.sentences import say
from studio.ui.adding import add_asset
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import EmptyPlace
from studio.ui.controls.search import SearchField
from studio.ui.drag import Carried
from studio.ui.library.media_cards import asset_card, asset_tag, folder_card, folder_of_card
from studio.ui.library.media_menus import filter_menu, folder_menu, media_menu, order_menu
from studio.ui.library.place_bar import PlaceBar
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.sorting import Wanted, folders_shown, media_shown
from studio.ui.missing import MissingMedia
from studio.ui.pictures import Pictures
from studio.ui.proxies import Proxying
from studio.ui.shortcuts import key_words
from studio.ui.waves import wave_picture
from studio.ui.words import shown

__all__ = ["FilesTab", "asset_tag"]

_BOX = (240, 280)
_SCRUB_STEPS = 16
_STARS = "012345"
_WRONG = {
    "there": "",
    "missing": say("Missing"),
    "changed": say("Replaced"),
    "unseen": say("Being looked into"),
    "refused": say("Cannot be used"),
}


class FilesTab(QWidget):
    """The project's videos and photos, or its sounds, with a button to bring in more."""

    def __init__(
        self,
        bridge: Bridge,
        pictures: Pictures,
        missing: MissingMedia,
        ask_for_files: Callable[[], object],
        shelf: OwnShelf,
        *,
        sounds: bool,
        proxying: Proxying | None = None,
    ) -> None:
        super().__init__()
        self._bridge, self._pictures, self._shelf, self._proxying = bridge, pictures, shelf, proxying
        self._missing = missing
        self._asked: set[tuple[str, str]] = set()
        self._marked: tuple[str, Span | None] | None = None
        self.wanted = Wanted(sounds=sounds)
        self.import_button = PushButton(say("Import"), drawing="plus", clicked=ask_for_files)
        self.search = SearchField(say("Search sounds") if sounds else say("Search files"), say("Search"))
        self.search.textChanged.connect(lambda text: self.want(replace(self.wanted, words=text)))
        self.place = PlaceBar(say("All sounds") if sounds else say("All media"), self.open_folder)
        self.filter = IconButton("filter", say("What to show"), checkable=True, clicked=self._open_filter)
        self.order = IconButton("sort", say("Order"), clicked=self._open_order)
        self.rows = IconButton("list", say("List instead of pictures"), checkable=True)
        self.rows.clicked.connect(lambda on: shelf.look(rows=on))
        self.grid = CardGrid(columns=2 if sounds else 3, shape=0.5 if sounds else 1.2, many=True)
        self.grid.own_keys = frozenset((*_STARS, "F2", "Del", "Back"))
        self.grid.setAccessibleName(shown(say("Sounds") if sounds else say("Files")))
        self._stack = QStackedWidget()
        self._lay_out(ask_for_files, sounds=sounds)
        self.grid.added.connect(self._activate)
        self.grid.picked.connect(self._show_in_player)
        self.grid.scrubbed.connect(self._scrub)
        self.grid.asked.connect(self._menu)
        self.grid.typed.connect(self._typed)
        self.grid.given.connect(self._given)
        self.grid.selection_moved.connect(self._selected)
        for signal in (bridge.project_changed, shelf.changed):
            signal.connect(self.refresh)
        bridge.deck_changed.connect(self._deck_changed)
        bridge.opened.connect(lambda: self.open_folder(""))
        missing.changed.connect(self._files_changed)
        if proxying is not None:
            proxying.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self, ask_for_files: Callable[[], object], *, sounds: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 10, 0)
        top.setSpacing(8)
        top.addWidget(self.import_button)
        record = "record-voice" if sounds else "record-camera"
        drawing = "microphone" if sounds else "video"
        self.record = IconButton(
            drawing, COMMANDS[record].name, key_words(record), clicked=lambda: self._bridge.run(record)
        )
        top.addWidget(self.record)
        top.addWidget(self.search, 1)
        column.addLayout(top)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 10, 0)
        bar.setSpacing(2)
        bar.addWidget(self.place, 1)
        bar.addWidget(IconButton("folder-plus", say("New folder"), clicked=self._new_folder))
        for button in (self.filter, self.order, self.rows):
            bar.addWidget(button)
        column.addWidget(self._bar)
        self._stack.addWidget(
            EmptyPlace(
                "audio" if sounds else "media",
                say("Bring in music or a voice.") if sounds else say("Drop videos and photos here."),
                button=say("Import"),
                clicked=ask_for_files,
                fits=say("MP3, WAV, M4A, FLAC, OGG") if sounds else say("MP4, MOV, WebM, JPEG, PNG, HEIC"),
            )
        )
        self._stack.addWidget(self.grid)
        self._stack.addWidget(
            EmptyPlace("search", say("Nothing here is like that."), button=say("Show all"), clicked=self._show_all)
        )
        self._stack.addWidget(EmptyPlace("folder", say("This folder is empty. Drag media onto it, or import here.")))
        column.addWidget(self._stack, 1)

    # What is shown.

    def showEvent(self, event: QShowEvent) -> None:
        """What is selected and open here is what commands mean now."""
        super().showEvent(event)
        self._selected()
        self._bridge.session.open_folder = self.wanted.folder

    def want(self, wanted: Wanted) -> None:
        """Show other media, or less of it."""
        self.wanted = wanted
        self.refresh()

    def open_folder(self, folder_id: str) -> None:
        """Go into a folder; the top for an empty id."""
        self._bridge.session.open_folder = folder_id
        self.want(replace(self.wanted, folder=folder_id))

    def show_asset(self, asset: Asset) -> None:
        """Go where a file lies, and select it."""
        self._show_all()
        self.open_folder(asset.folder)
        self.grid.select(asset.id)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        self.search.clear()
        self.want(Wanted(sounds=self.wanted.sounds, folder=self.wanted.folder))

    def _files_changed(self) -> None:
        """Files came or went: what had no picture may have one now."""
        self._asked.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show the files the project has now."""
        # A file is used where any clip of the whole project is made of it, whatever is open of it.
        session, shelf = self._bridge.session, self._shelf.shelf
        project = session.whole if session.inside else session.project
        if self.wanted.folder and project.folder(self.wanted.folder) is None:
            # It was removed, or its making undone.
            self.open_folder("")
            return
        used = used_assets(project)
        assets = media_shown(project, self.wanted, shelf.order, backward=shelf.backward)
        folders = folders_shown(project, self.wanted)
        self.grid.show_rows(shelf.rows)
        self.grid.set_cards(
            [
                *(folder_card(project, folder, sounds=self.wanted.sounds) for folder in folders),
                *(self._card(asset, used=asset.id in used) for asset in assets),
            ]
        )
        self.place.show_way(project, self.wanted.folder)
        self.filter.setChecked(self.wanted != Wanted(self.wanted.sounds, self.wanted.folder, self.wanted.words))
        self.rows.setChecked(shelf.rows)
        any_files = bool(project.folders) or any(self._is_mine(asset) for asset in project.assets)
        self._bar.setVisible(any_files)
        empty = 0 if not any_files else 2 if self.wanted.narrowed else 3 if self.wanted.folder else 0
        self._stack.setCurrentIndex(1 if assets or folders else empty)
        for asset in assets:
            if (asset.id, asset.fingerprint) not in self._asked:
                self._asked.add((asset.id, asset.fingerprint))
                self._picture(asset)
        self._asked &= {(asset.id, asset.fingerprint) for asset in assets}

    def _is_mine(self, asset: Asset) -> bool:
        return (asset.kind == "sound") == self.wanted.sounds

    def _deck_changed(self) -> None:
        """The deck tells of every step in it: only another mark is another card."""
        deck = self._bridge.session.file_deck
        marked = (deck.asset.id, deck.range) if deck.asset is not None else None
        if marked is not None and marked != self._marked:
            self._marked = marked
            self.refresh()

    def _card(self, asset: Asset, *, used: bool) -> Card:
        mark = self._proxying.mark(asset) if self._proxying is not None else None
        part = self._bridge.session.file_deck.part_of(asset.id)
        return asset_card(asset, used=used, wrong=shown(_WRONG[self._missing.state(asset.id)]), mark=mark, part=part)

    def _picture(self, asset: Asset) -> None:
        def done(picture: QImage, asset_id: str = asset.id) -> None:
            self.grid.set_picture(asset_id, picture)

        if asset.kind == "sound":
            wave_picture(self._bridge.jobs, asset, (300, 150), done)
            return
        if asset.kind == "lut":
            return
        known = self._pictures.thumbnail(asset, asset.duration / 10, _BOX, done)
        if known is not None:
            done(known)

    def _scrub(self, asset_id: str, share: float) -> None:
        asset = self._bridge.session.project.asset(asset_id)
        if asset is None or asset.kind != "video":
            return

        def done(picture: QImage) -> None:
            scrub = self.grid.cards_model.scrub
            if scrub is not None and scrub[0] == asset_id:
                self.grid.set_scrub(asset_id, scrub[1], picture)

        # A few steps are enough to see what is in a clip, and are soon all known.
        at = asset.duration * Fraction(min(_SCRUB_STEPS - 1, int(share * _SCRUB_STEPS)), _SCRUB_STEPS)
        known = self._pictures.thumbnail(asset, at, _BOX, done)
        self.grid.set_scrub(asset_id, share, known)

    # What the person does.

    @property
    def chosen(self) -> tuple[str, ...]:
        """The selected files, in the order shown."""
        project = self._bridge.session.project
        return tuple(name for name in self.grid.selected_ids() if project.asset(name) is not None)

    def _selected(self) -> None:
        if self.isVisible():
            self._bridge.session.chosen_media = self.chosen

    def _activate(self, card_id: str) -> None:
        folder = folder_of_card(card_id)
        if folder:
            self.open_folder(folder)
        else:
            ids = self.chosen
            if add_asset(self._bridge, ids if card_id in ids else (card_id,)):
                self._bridge.session.file_deck.close()

    def _show_in_player(self, card_id: str) -> None:
        """A click on one file shows it; whoever selects several has other things in mind."""
        held = QApplication.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.chosen == (card_id,) and not held and not self._missing.is_odd(card_id):
            self._bridge.session.file_deck.open(card_id)

    def _given(self, card_id: str, thing: Carried) -> None:
        self._bridge.run("put-in-folder", {"media": thing.ids, "folder": folder_of_card(card_id)})

    def _new_folder(self) -> None:
        given: dict[str, object] = {"media": self.chosen}
        if self.wanted.folder:
            given["folder"] = self.wanted.folder
        self._bridge.run("new-folder", given)

    def _typed(self, key: str) -> None:
        if key in _STARS and self.chosen:
            self._bridge.run("rate", {"media": self.chosen, "stars": int(key)})
        elif key == "F2":
            self._rename(self.grid.current_id())
        elif key == "Del":
            self._remove()
        elif key == "Back" and (folder := self._bridge.session.project.folder(self.wanted.folder)) is not None:
            self.open_folder(folder.inside)

    def _rename(self, card_id: str) -> None:
        folder = folder_of_card(card_id)
        if folder:
            self._bridge.run("rename-folder", {"folder": folder})
        elif card_id:
            self._bridge.run("rename-media", {"media": card_id})

    def _remove(self) -> None:
        folders = [folder for name in self.grid.selected_ids() if (folder := folder_of_card(name))]
        for folder in folders:
            self._bridge.run("remove-folder", {"folder": folder})
        if self.chosen:
            self._bridge.run("remove-unused", {"media": self.chosen})

    def _menu(self, card_id: str, point: QPoint) -> None:
        folder, rename = folder_of_card(card_id), partial(self._rename, card_id)
        if folder:
            menu = folder_menu(self, self._bridge, folder, rename=rename)
        else:
            ids = self.chosen if card_id in self.chosen else (card_id,)
            menu = media_menu(self, self._bridge, ids, odd=self._missing.is_odd(card_id), rename=rename)
            first = menu.actions()[0]
            add = menu.addAction(shown(say("Add to the timeline")), lambda: add_asset(self._bridge, ids))
            menu.insertAction(first, add)
            if any(self._missing.state(name) == "refused" for name in ids):
                again = menu.addAction(shown(say("Try again")), lambda: self._missing.try_again(ids))
                menu.insertAction(add, again)
        _pop_up(menu, point)

    def _open_filter(self) -> None:
        self.filter.setChecked(self.wanted.narrowed)
        _pop_up(filter_menu(self, self.wanted, self.want), _below(self.filter))

    def _open_order(self) -> None:
        _pop_up(order_menu(self, self._shelf), _below(self.order))


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height() + 2))


def _pop_up(menu: QMenu, point: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(point)
