"""Words into glyphs: fonts, shaping, line breaks, and which letter, word or line a glyph belongs to.

Text is laid out at one fixed size without hinting, so that every size of picture breaks lines alike. With
`text.py`, which paints what this sets, the only file of the room that knows Qt. It must never paint.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib import resources
from threading import RLock
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGlyphRun,
    QGuiApplication,
    QPainterPath,
    QRawFont,
    QTextLayout,
    QTextOption,
)

from studio.model import TextStyle

__all__ = ["QT", "UNIT", "Glyph", "Layout", "font_digest", "laid_out", "load_fonts"]

UNIT = 2160
"""The canvas's short side, in which text is laid out."""
_FALLBACKS = (
    "Inter",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Color Emoji",
    "Apple Color Emoji",
    "Segoe UI Emoji",
)
_COLOUR_TABLES = ("CBDT", "sbix", "COLR", "SVG ")
_SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_SIGNS}]|[^\s{_SIGNS}]+")
"""Runs without spaces; each Chinese and Japanese sign counts as a word."""
QT = RLock()
"""Held while Qt sets or paints: its fonts are shared by all threads."""
_application: QCoreApplication | None = None


def load_fonts() -> None:
    """Make Qt ready to set text, once per process: an application without windows where there is none, our fonts.

    Call it on the main thread; drawing calls it too. A window program must have made its application before.
    """
    with QT:
        _load_fonts()


@cache
def _load_fonts() -> None:
    global _application
    if QCoreApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Where widgets are loaded they will be wanted, and there can be only one application.
        widgets = sys.modules.get("PySide6.QtWidgets")
        kind: Callable[[list[str]], QCoreApplication] = getattr(widgets, "QApplication", QGuiApplication)
        _application = kind(["decollage"])
    for entry in (resources.files("assets") / "fonts").iterdir():
        if entry.name.endswith((".otf", ".ttf")):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())


def font_digest(family: str) -> str:
    """What tells one version of a font from another: a digest of its names and checksums; empty when it is absent."""
    with QT:
        _load_fonts()
        if family not in QFontDatabase.families():
            return ""
        return _raw_digest(QRawFont.fromFont(QFont(family)))


def _raw_digest(font: QRawFont) -> str:
    digest = blake2b(digest_size=16)
    # `head` holds the checksum of the whole file and its revision.
    for table in ("head", "name", "maxp", "hhea"):
        digest.update(font.fontTable(table).data())
    return digest.hexdigest()


class Glyph(NamedTuple):
    """One glyph in layout units: its outline, or the run to let Qt paint where it has colours of its own."""

    part: int
    outline: QPainterPath
    coloured: QGlyphRun | None
    extent: QRectF


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


def _font(style: TextStyle) -> QFont:
    font = QFont()
    font.setFamilies([style.font, *(name for name in _FALLBACKS if name != style.font)])
    font.setPixelSize(max(1, round(style.size * UNIT)))
    font.setWeight(QFont.Weight(min(1000, max(1, style.weight))))
    font.setItalic(style.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def laid_out(text: str, style: TextStyle, by: str) -> Layout:
    """The title shaped, wrapped and aligned, each glyph knowing its letter, word or line (`by`). Hold `QT`."""
    font = _font(style)
    metrics = QFontMetricsF(font)
    line_height = max(1.0, style.line_height * font.pixelSize())
    drop = (line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    lines: list[tuple[QTextLayout, int, int]] = []  # layout, line, first code unit of the paragraph
    offset = 0
    for paragraph in text.split("\n"):
        layout = _broken(paragraph, font, max(1.0, style.wrap_width * UNIT))
        lines += [(layout, number, offset) for number in range(layout.lineCount())]
        offset += len(_units(paragraph)) // 2 + 1
    widths = [layout.lineAt(number).naturalTextRect().width() for layout, number, _offset in lines]
    width, height = max(widths, default=0.0), line_height * len(lines)
    parts = _Parts(text, by, [offset + layout.lineAt(number).textStart() for layout, number, offset in lines])
    made = Layout(width, height, line_height, [], [], parts.texts)
    for row, ((layout, number, offset), natural) in enumerate(zip(lines, widths, strict=True)):
        line = layout.lineAt(number)
        spare = {"left": 0.0, "centre": (width - natural) / 2, "right": width - natural}[style.align]
        left, top = -width / 2 + spare, -height / 2 + row * line_height
        if natural:
            made.lines.append(QRectF(left, top, natural, line_height))
        shift = QPointF(left - line.naturalTextRect().left(), top + drop - line.y() - line.ascent())
        for run in line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
            made.fonts.add(_raw_digest(run.rawFont()))
            made.glyphs += _glyphs(run, shift, offset, parts)
    return made


def _broken(paragraph: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(paragraph, font)
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

    def __init__(self, text: str, by: str, line_starts: list[int]) -> None:
        units = _units(text)
        length = len(units) // 2
        self._of = np.zeros(length + 1, np.int64)
        if by == "line":
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
            found.append(Glyph(parts.at(offset + unit), outline, single, extent))
        elif not outline.isEmpty():
            found.append(Glyph(parts.at(offset + unit), outline, None, outline.boundingRect()))
    return found
