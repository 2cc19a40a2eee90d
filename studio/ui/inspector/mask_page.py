"""The page for the mask of clips: its shape, place, size and edge.

It must never draw a mask.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from studio.commands.shaping import MASK_NAMES
from studio.edits import remove_mask, set_mask
from studio.model import Mask, Project
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.page import Page, named
from studio.ui.inspector.seeing_row import SeeingRow
from studio.ui.words import shown

__all__ = ["MaskPage"]

_ROWS: tuple[tuple[str, Sentence, Sentence, float, float], ...] = (
    ("x", say("Across"), say("Mask across"), -100, 100),
    ("y", say("Down"), say("Mask down"), -100, 100),
    ("width", say("Width"), say("Mask width"), 0, 200),
    ("height", say("Height"), say("Mask height"), 0, 200),
    ("feather", say("Feather"), say("Feather"), 0, 100),
    ("roundness", say("Roundness"), say("Roundness"), 0, 100),
)
_HAS = {
    "line": {"x", "y", "feather"},
    "band": {"x", "y", "height", "feather"},
    "rectangle": {"x", "y", "width", "height", "feather", "roundness"},
    "text": {"x", "y", "height", "feather"},
}
_USUAL = {"x", "y", "width", "height", "feather"}


class MaskPage(Page):
    """The shape through which clips are seen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.section(say("Mask"), PushButton(say("Remove"), "link", clicked=self._remove), first=True)
        self.shape = Choice(say("Shape of the mask"), [("none", say("None")), *MASK_NAMES])
        self.shape.chosen.connect(self._choose)
        self.add(named(say("Shape"), self.shape))
        self.text = QLineEdit()
        self.text.setAccessibleName(shown(say("Text of the mask")))
        self.text.editingFinished.connect(self._write)
        self._text_row = named(say("Text"), self.text)
        self.add(self._text_row)
        self.invert = Switch(say("Invert the mask"))
        self.invert.toggled.connect(lambda on: self._set(say("Invert the mask"), invert=on))
        self._invert_row = named(say("Invert"), self.invert)
        self.add(self._invert_row)
        self.rows: dict[str, ValueRow] = {}
        for name, words, undo, low, high in _ROWS:
            limits = (
                (-1000, 1000) if low < 0 else (0, 200 if name == "feather" else 100 if name == "roundness" else 1000)
            )
            self.rows[name] = self.number(
                ValueRow(
                    words, low, high, 60 if name in ("width", "height") else 0, unit="%", decimals=1, limits=limits
                ),
                undo,
                lambda clip, name=name: getattr(clip.mask or Mask(), name),  # type: ignore[misc]
                shown_as=100,
                number=f"mask.{name}",
            )
        self.rows["rotation_deg"] = self.number(
            ValueRow(say("Rotation"), -180, 180, 0, unit="°", decimals=1, limits=(-3600, 3600)),
            say("Mask rotation"),
            lambda clip: (clip.mask or Mask()).rotation_deg,
            number="mask.rotation_deg",
        )
        self.seeing = SeeingRow(self)
        self.end()

    def refresh(self) -> None:
        """Show the mask the clips share."""
        shapes = {clip.mask.shape if clip.mask is not None else "none" for clip in self.clips}
        shape = shapes.pop() if len(shapes) == 1 else None
        self.shape.set_key(shape)
        masks = [clip.mask for clip in self.clips if clip.mask is not None]
        for name, row in self.rows.items():
            row.setVisible(bool(masks) and (name == "rotation_deg" or name in _HAS.get(shape or "", _USUAL)))
        self._invert_row.setVisible(bool(masks))
        self.seeing.refresh()
        self.invert.set_on(bool(masks) and all(mask.invert for mask in masks))
        self._text_row.setVisible(shape == "text")
        if masks and not self.text.hasFocus():
            self.text.setText(masks[0].text)

    def _choose(self, shape: str) -> None:
        if shape == "none":
            self._remove()
        elif shape == "text" and not any(clip.mask and clip.mask.text for clip in self.clips):
            self._set(say("Mask"), shape=shape, text=shown(say("Text")), height=0.4)
        else:
            self._set(say("Mask"), shape=shape)

    def _write(self) -> None:
        text = self.text.text()
        if any(clip.mask is not None and clip.mask.text != text for clip in self.clips):
            self._set(say("Text of the mask"), text=text)

    def _remove(self) -> None:
        masked = [clip.id for clip in self.clips if clip.mask is not None]

        def change(project: Project) -> Project:
            for clip_id in masked:
                project = remove_mask(project, clip_id)
            return project

        self.bridge.edit(say("Remove the mask"), change)

    def _set(self, words: Sentence, **changes: float | bool | str) -> None:
        ids = self.ids()

        def change(project: Project) -> Project:
            for clip_id in ids:
                project = set_mask(project, clip_id, **changes)
            return project

        self.bridge.edit(words, change)
