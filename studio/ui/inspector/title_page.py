"""The page for titles: words, font, style, place, bend, stroke, shadow, box.

Where some of the words are chosen, colour, weight, slant and size are theirs alone. It must never draw the title: it
says how it is set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.edits import set_run, set_title, unset_runs
from studio.model import ZERO, Clip, Project, Run, TextStyle, Title
from studio.publish.words import unwritten
from studio.render.text import texts
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.choices import Choice, Segments, Swatches, Switch
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.page import Page, named
from studio.ui.inspector.place_section import add_place
from studio.ui.inspector.seeing_row import SeeingRow
from studio.ui.inspector.words_field import WordsField
from studio.ui.library.presets import PRESETS, preset_named
from studio.ui.library.text import style_sample
from studio.ui.pictures import Pictures
from studio.ui.words import shown

__all__ = ["TitlePage"]

_KEPT = ("font", "align", "wrap_width")
"""What a style card leaves as it is."""
_OF_PARTS = ("weight", "italic", "colour", "size", "underline")
"""What some of the words may have otherwise than the rest."""


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
        self.selectionChanged.connect(page.show_part)

    def part(self) -> tuple[int, int] | None:
        """The code points that are chosen, from the first to the one after the last; None where none are."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        text = self.toPlainText()
        # Qt counts in UTF-16 code units.
        units = text.encode("utf-16-le")
        start, end = (
            len(units[: 2 * at].decode("utf-16-le", "ignore"))
            for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        return start, end


class TitlePage(Page):
    """Everything about a title."""

    def __init__(self, bridge: Bridge, pictures: Pictures) -> None:
        super().__init__(bridge)
        self._pictures = pictures
        self.words = _Words(bridge, self)
        self.add(self.words)
        self._add_part()
        self.column.addSpacing(4)
        self._add_font()
        self._add_styles()
        self.colour = Swatches(say("Colour"))
        self.colour.chosen.connect(lambda colour: self._style(say("Text colour"), colour=colour))
        self.add(named(say("Colour"), self.colour))
        self._add_second_colour()
        self.position = add_place(self)
        self.seeing = SeeingRow(self)
        self._add_edges()
        self._add_box()
        self.end()
        self._drawn = False

    def _add_part(self) -> None:
        self.part_row = QWidget()
        row = QHBoxLayout(self.part_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.part_words = label("", "small")
        row.addWidget(self.part_words, 1)
        self.as_the_rest = PushButton(say("As the rest"), "link", clicked=self._as_the_rest)
        row.addWidget(self.as_the_rest)
        self.add(self.part_row)
        self.unwritten = label("", "err", wrap=True)
        self.unwritten.hide()
        self.add(self.unwritten)

    def _add_second_colour(self) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.second = Switch(say("Second colour"))
        self.second.toggled.connect(lambda on: self._style(say("Second colour"), gradient="#FF5A3C" if on else ""))
        self.second_colour = Swatches(say("Second colour"), ("#FF5A3C", "#6FC8FF", "#B14BFF", "#C98A1B"))
        self.second_colour.chosen.connect(lambda colour: self._style(say("Second colour"), gradient=colour))
        row.addWidget(self.second)
        row.addWidget(self.second_colour, 1)
        self.add(named(say("To below"), holder))

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
        self.fit = Switch(say("Smaller rather than broken"))
        self.fit.setToolTip(shown(say("Lines that are too wide are set smaller before they are broken.")))
        self.fit.toggled.connect(lambda on: self._style(say("Smaller rather than broken"), fit=on))
        self.add(named(say("Fit lines"), self.fit))
        self.bend = self.number(
            ValueRow(say("Bend"), -180, 180, 0, unit="°", limits=(-360, 360)),
            say("Bend"),
            lambda clip: clip.content.arc_deg if isinstance(clip.content, Title) else 0.0,
            number="arc_deg",
        )

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
            return self._styled(project, clip_id, {field: value / 100})

        def read(clip: Clip) -> float:
            size = float(getattr(_style_of(clip), field))
            return size * self._run_of(clip).size if field == "size" else size

        row = ValueRow(name, low, high, default, unit="%", decimals=decimals, limits=limits)
        return self.number(row, name, read, edit, shown_as=100)

    def refresh(self) -> None:
        """Show the titles as they are."""
        self.position.refresh()
        self.seeing.refresh()
        styles = [_style_of(clip) for clip in self.clips]
        if not styles:
            return
        first = styles[0]
        said = {clip.content.text for clip in self.clips if isinstance(clip.content, Title)}
        self.words.show_words(said.pop() if len(said) == 1 else "")
        self._say_part()
        self._say_unwritten()
        self.font_choice.set_key(first.font)
        run = self._run_of(self.clips[0])
        self.bold.setChecked((run.weight or first.weight) >= 600)
        self.italic.setChecked(first.italic or run.italic)
        self.align.set_key(first.align)
        self.colour.set_colour(run.colour or first.colour)
        self.second.set_on(bool(first.gradient))
        self.second_colour.setVisible(bool(first.gradient))
        self.second_colour.set_colour(first.gradient or None)
        self.fit.set_on(first.fit)
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
                project = self._styled(project, clip_id, changes)
            return project

        self.bridge.edit(words, put)

    # Some of the words.

    def show_part(self) -> None:
        """Some of the words were chosen, or none any more: the controls are theirs."""
        content = self.clips[0].content if len(self.clips) == 1 else None
        # While something is typed the field is ahead of the title; what is shown follows with it.
        if isinstance(content, Title) and content.text == self.words.toPlainText():
            self.show_clips(self.clips)

    def _part(self) -> tuple[int, int] | None:
        return self.words.part() if len(self.clips) == 1 else None

    def _run_of(self, clip: Clip) -> Run:
        """How what is chosen is set where it begins, as far as it is not as the rest."""
        part, content = self._part(), clip.content
        runs = content.runs if part is not None and isinstance(content, Title) else ()
        return next((run for run in runs if part and run.start <= part[0] < run.end), Run(start=0, end=0))

    def _styled(self, project: Project, clip_id: str, changes: Mapping[str, float | str | bool]) -> Project:
        """The title set otherwise, or what is chosen of it where it may be otherwise than the rest."""
        part = self._part()
        if part is None or not set(changes) <= set(_OF_PARTS):
            return set_title(project, clip_id, text=None, **changes)
        own = dict(changes)
        if "size" in own:
            own["size"] = min(5.0, max(0.2, float(own["size"]) / _style_of(self.clips[0]).size))
        return set_run(project, clip_id, start=part[0], end=part[1], **own)

    def _as_the_rest(self) -> None:
        part, ids = self._part(), self.ids()
        if part is not None:
            start, end = part
            self.bridge.edit(say("Set as the rest"), lambda project: unset_runs(project, ids[0], start=start, end=end))

    def _say_part(self) -> None:
        part = self._part()
        self.part_row.setVisible(part is not None)
        if part is not None:
            said = self.words.toPlainText()[part[0] : part[1]]
            self.part_words.setText(shown(say("Only “{words}”", words=said if len(said) < 20 else f"{said[:18]}…")))

    def _say_unwritten(self) -> None:
        """Which signs no font here has: nobody shall find boxes in a film."""
        clip = self.clips[0]
        content = clip.content
        signs = texts.missing(content.text, content.style, content.runs) if isinstance(content, Title) else ""
        self.unwritten.setVisible(bool(signs))
        if signs and isinstance(content, Title):
            self.unwritten.setText(shown(unwritten(signs, content.text)))

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
