"""The page for titles: words, font, style, place, stroke, shadow, box.

It must never draw the title: it says how it is set.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QHBoxLayout

from studio.edits import set_title
from studio.model import ZERO, Clip, Project, TextStyle, Title
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.choices import Choice, Segments, Swatches, Switch
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.page import Page, named
from studio.ui.inspector.place_section import add_place
from studio.ui.inspector.words_field import WordsField
from studio.ui.library.presets import PRESETS, preset_named
from studio.ui.library.text import style_sample
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["TitlePage"]

_KEPT = ("font", "align", "wrap_width")
"""What a style card leaves as it is."""


class _Words(WordsField):
    """Words of the titles that are chosen."""

    def __init__(self, bridge: Bridge, page: TitlePage) -> None:
        def edit_for(text: str) -> Callable[[Project], Project]:
            ids = page.ids()

            def write(project: Project) -> Project:
                for clip_id in ids:
                    project = set_title(project, clip_id, text=text)
                return project

            return write

        super().__init__(bridge, say("Words of the title"), edit_for, size=13, height=64)


class TitlePage(Page):
    """Everything about a title."""

    def __init__(self, bridge: Bridge, pictures: Pictures) -> None:
        super().__init__(bridge)
        self._pictures = pictures
        self.words = _Words(bridge, self)
        self.add(self.words)
        self.column.addSpacing(4)
        self._add_font()
        self._add_styles()
        self.colour = Swatches(say("Colour"))
        self.colour.chosen.connect(lambda colour: self._style(say("Text colour"), colour=colour))
        self.add(named(say("Colour"), self.colour))
        self.position = add_place(self)
        self._add_edges()
        self._add_box()
        self.end()
        self._drawn = False

    def _add_font(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        families = [family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)]
        self.font_choice = Choice(say("Font"), [(family, family) for family in families])
        self.font_choice.chosen.connect(lambda family: self._style(say("Font"), font=family))
        row.addWidget(self.font_choice, 1)
        self.bold = IconButton("bold", say("Bold"), checkable=True)
        self.bold.clicked.connect(lambda on: self._style(say("Bold"), weight=800 if on else 400))
        self.italic = IconButton("italic", say("Italic"), checkable=True)
        self.italic.clicked.connect(lambda on: self._style(say("Italic"), italic=on))
        row.addWidget(self.bold)
        row.addWidget(self.italic)
        self.add(row)
        self.letter_size = self._number(say("Size"), 2, 30, 7.5, "size", decimals=1, limits=(0.5, 200))
        align = (
            ("left", "align-left", say("Align left")),
            ("centre", "align-centre", say("Centre")),
            ("right", "align-right", say("Align right")),
        )
        self.align = Segments(align)
        self.align.chosen.connect(lambda key: self._style(say("Align"), align=key))
        self.add(named(say("Align"), self.align))

    def _add_styles(self) -> None:
        self.styles = CardGrid(columns=4, shape=0.55)
        self.styles.setAccessibleName(shown(say("Text styles")))
        self.styles.set_cards([Card(preset.id, shown(preset.name), drawing="text") for preset in PRESETS[:4]])
        self.styles.setFixedHeight(72)
        self.styles.picked.connect(self._preset)
        self.add(self.styles)

    def _add_edges(self) -> None:
        self.section(say("Stroke and shadow"))
        self._number(say("Stroke"), 0, 3, 0.6, "stroke", decimals=1, limits=(0, 20))
        self.stroke_colour = Swatches(say("Stroke colour"), ("#000000", "#FFFFFF", "#C6EE62", "#DB5CA6"))
        self.stroke_colour.chosen.connect(lambda colour: self._style(say("Stroke colour"), stroke_colour=colour))
        self.add(named(say("Colour"), self.stroke_colour))
        self._number(say("Shadow"), 0, 5, 0, "shadow", decimals=1, limits=(0, 50))
        self._number(say("Glow"), 0, 8, 0, "glow", decimals=1, limits=(0, 50))

    def _add_box(self) -> None:
        self.section(say("Box"))
        self.box = Switch(say("Box behind the words"))
        self.box.toggled.connect(lambda on: self._style(say("Box"), box=on))
        self.add(named(say("Box"), self.box))
        self.box_colour = Swatches(say("Box colour"), ("#000000", "#FFFFFF", "#C6EE62", "#F3E53F"))
        self.box_colour.chosen.connect(lambda colour: self._style(say("Box colour"), box_colour=colour))
        self.add(named(say("Colour"), self.box_colour))
        self._number(say("Padding"), 0, 10, 2, "box_padding", decimals=1, limits=(0, 50))
        self.section(say("Lines"))
        self._number(say("Width"), 20, 150, 82, "wrap_width", limits=(5, 400))
        self._number(say("Height"), 80, 200, 120, "line_height", limits=(50, 400))

    def _number(
        self,
        name: Sentence,
        low: float,
        high: float,
        default: float,
        field: str,
        *,
        decimals: int = 0,
        limits: tuple[float, float],
    ) -> ValueRow:
        """A length of the style, shown in percent of the canvas's short side."""

        def edit(project: Project, clip_id: str, value: float) -> Project:
            return set_title(project, clip_id, text=None, **{field: value / 100})

        row = ValueRow(name, low, high, default, unit="%", decimals=decimals, limits=limits)
        return self.number(row, name, lambda clip: float(getattr(_style_of(clip), field)), edit, shown_as=100)

    def refresh(self) -> None:
        """Show the titles as they are."""
        self.position.refresh()
        styles = [_style_of(clip) for clip in self.clips]
        if not styles:
            return
        first = styles[0]
        texts = {clip.content.text for clip in self.clips if isinstance(clip.content, Title)}
        self.words.show_words(texts.pop() if len(texts) == 1 else "")
        self.font_choice.set_key(first.font)
        self.bold.setChecked(first.weight >= 600)
        self.italic.setChecked(first.italic)
        self.align.set_key(first.align)
        self.colour.set_colour(first.colour)
        self.stroke_colour.set_colour(first.stroke_colour)
        self.box.set_on(first.box)
        self.box_colour.set_colour(first.box_colour)
        self.styles.choose(next((preset.id for preset in PRESETS if _alike(preset.style, first)), ""))
        if not self._drawn:
            self._drawn = True
            for preset in PRESETS[:4]:

                def done(picture: QImage, preset_id: str = preset.id) -> None:
                    self.styles.set_picture(preset_id, picture)

                self.bridge.jobs.submit(self._pictures.draw, style_sample(preset), ZERO, (160, 100), done=done)

    def _style(self, words: Sentence, **changes: float | str | bool) -> None:
        ids = self.ids()

        def put(project: Project) -> Project:
            for clip_id in ids:
                project = set_title(project, clip_id, text=None, **changes)
            return project

        self.bridge.edit(words, put)

    def _preset(self, preset_id: str) -> None:
        preset = preset_named(preset_id)
        if preset is None:
            return
        fields = [name for name in TextStyle.__struct_fields__ if name not in (*_KEPT, "extra", "size")]
        self._style(say("Text style"), **{name: getattr(preset.style, name) for name in fields})


def _style_of(clip: Clip) -> TextStyle:
    return clip.content.style if isinstance(clip.content, Title) else TextStyle()


def _alike(one: TextStyle, other: TextStyle) -> bool:
    names = ("weight", "italic", "colour", "stroke", "stroke_colour", "shadow", "box", "box_colour")
    return all(getattr(one, name) == getattr(other, name) for name in names)
