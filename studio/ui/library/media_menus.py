"""The menus of the media: what can be done with a file or folder, how media is ordered, what of it is shown.

It must never change a project but through commands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QActionGroup, QColor, QDesktopServices, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from studio.commands import COMMANDS, LABELS, folder_words
from studio.model import MOST_STARS, Project, used_assets
from studio.sentences import Sentence, say
from studio.session import MediaOrder
from studio.ui.bridge import Bridge
from studio.ui.library.shelf import OwnShelf
from studio.ui.library.sorting import Use, Wanted
from studio.ui.words import shown

__all__ = ["filter_menu", "folder_menu", "media_menu", "order_menu", "show_in_folder"]

_ORDERS: tuple[tuple[MediaOrder, Sentence], ...] = (
    ("added", say("When it was added")),
    ("name", say("Name")),
    ("length", say("Length")),
    ("kind", say("Kind")),
    ("stars", say("Stars")),
)
_USES: tuple[tuple[Use, Sentence], ...] = (
    ("all", say("Used or not")),
    ("used", say("Used on the timeline")),
    ("unused", say("Not used")),
)


def media_menu(
    parent: QWidget, bridge: Bridge, ids: Sequence[str], *, odd: bool, rename: Callable[[], object]
) -> QMenu:
    """What can be done with the selected files."""
    menu, project = QMenu(parent), bridge.session.whole
    media, one = tuple(ids), len(ids) == 1
    used = [name for name in media if name in used_assets(project)]

    def run(command: str, **values: object) -> Callable[[], object]:
        return lambda: bridge.run(command, values)

    if odd:
        menu.addAction(shown(say("Find missing media…")), lambda: bridge.run("find-media"))
    asset = project.asset(media[0])
    if one and not odd:
        menu.addAction(shown(say("Show in the player")), run("open-media", media=media[0]))
    if one and asset is not None and asset.has_picture:
        menu.addAction(shown(say("Insert at the playhead")), run("insert", media=media[0]))
        menu.addAction(shown(say("Overwrite at the playhead")), run("overwrite", media=media[0]))
    if one:
        chosen = bridge.session.selection
        words = shown(say("Replace the selected clip"))
        _dim(menu.addAction(words, run("replace", media=media[0])), len(chosen) == 1)
        menu.addSeparator()
    _remixes(menu.addMenu(shown(say("Remix"))), project, media, bridge)
    _dim(menu.addAction(shown(say("Find on the timeline")), run("find-on-timeline", media=media)), bool(used))
    menu.addSeparator()
    stars = menu.addMenu(shown(say("Stars")))
    for count in range(MOST_STARS, -1, -1):
        words = say("No stars") if count == 0 else "★" * count
        stars.addAction(f"{shown(words)}\t{count}", run("rate", media=media, stars=count))
    colours = menu.addMenu(shown(say("Colour")))
    for colour, name in LABELS:
        colours.addAction(_dot(colour), shown(name), run("colour-media", media=media, colour=colour))
    colours.addAction(shown(say("No colour")), run("colour-media", media=media))
    _folders(menu.addMenu(shown(say("Put in a folder"))), project, media, run)
    menu.addSeparator()
    if one:
        menu.addAction(shown(say("Rename…")) + "\tF2", rename)
        menu.addAction(shown(say("Replace the file…")), run("renew-media", media=media[0]))
        menu.addAction(shown(say("Show in folder")), lambda: show_in_folder(project, media[0]))
    gone = shown(say("Remove from the project")) + "\tDel"
    _dim(menu.addAction(gone, run("remove-unused", media=media)), len(used) < len(media))
    menu.addAction(shown(say("Remove unused media")), run("remove-unused"))
    return menu


def _remixes(menu: QMenu, project: Project, media: tuple[str, ...], bridge: Bridge) -> None:
    """What can be built on the first of the files; the others are one's own."""
    asset = project.asset(media[0])
    menu.setEnabled(asset is not None and asset.kind == "video")
    given = {"source": media[0], **({"mine": ", ".join(media[1:])} if media[1:] else {})}
    for name in ("duet", "react", "green-screen", "stitch"):
        words = shown(COMMANDS[name].name)
        menu.addAction(words if media[1:] else f"{words}…", partial(bridge.run, name, given))


def folder_menu(parent: QWidget, bridge: Bridge, folder_id: str, *, rename: Callable[[], object]) -> QMenu:
    """What can be done with a folder."""
    menu = QMenu(parent)
    menu.addAction(shown(say("Rename…")) + "\tF2", rename)
    menu.addAction(
        shown(say("Remove the folder, keep its media")), lambda: bridge.run("remove-folder", {"folder": folder_id})
    )
    return menu


def order_menu(parent: QWidget, shelf: OwnShelf) -> QMenu:
    """By what media is ordered."""
    menu, group = QMenu(parent), QActionGroup(parent)
    for order, words in _ORDERS:
        action = menu.addAction(shown(words), partial(shelf.look, order=order))
        _check(action, group, on=shelf.shelf.order == order)
    menu.addSeparator()
    backward = menu.addAction(shown(say("The other way round")), lambda: shelf.look(backward=not shelf.shelf.backward))
    _check(backward, None, on=shelf.shelf.backward)
    return menu


def filter_menu(parent: QWidget, wanted: Wanted, choose: Callable[[Wanted], object]) -> QMenu:
    """Which media is shown."""
    menu = QMenu(parent)
    uses, stars, colours = QActionGroup(parent), QActionGroup(parent), QActionGroup(parent)
    for use, words in _USES:
        action = menu.addAction(shown(words), partial(choose, replace(wanted, use=use)))
        _check(action, uses, on=wanted.use == use)
    menu.addSeparator()
    for count in (0, 1, 2, 3, 4, 5):
        words = say("Any stars") if count == 0 else say("{stars} or more", stars="★" * count)
        action = menu.addAction(shown(words), partial(choose, replace(wanted, stars=count)))
        _check(action, stars, on=wanted.stars == count)
    menu.addSeparator()
    for colour, name in (("", say("Any colour")), *LABELS):
        action = menu.addAction(shown(name), partial(choose, replace(wanted, colour=colour)))
        if colour:
            action.setIcon(_dot(colour))
        _check(action, colours, on=wanted.colour == colour)
    return menu


def show_in_folder(project: Project, asset_id: str) -> None:
    """Open the folder on the disk in which a file lies."""
    asset = project.asset(asset_id)
    if asset is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(asset.path).parent)))


def _folders(menu: QMenu, project: Project, media: tuple[str, ...], run: Callable[..., Callable[[], object]]) -> None:
    menu.addAction(shown(say("New folder…")), run("new-folder", media=media))
    menu.addSeparator()
    menu.addAction(shown(say("Top")), run("put-in-folder", media=media))
    for folder in sorted(project.folders, key=lambda one: folder_words(project, one.id).casefold()):
        menu.addAction(folder_words(project, folder.id), run("put-in-folder", media=media, folder=folder.id))


def _dim(action: QAction, on: bool) -> None:
    action.setEnabled(on)


def _check(action: QAction, group: QActionGroup | None, *, on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(on)
    if group is not None:
        group.addAction(action)


def _dot(colour: str) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(6, 6, 20, 20)
    painter.end()
    return QIcon(pixmap)
