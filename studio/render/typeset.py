"""Words into glyphs: shaping, line breaks, and which letter, word or line a glyph belongs to.

Text is laid out at one fixed size without hinting, so that every size of picture breaks lines alike. With
`fonts.py`, which finds the fonts, and `text.py`, which paints, the only file of the room that knows Qt. It must
never paint.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPainterPath,
    QTextLayout,
    QTextLine,
    QTextOption,
    QTransform,
)

from studio.model import Run, TextStyle
from studio.render.fonts import families_for, raw_digest

__all__ = ["LEGIBLE", "UNIT", "Glyph", "Layout", "laid_out"]

UNIT = 2160
"""The canvas's short side, in which text is laid out."""
LEGIBLE = 48 / 1080
"""The smallest text that can be read on a phone, in the canvas's short side: 16 dp at 360 dp."""
_SMALLER = 0.96
_COLOUR_TABLES = ("CBDT", "sbix", "COLR", "SVG ")
_SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_SIGNS}]|[^\s{_SIGNS}]+")
"""Runs without spaces; each Chinese and Japanese sign counts as a word."""
_CHUNKS = re.compile(r"\S+|\s+")
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_VARIANTS = tuple(map(chr, range(0xFE00, 0xFE10)))


class Glyph(NamedTuple):
    """One glyph in layout units: its outline, or the run to let Qt paint where it has colours of its own."""

    part: int
    outline: QPainterPath
    coloured: QGlyphRun | None
    extent: QRectF
    run: int = -1
    """The number of the run it is set as, or -1."""
    baseline: float = 0.0
    """How far down its line stands, straight."""
    turn: QTransform | None = None
    """How it is moved from where it stood on a straight line, where it has colours of its own."""


@dataclass
class Layout:
    """A title laid out around (0, 0), in layout units."""

    width: float
    height: float
    line_height: float
    lines: list[QRectF]
    glyphs: list[Glyph]
    parts: list[str]
    fonts: set[str] = field(default_factory=set)
    missing: str = ""
    """The signs that no font here has; Qt draws boxes for them."""
    stretches: list[tuple[int, QRectF, float]] = field(default_factory=list)
    """Where runs lie: number of the run, box from its first to its last glyph and the line's height, baseline."""


