"""The section for what lies behind a clip that does not fill the canvas.

It must never draw a backdrop.
"""

from __future__ import annotations

from studio.commands.shaping import BACKDROP_NAMES
from studio.edits import set_backdrop
from studio.model import Clip, Project, find
from studio.sentences import say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice, Swatches
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.page import Page, named

__all__ = ["BackdropRows"]


class BackdropRows:
    """Blur, colour, photo or none, and what each of them needs; shown for clips of the main track."""

    def __init__(self, page: Page) -> None:
        self._page = page
        everywhere = PushButton(say("On all clips"), "link", clicked=self._everywhere)
        page.section(say("Backdrop"), everywhere)
        self.kind = Choice(say("Backdrop"), list(BACKDROP_NAMES))
        self.kind.chosen.connect(self._choose)
        self._row = named(say("Behind it"), self.kind)
        page.add(self._row)
        self.strength = page.number(
            ValueRow(say("Blur"), 0, 100, 50, unit="%"),
            say("Blur"),
            lambda clip: clip.backdrop.strength if clip.backdrop is not None else 0.5,
            lambda project, clip_id, value: set_backdrop(project, clip_id, kind="blur", strength=value / 100),
            shown_as=100,
        )
        self.colour = Swatches(say("Colour of the backdrop"), ("#000000", "#FFFFFF", "#14171C", "#C6EE62"))
        self.colour.chosen.connect(lambda colour: self._set(kind="colour", colour=colour[:7]))
        self._colour_row = named(say("Colour"), self.colour)
        page.add(self._colour_row)
        self.photo = Choice(say("Photo of the backdrop"))
        self.photo.chosen.connect(lambda asset: self._set(kind="photo", asset=asset))
        self._photo_row = named(say("Photo"), self.photo)
        page.add(self._photo_row)

    def refresh(self) -> None:
        """Show what the clips have behind them."""
        clips = self._page.clips
        project = self._page.bridge.session.project
        kinds = {clip.backdrop.kind if clip.backdrop is not None else "none" for clip in clips}
        kind = kinds.pop() if len(kinds) == 1 else None
        self.kind.set_key(kind)
        self.kind.setEnabled(all(_on_main(project, clip) for clip in clips))
        self.strength.setVisible(kind == "blur")
        self._colour_row.setVisible(kind == "colour")
        self._photo_row.setVisible(kind == "photo")
        backdrop = clips[0].backdrop if clips else None
        if backdrop is not None and kind == "colour":
            self.colour.set_colour(backdrop.colour)
        if backdrop is not None and kind == "photo":
            self._list_photos(project)
            self.photo.set_key(backdrop.asset)

    def _list_photos(self, project: Project) -> None:
        photos = [asset for asset in project.assets if asset.kind == "photo"]
        if [self.photo.itemData(row) for row in range(self.photo.count())] != [asset.id for asset in photos]:
            self.photo.clear()
            for asset in photos:
                self.photo.addItem(asset.name, asset.id)

    def _choose(self, kind: str) -> None:
        if kind == "photo":
            photos = [asset.id for asset in self._page.bridge.session.project.assets if asset.kind == "photo"]
            self._set(kind="photo", asset=photos[0] if photos else "")
        else:
            self._set(kind=kind)
        self.refresh()

    def _set(self, **changes: str) -> None:
        ids = self._page.ids()

        def change(project: Project) -> Project:
            for clip_id in ids:
                project = set_backdrop(project, clip_id, **changes)  # type: ignore[arg-type]
            return project

        self._page.bridge.edit(say("Backdrop"), change)

    def _everywhere(self) -> None:
        clip = self._page.clips[0] if self._page.clips else None
        if clip is None:
            return
        backdrop = clip.backdrop

        def change(project: Project) -> Project:
            for thing in project.main:
                if not isinstance(thing, Clip):
                    continue
                if backdrop is None:
                    project = set_backdrop(project, thing.id, kind="none")
                else:
                    project = set_backdrop(
                        project, thing.id, kind=backdrop.kind, strength=backdrop.strength, colour=backdrop.colour,
                        asset=backdrop.asset,
                    )  # fmt: skip
            return project

        self._page.bridge.edit(say("Backdrop"), change)


def _on_main(project: Project, clip: Clip) -> bool:
    found = find(project, clip.id)
    return found is not None and found.layer is None
