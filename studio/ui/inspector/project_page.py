"""The page shown while nothing is selected: the project's name, shape, rate, background.

It must never change what lies on the timeline, but through the edits it asks for.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QLineEdit

from studio.edits import rename, set_canvas, set_rate
from studio.model import duration
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.choices import Choice, Swatches
from studio.ui.controls.labels import label
from studio.ui.controls.slider import number_text
from studio.ui.inspector.page import Page, named
from studio.ui.player.canvases import CANVASES
from studio.ui.words import shown

__all__ = ["ProjectPage"]


_RATES = (
    (Fraction(24), "24"),
    (Fraction(25), "25"),
    (Fraction(30000, 1001), "29.97"),
    (Fraction(30), "30"),
    (Fraction(50), "50"),
    (Fraction(60), "60"),
)


class ProjectPage(Page):
    """The project itself."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.section(say("Project"), first=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(shown(say("Name of the project")))
        self.name.editingFinished.connect(self._rename)
        self.add(named(say("Name"), self.name))
        self.ratio = Choice(say("Shape"), [(ratio, words) for ratio, _width, _height, words in CANVASES])
        self.ratio.chosen.connect(self._reshape)
        self.add(named(say("Shape"), self.ratio))
        self.rate = Choice(say("Frame rate"), [(str(rate), words) for rate, words in _RATES])
        self.rate.chosen.connect(self._set_rate)
        self.add(named(say("Frame rate"), self.rate))
        self.background = Swatches(say("Background"), ("#000000", "#FFFFFF", "#14171C", "#C6EE62"))
        self.background.chosen.connect(self._paint)
        self.add(named(say("Background"), self.background))
        self.facts = label("", "small", wrap=True, figures=True)
        self.section(say("What is in it"))
        self.add(self.facts)
        self.end()

    def refresh(self) -> None:
        """Show the project as it is."""
        project = self.bridge.session.project
        if not self.name.hasFocus():
            self.name.setText(project.name)
        self.ratio.set_key(project.canvas.ratio)
        self.rate.set_key(str(project.rate))
        self.background.set_colour(project.canvas.background[:7])
        canvas = project.canvas
        facts = (
            say("{width} × {height}, {rate} frames a second", width=canvas.width, height=canvas.height,
                rate=number_text(float(project.rate), 0 if project.rate.denominator == 1 else 2, "")),
            say("{length} long", length=number_text(float(duration(project)), 1, "s")),
            say("{clips} clips, {files} files", clips=len(project.main), files=len(project.assets)),
        )  # fmt: skip
        self.facts.setText("\n".join(shown(fact) for fact in facts))

    def _rename(self) -> None:
        name = self.name.text()
        if name != self.bridge.session.project.name:
            self.bridge.edit(say("Rename"), lambda project: rename(project, name=name))
            self.name.setText(self.bridge.session.project.name)

    def _reshape(self, ratio: str) -> None:
        for name, width, height, _words in CANVASES:
            if name == ratio:
                self.bridge.edit(say("Shape"), lambda project: set_canvas(project, width=width, height=height))  # noqa: B023

    def _set_rate(self, rate: str) -> None:
        if not self.bridge.edit(say("Frame rate"), lambda project: set_rate(project, rate=Fraction(rate))):
            self.refresh()

    def _paint(self, colour: str) -> None:
        canvas = self.bridge.session.project.canvas
        self.bridge.edit(
            say("Background"),
            lambda project: set_canvas(project, width=canvas.width, height=canvas.height, background=colour),
        )
