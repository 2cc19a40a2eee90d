"""Where the picture lies and how it is turned, mixed and cut: sections shared by the pages of clips.

They must never keep a value: they show what the clips have.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.commands.shaping import BLEND_NAMES
from studio.edits import rotate, set_blend, set_opacity, set_own_place, set_place
from studio.model import Clip, Place, Project, place_for
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton, explain
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.slider import ValueField, ValueRow
from studio.ui.inspector.changing import common
from studio.ui.inspector.keying import numbered
from studio.ui.inspector.page import Page, named

__all__ = ["PositionFields", "add_crop", "add_mixing", "add_place", "add_turning", "place_of"]


def place_of(bridge: Bridge, clip: Clip) -> Place:
    """The place of the clip that holds on the project's canvas."""
    return place_for(clip.place, bridge.session.project.canvas.ratio)


def add_place(page: Page) -> PositionFields:
    """Add the section Place to a page: position, scale, rotation, opacity."""
    bridge = page.bridge

    def reset() -> None:
        def back(project: Project) -> Project:
            for clip_id in page.ids():
                project = set_place(project, clip_id, x=0.0, y=0.0, scale=1.0, rotation_deg=0.0)
                project = set_opacity(project, clip_id, opacity=1.0)
            return project

        bridge.edit(say("Reset place"), back)

    page.section(say("Place"), PushButton(say("Reset"), "link", "reset", clicked=reset), first=page.column.count() == 0)
    position = PositionFields(page)
    page.add(named(say("Position"), position))
    page.number(
        ValueRow(say("Scale"), 0, 300, 100, unit="%", limits=(1, 2000)),
        say("Scale"),
        lambda clip: place_of(bridge, clip).scale,
        shown_as=100,
        number="scale",
    )
    page.number(
        ValueRow(say("Rotation"), -180, 180, 0, unit="°", decimals=1, limits=(-3600, 3600)),
        say("Rotate"),
        lambda clip: place_of(bridge, clip).rotation_deg,
        number="rotation_deg",
    )
    page.number(
        ValueRow(say("Opacity"), 0, 100, 100, unit="%"),
        say("Opacity"),
        lambda clip: clip.opacity,
        shown_as=100,
        number="opacity",
    )
    return position


class PositionFields(QWidget):
    """X and Y in percent of the canvas, 50 % being the middle."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.across = ValueField(-1000, 1000, unit="%", decimals=1, prefix="X")
        self.down = ValueField(-1000, 1000, unit="%", decimals=1, prefix="Y")
        self.across.setAccessibleName("X")
        self.down.setAccessibleName("Y")
        row.addWidget(self.across)
        row.addWidget(self.down)
        row.addWidget(page.diamond(say("Position"), "x", "y"))
        self.across.entered.connect(lambda value: self._set("x", value))
        self.down.entered.connect(lambda value: self._set("y", value))

    def _side(self, name: str) -> float:
        canvas = self._page.bridge.session.project.canvas
        return (canvas.width if name == "x" else canvas.height) / canvas.short_side

    def refresh(self) -> None:
        """Show where the clips are."""
        bridge = self._page.bridge
        for name, field in (("x", self.across), ("y", self.down)):
            value = common(bridge, self._page.clips, lambda clip, name=name: getattr(place_of(bridge, clip), name))  # type: ignore[misc]
            field.set_number(None if value is None else 50 + 100 * value / self._side(name))

    def _set(self, name: str, percent: float) -> None:
        bridge, ids = self._page.bridge, self._page.ids()
        value = (percent - 50) / 100 * self._side(name)

        edit = numbered(bridge, name)

        def put(project: Project) -> Project:
            for clip_id in ids:
                project = edit(project, clip_id, value)
            return project

        bridge.edit(say("Position"), put)


class Turning:
    """Mirror, a quarter turn, and whether the place is for this ratio only."""

    def __init__(self, page: Page) -> None:
        self._page = page
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.mirror = PushButton(say("Mirror"), "smallChip", "mirror", checkable=True)
        self.mirror.clicked.connect(self._mirror)
        self.turn = PushButton(say("90°"), "smallChip", "redo", clicked=self._turn)
        explain(self.turn, say("Rotate by 90°"))
        row.addWidget(self.mirror)
        row.addWidget(self.turn)
        row.addStretch(1)
        page.add(named(say("Turn"), holder))
        self.own = Switch(say("Place for this ratio only"))
        self.own.toggled.connect(self._own)
        page.add(named(say("Only here"), self.own))

    def refresh(self) -> None:
        """Show how the clips are."""
        project = self._page.bridge.session.project
        clips, ratio = self._page.clips, project.canvas.ratio
        self.mirror.setChecked(bool(clips) and all(place_for(clip.place, ratio).mirror for clip in clips))
        own = [any(name == ratio for name, _place in clip.place.per_ratio) for clip in clips]
        self.own.set_on(bool(own) and all(own))
        self.own.setToolTip(say("Has a place of its own at {ratio}", ratio=ratio).translated())

    def _mirror(self) -> None:
        on = self.mirror.isChecked()
        _each(self._page, say("Mirror"), lambda project, name: set_place(project, name, mirror=on))

    def _turn(self) -> None:
        _each(self._page, say("Rotate"), lambda project, name: rotate(project, name))

    def _own(self, on: bool) -> None:
        words = say("Place for this ratio only")
        _each(self._page, words, lambda project, name: set_own_place(project, name, own=on))


def add_turning(page: Page) -> Turning:
    """Add mirror, quarter turns and the switch for a place of this ratio."""
    return Turning(page)


class Mixing:
    """How the picture mixes with what lies beneath it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.blend = Choice(say("Blend"), [(key, words) for key, words in BLEND_NAMES])
        self.blend.chosen.connect(self._choose)
        page.add(named(say("Blend"), self.blend))

    def refresh(self) -> None:
        """Show the mode the clips share."""
        modes = {clip.blend for clip in self._page.clips}
        self.blend.set_key(modes.pop() if len(modes) == 1 else None)

    def _choose(self, blend: str) -> None:
        _each(self._page, say("Blend"), lambda project, name: set_blend(project, name, blend=blend))


def add_mixing(page: Page) -> Mixing:
    """Add the choice of a blend mode."""
    return Mixing(page)


_SIDES: tuple[tuple[str, Sentence, Sentence], ...] = (
    ("crop_left", say("Left"), say("Crop left")),
    ("crop_right", say("Right"), say("Crop right")),
    ("crop_top", say("Top"), say("Crop top")),
    ("crop_bottom", say("Bottom"), say("Crop bottom")),
)


def add_crop(page: Page) -> None:
    """Add the section Crop: how much of each side is cut off."""

    def reset() -> None:
        none = {name: 0.0 for name, _words, _undo in _SIDES}
        _each(page, say("Reset the crop"), lambda project, clip_id: set_place(project, clip_id, **none))

    page.section(say("Crop"), PushButton(say("Reset"), "link", "reset", clicked=reset))
    for name, words, undo in _SIDES:
        page.number(
            ValueRow(words, 0, 90, 0, unit="%", decimals=1, limits=(0, 99)),
            undo,
            lambda clip, name=name: getattr(place_of(page.bridge, clip), name),  # type: ignore[misc]
            shown_as=100,
            number=name,
        )


def _each(page: Page, words: Sentence, edit: Callable[[Project, str], Project]) -> None:
    ids = page.ids()

    def change(project: Project) -> Project:
        for clip_id in ids:
            project = edit(project, clip_id)
        return project

    page.bridge.edit(words, change)
