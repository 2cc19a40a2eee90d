"""The Media and Audio tabs: the project's files as cards.

Importing happens off the main thread. It must never put anything on the timeline unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from studio.edits import remove_asset
from studio.model import Asset, Footage, all_clips
from studio.sentences import Sentence, say
from studio.ui.adding import add_asset
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.labels import EmptyPlace, label
from studio.ui.controls.search import SearchField
from studio.ui.controls.slider import number_text
from studio.ui.drag import Carried
from studio.ui.missing import MissingMedia
from studio.ui.pictures import Pictures
from studio.ui.proxies import Proxying
from studio.ui.waves import wave_picture
from studio.ui.words import shown

__all__ = ["FilesTab", "asset_tag"]

_BOX = (240, 280)
_SCRUB_STEPS = 16
_WRONG = {
    "there": "",
    "missing": say("Missing"),
    "changed": say("Replaced"),
    "unseen": say("Being looked into"),
    "refused": say("Cannot be used"),
}


def asset_tag(asset: Asset) -> str:
    """How long a file lasts, as a card says it; nothing for photos."""
    if asset.kind == "photo":
        return ""
    seconds = float(asset.duration)
    if seconds < 60:
        return number_text(seconds, 1, "s")
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


class FilesTab(QWidget):
    """The project's videos and photos, or its sounds, with a button to bring in more."""

    def __init__(
        self,
        bridge: Bridge,
        pictures: Pictures,
        missing: MissingMedia,
        ask_for_files: Callable[[], object],
        *,
        sounds: bool,
        proxying: Proxying | None = None,
    ) -> None:
        super().__init__()
        self._bridge, self._pictures, self._sounds, self._proxying = bridge, pictures, sounds, proxying
        self._missing = missing
        self._wanted: set[tuple[str, str]] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 2, 0)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 10, 0)
        top.setSpacing(8)
        self.import_button = PushButton(say("Import"), drawing="plus", clicked=ask_for_files)
        self.search = SearchField(say("Search sounds") if sounds else say("Search files"))
        self.search.textChanged.connect(self.refresh)
        top.addWidget(self.import_button)
        top.addWidget(self.search, 1)
        column.addLayout(top)
        hint = label(say("Double-click or drag to the timeline"), "small")
        column.addWidget(hint)
        self.grid = CardGrid(columns=2 if sounds else 3, shape=0.5 if sounds else 1.2)
        self.grid.setAccessibleName(shown(say("Sounds") if sounds else say("Files")))
        empty = EmptyPlace(
            "audio" if sounds else "media",
            say("Bring in music or a voice.") if sounds else say("Drop videos and photos here."),
            button=say("Import"),
            clicked=ask_for_files,
            fits=say("MP3, WAV, M4A, FLAC, OGG") if sounds else say("MP4, MOV, WebM, JPEG, PNG, HEIC"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.grid)
        self._hint = hint
        column.addWidget(self._stack, 1)
        self.grid.added.connect(self._add)
        self.grid.scrubbed.connect(self._scrub)
        self.grid.asked.connect(self._menu)
        bridge.project_changed.connect(self.refresh)
        bridge.opened.connect(self.refresh)
        missing.changed.connect(self._files_changed)
        if proxying is not None:
            proxying.changed.connect(self.refresh)
        self.refresh()

    def _files_changed(self) -> None:
        """Files came or went: what had no picture may have one now."""
        self._wanted.clear()
        self.refresh()

    def _assets(self) -> list[Asset]:
        sought = self.search.text().strip().casefold()
        assets = [asset for asset in self._bridge.session.project.assets if (asset.kind == "sound") == self._sounds]
        return [asset for asset in assets if sought in asset.name.casefold()]

    def refresh(self) -> None:
        """Show the files the project has now."""
        project = self._bridge.session.project
        used = {found.clip.content.asset for found in all_clips(project) if isinstance(found.clip.content, Footage)}
        assets = self._assets()
        cards = [
            Card(
                asset.id,
                asset.name,
                drawing={"photo": "photo", "sound": "audio"}.get(asset.kind, "video"),
                tag=asset_tag(asset),
                used=asset.id in used,
                wrong=shown(_WRONG[self._missing.state(asset.id)]),
                carries=Carried("asset", asset.id),
                mark=self._proxying.mark(asset) if self._proxying is not None else None,
            )
            for asset in assets
        ]
        self.grid.set_cards(cards)
        any_files = bool(assets) or bool(self.search.text())
        self._stack.setCurrentIndex(1 if any_files else 0)
        self._hint.setVisible(any_files)
        for asset in assets:
            if (asset.id, asset.fingerprint) not in self._wanted:
                self._wanted.add((asset.id, asset.fingerprint))
                self._picture(asset)
        self._wanted &= {(asset.id, asset.fingerprint) for asset in project.assets}

    def _picture(self, asset: Asset) -> None:
        def done(picture: QImage, asset_id: str = asset.id) -> None:
            self.grid.set_picture(asset_id, picture)

        if asset.kind == "sound":
            wave_picture(self._bridge.jobs, asset, (300, 150), done)
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

    def _add(self, asset_id: str) -> None:
        add_asset(self._bridge, (asset_id,))

    def _menu(self, asset_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        if self._missing.is_odd(asset_id):
            menu.addAction(shown(say("Find missing media…")), lambda: self._bridge.run("find-media"))
        menu.addAction(shown(say("Add to the timeline")), lambda: self._add(asset_id))
        menu.addAction(shown(say("Remove from the project")), lambda: self._remove(asset_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def _remove(self, asset_id: str) -> None:
        words: Sentence = say("Remove file")
        self._bridge.edit(words, lambda project: remove_asset(project, asset_id))