def _font(text: str, style: TextStyle, run: Run | None = None, factor: float = 1.0) -> QFont:
    font = QFont()
    font.setFamilies(families_for(text, style.font))
    font.setPixelSize(max(1, round(style.size * UNIT * factor * (run.size if run else 1.0))))
    font.setWeight(QFont.Weight(min(1000, max(1, (run.weight if run else 0) or style.weight))))
    font.setItalic(style.italic or (run is not None and run.italic))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def laid_out(text: str, style: TextStyle, by: str, runs: tuple[Run, ...] = ()) -> Layout:
    """The title shaped, wrapped and aligned, each glyph knowing its letter, word, line or run (`by`). Hold `QT`."""
    factor = 1.0
    rows = _rows(text, style, runs, factor)
    if style.fit:
        # Set smaller until every line keeps to itself, but never so small that it cannot be read.
        least = min(1.0, LEGIBLE / style.size)
        while len(rows) > text.count("\n") + 1 and factor > least:
            factor = max(least, factor * _SMALLER)
            rows = _rows(text, style, runs, factor)
    font = _font(text, style, None, factor)
    metrics = QFontMetricsF(font)
    line_height = max(1.0, style.line_height * font.pixelSize())
    drop = (line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    widths = [row.line.naturalTextRect().width() for row in rows]
    width, height = max(widths, default=0.0), sum(line_height * row.growth for row in rows)
    parts = _Parts(text, by, [row.offset + row.line.textStart() for row in rows], runs)
    made = Layout(width, height, line_height, [], [], parts.texts)
    top = -height / 2
    for row, natural in zip(rows, widths, strict=True):
        spare = {"left": 0.0, "centre": (width - natural) / 2, "right": width - natural}[style.align]
        left, tall = -width / 2 + spare, line_height * row.growth
        if natural:
            made.lines.append(QRectF(left, top, natural, tall))
        line = row.line
        shift = QPointF(left - line.naturalTextRect().left(), top + drop * row.growth - line.y() - line.ascent())
        glyphs = []
        for run in _line_runs(row):
            made.fonts.add(raw_digest(run.rawFont()))
            made.missing += _lacking(run, text, row.offset)
            glyphs += _glyphs(run, shift, row.offset, parts)
        made.glyphs += glyphs
        made.stretches += _stretches(glyphs, QRectF(left, top, natural, tall), top + drop * row.growth)
        top += tall
    return made


class _Row(NamedTuple):
    """A line of a layout: its paragraph (kept alive for it), the paragraph's first code unit, its growth by runs."""

    layout: QTextLayout
    line: QTextLine
    offset: int
    growth: float


def _rows(text: str, style: TextStyle, runs: tuple[Run, ...], factor: float) -> list[_Row]:
    font, rows, offset = _font(text, style, None, factor), [], 0
    spans = _run_spans(text, runs)
    for paragraph in text.split("\n"):
        length = len(_units(paragraph)) // 2
        formats = []
        for run, (begin, end) in zip(runs, spans, strict=True):
            begin, end = max(begin - offset, 0), min(end - offset, length)
            if begin < end and (run.weight or run.italic or run.size != 1.0):
                one = QTextLayout.FormatRange()
                one.start, one.length = begin, end - begin
                one.format.setFont(_font(text, style, run, factor))
                formats.append(one)
        layout = _broken(paragraph, font, max(1.0, style.wrap_width * UNIT), formats)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = offset + line.textStart(), offset + line.textStart() + line.textLength()
            growth = max(
                (run.size for run, (a, b) in zip(runs, spans, strict=True) if a < last and b > first), default=1.0
            )
            rows.append(_Row(layout, line, offset, max(1.0, growth)))
        offset += length + 1
    return rows


def _line_runs(row: _Row) -> list[QGlyphRun]:
    """The glyphs of a line, asked for word by word.

    Asked for as a whole, Qt gives wrong indexes into the text where a script read from right to left takes its spaces
    from another font: all glyphs of a line would be of its first letter.
    """
    found, at, line = [], 0, row.line
    for part in _CHUNKS.findall(row.layout.text()):
        length = len(_units(part)) // 2
        begin, end = max(at, line.textStart()), min(at + length, line.textStart() + line.textLength())
        if begin < end:
            found += line.glyphRuns(begin, end - begin, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
        at += length
    return found


def _lacking(run: QGlyphRun, text: str, offset: int) -> str:
    """The signs of the text for which the run holds no glyph of its font."""
    glyphs = run.glyphIndexes()
    if all(glyphs):
        return ""
    units, found = _units(text), []
    for glyph, unit in zip(glyphs, run.stringIndexes(), strict=False):
        if not glyph:
            rest = units[2 * (offset + unit) : 2 * (offset + unit) + 4].decode("utf-16-le", "ignore")
            found.append(rest[:1])
    return "".join(sign for sign in found if unicodedata.category(sign) not in _UNSEEN and sign not in _VARIANTS)


def _run_spans(text: str, runs: tuple[Run, ...]) -> list[tuple[int, int]]:
    """The first code unit of each run and the one after its last."""
    return [(len(_units(text[: run.start])) // 2, len(_units(text[: run.end])) // 2) for run in runs]


def _stretches(glyphs: list[Glyph], line: QRectF, baseline: float) -> list[tuple[int, QRectF, float]]:
    edges: dict[int, tuple[float, float]] = {}
    for glyph in glyphs:
        if glyph.run >= 0:
            left, right = edges.get(glyph.run, (glyph.extent.left(), glyph.extent.right()))
            edges[glyph.run] = min(left, glyph.extent.left()), max(right, glyph.extent.right())
    return [
        (run, QRectF(left, line.top(), right - left, line.height()), baseline) for run, (left, right) in edges.items()
    ]


def _broken(paragraph: str, font: QFont, width: float, formats: list[QTextLayout.FormatRange]) -> QTextLayout:
    layout = QTextLayout(paragraph, font)
    if formats:
        layout.setFormats(formats)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    # Absolute, because right-to-left text would turn left into right.
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _units(text: str) -> bytes:
    """The text as Qt counts it, two bytes to a code unit."""
    return text.encode("utf-16-le", "surrogatepass")


class _Parts:
    """Which part each UTF-16 code unit of a title belongs to."""

    def __init__(self, text: str, by: str, line_starts: list[int], runs: tuple[Run, ...]) -> None:
        units = _units(text)
        length = len(units) // 2
        self._of = np.zeros(length + 1, np.int64)
        self._run = np.full(length + 1, -1, np.int64)
        run_spans = _run_spans(text, runs)
        for number, (begin, end) in enumerate(run_spans):
            self._run[begin:end] = number
        if by == "run":
            spans = run_spans
        elif by == "line":
            spans = list(zip(line_starts, [*line_starts[1:], length], strict=True))
        elif by == "letter":
            spans = _letters(text, length)
        else:
            width = [0]
            for sign in text:
                width.append(width[-1] + (2 if ord(sign) > 0xFFFF else 1))
            spans = [(width[match.start()], width[match.end()]) for match in _WORDS.finditer(text)]
        self.texts = [units[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass").strip() for begin, end in spans]
        spans, self.texts = (
            [span for span, said in zip(spans, self.texts, strict=True) if said],
            [said for said in self.texts if said],
        )
        for number, (begin, _end) in enumerate(spans):
            self._of[begin:] = number

    def at(self, unit: int) -> int:
        """The number of the part that code unit `unit` of the text belongs to."""
        return int(self._of[min(unit, len(self._of) - 1)])

    def run(self, unit: int) -> int:
        """The number of the run that code unit `unit` is in, or -1."""
        return int(self._run[min(unit, len(self._run) - 1)])


def _letters(text: str, length: int) -> list[tuple[int, int]]:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    edges = [0]
    while (edge := finder.toNextBoundary()) > 0:
        edges.append(edge)
    return list(zip(edges, [*edges[1:], length], strict=True))


def _glyphs(run: QGlyphRun, shift: QPointF, offset: int, parts: _Parts) -> list[Glyph]:
    font = run.rawFont()
    has_colours = any(not font.fontTable(table).isEmpty() for table in _COLOUR_TABLES)
    found = []
    units = list(run.stringIndexes()) or [0] * len(run.glyphIndexes())
    for index, position, unit in zip(run.glyphIndexes(), run.positions(), units, strict=True):
        place = position + shift
        outline = QPainterPath() if has_colours else font.pathForGlyph(index)
        outline.setFillRule(Qt.FillRule.WindingFill)
        outline.translate(place)
        if has_colours:
            single = QGlyphRun()
            single.setRawFont(font)
            single.setGlyphIndexes([index])
            single.setPositions([place])
            extent = font.boundingRect(index).translated(place)
            found.append(Glyph(parts.at(offset + unit), outline, single, extent, parts.run(offset + unit), place.y()))
        elif not outline.isEmpty():
            box = outline.boundingRect()
            found.append(Glyph(parts.at(offset + unit), outline, None, box, parts.run(offset + unit), place.y()))
    return found
