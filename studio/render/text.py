"""Titles as pictures: what `typeset` laid out, painted by Qt at the size wanted, whole or part by part.

Works without a window. It must never touch a widget or a picture beneath.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import cv2
import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPainterPathStroker

from studio.effect import Pixels, TextPart, TextPose
from studio.model import Run, TextStyle
from studio.render.arc import Arc, bent, plated, shade, widened
from studio.render.blend import Patch, faded, lay, premultiplied, rgba_of
from studio.render.fonts import QT, load_fonts
from studio.render.typeset import UNIT, Glyph, Layout, laid_out

__all__ = ["TitlePicture", "texts"]

_MOST_PICTURES = 64
_UNDERLINE = 0.09
"""How thick a line under a word is, in the size of the text."""

Runs = tuple[Run, ...]
Plates = list[tuple[int, QRectF, float]]
T = TypeVar("T")


class TitlePicture(NamedTuple):
    """A painted title: premultiplied pixels around its centre, and the size of the words alone, in the same pixels."""

    pixels: Pixels
    width: float
    height: float


class _PartPicture(NamedTuple):
    """A part painted alone: what lies beneath the fill, the fill, both; where, and its centre, in pixels."""

    beneath: Pixels
    fill: Pixels
    whole: Pixels
    x: int
    y: int
    centre: tuple[float, float]


class _Texts:
    """Titles laid out and painted, the latest kept. Safe to share between threads."""

    def __init__(self) -> None:
        self._layouts: OrderedDict[Any, Layout] = OrderedDict()
        self._pictures: OrderedDict[Any, TitlePicture] = OrderedDict()
        self._parts: OrderedDict[Any, tuple[_PartPicture, ...]] = OrderedDict()

    def box(self, text: str, style: TextStyle, runs: Runs = (), arc_deg: float = 0.0) -> tuple[float, float]:
        """How wide and high the words are (with their box, when they have one), in the canvas's short side."""
        with QT:
            layout, _arc = self._bent(text, style, "word", runs, arc_deg)
        padding = 2 * style.box_padding if style.box else 0.0
        return layout.width / UNIT + padding, layout.height / UNIT + padding

    def fonts(self, text: str, style: TextStyle, runs: Runs = ()) -> tuple[str, ...]:
        """Digests of all fonts that the title's glyphs come from."""
        with QT:
            return tuple(sorted(self._layout(text, style, "word", runs).fonts))

    def missing(self, text: str, style: TextStyle, runs: Runs = ()) -> str:
        """The signs of the title that no font on this machine has, each once: boxes would stand for them."""
        with QT:
            return "".join(dict.fromkeys(self._layout(text, style, "word", runs).missing))

    def parts(self, text: str, style: TextStyle, by: str, runs: Runs = ()) -> tuple[TextPart, ...]:
        """The title's letters, words, lines or runs, in reading order."""
        with QT:
            found = self._layout(text, style, by, runs).parts
        return tuple(TextPart(index=index, count=len(found), text=part) for index, part in enumerate(found))

    def picture(self, text: str, style: TextStyle, unit: float, runs: Runs = (), arc_deg: float = 0.0) -> TitlePicture:
        """The title painted at rest, on a canvas whose short side is `unit` pixels. Do not write into it."""
        with QT:
            key = (text, style, unit, runs, arc_deg)
            return _remembered(self._pictures, key, lambda: self._painted(text, style, unit, runs, arc_deg))

    def _painted(self, text: str, style: TextStyle, unit: float, runs: Runs, arc_deg: float) -> TitlePicture:
        layout, arc = self._bent(text, style, "word", runs, arc_deg)
        scale = unit / UNIT
        half_width, half_height = _half_size(layout, style, scale, 0.0)
        painting = _Painting(style, runs, scale, half_width, half_height, 2 * half_width, 2 * half_height, arc)
        pixels = painting.beneath(layout.glyphs, layout.lines, layout.stretches)
        lay(pixels, Patch(painting.fill(layout.glyphs, layout.stretches), 0, 0, opaque=False))
        return TitlePicture(pixels, layout.width * scale, layout.height * scale)

    def posed(
        self,
        text: str,
        style: TextStyle,
        unit: float,
        by: str,
        poses: tuple[TextPose, ...],
        runs: Runs = (),
        arc_deg: float = 0.0,
    ) -> TitlePicture:
        """The title with each of its parts set as its pose says."""
        with QT:
            layout, arc = self._bent(text, style, by, runs, arc_deg)
            key = (text, style, unit, by, runs, arc_deg)
            pictures = _remembered(self._parts, key, lambda: self._painted_parts(layout, style, unit, by, runs, arc))
        scale = unit / UNIT
        line = layout.line_height * scale
        half_width, half_height = _half_size(layout, style, scale, line)
        canvas = np.zeros((2 * half_height, 2 * half_width, 4), np.uint8)
        plates = [] if by == "run" else layout.stretches
        if style.box or plates:
            painting = _Painting(style, runs, scale, half_width, half_height, 2 * half_width, 2 * half_height, arc)
            strongest = max((pose.opacity for pose in poses), default=1.0)
            with QT:
                lay(canvas, Patch(faded(painting.beneath([], layout.lines, plates), strongest), 0, 0, opaque=False))
        # All strokes and shadows first, so that none falls upon a neighbour's fill. A part that fades does so
        # as a whole, or its stroke would show through its fill.
        shown = [both for both in zip(pictures, poses, strict=True) if both[1].opacity > 0 and both[1].scale > 0]
        for picture, pose in shown:
            below = picture.beneath if pose.opacity >= 1 else picture.whole
            lay(canvas, _posed_patch(below, picture, pose, line))
        for picture, pose in shown:
            if pose.opacity >= 1:
                lay(canvas, _posed_patch(picture.fill, picture, pose, line))
        return TitlePicture(canvas, layout.width * scale, layout.height * scale)

    def _painted_parts(
        self, layout: Layout, style: TextStyle, unit: float, by: str, runs: Runs, arc: Arc | None
    ) -> tuple[_PartPicture, ...]:
        scale = unit / UNIT
        half_width, half_height = _half_size(layout, style, scale, layout.line_height * scale)
        bare = _without_box(style)
        pictures = []
        for number in range(len(layout.parts)):
            glyphs = [glyph for glyph in layout.glyphs if glyph.part == number]
            plates = [one for one in layout.stretches if by == "run" and one[0] == number]
            extent = QRectF()
            for glyph in glyphs:
                extent = extent.united(glyph.extent)
            for _run, box, baseline in plates:
                extent = extent.united(plated(box, 0.0, arc, baseline).boundingRect())
            margin = _margin(bare, scale) + 2
            left, top = int(extent.left() * scale - margin), int(extent.top() * scale - margin)
            wide, tall = (
                max(1, int(extent.right() * scale + margin) - left),
                max(1, int(extent.bottom() * scale + margin) - top),
            )
            painting = _Painting(bare, runs, scale, -left, -top, wide, tall, arc)
            centre = extent.center().x() * scale - left, extent.center().y() * scale - top
            beneath, fill = painting.beneath(glyphs, [], plates), painting.fill(glyphs, plates)
            whole = beneath.copy()
            lay(whole, Patch(fill, 0, 0, opaque=False))
            pictures.append(_PartPicture(beneath, fill, whole, half_width + left, half_height + top, centre))
        return tuple(pictures)

    def _bent(self, text: str, style: TextStyle, by: str, runs: Runs, arc_deg: float) -> tuple[Layout, Arc | None]:
        wide = replace(style, wrap_width=style.wrap_width * widened(arc_deg))
        return bent(self._layout(text, wide, by, runs), arc_deg, text, style.size * UNIT)

    def _layout(self, text: str, style: TextStyle, by: str, runs: Runs) -> Layout:
        load_fonts()
        return _remembered(self._layouts, (text, style, by, runs), lambda: laid_out(text, style, by, runs))


texts = _Texts()
"""The titles of this process: one store, because layouts are asked for by drawings, handles and checks alike."""


def _remembered(known: OrderedDict[Any, T], key: object, make: Callable[[], T]) -> T:
    found = known.pop(key, None)
    known[key] = found if found is not None else make()
    while len(known) > _MOST_PICTURES:
        known.popitem(last=False)
    return known[key]


def _without_box(style: TextStyle) -> TextStyle:
    # The box belongs to the whole title, not to its parts.
    return replace(style, box=False)


def _margin(style: TextStyle, scale: float) -> float:
    """How far paint may reach beyond the words, in pixels: stroke, shadow, box, overshooting glyphs."""
    around = (
        style.stroke
        + 2.5 * style.shadow
        + 2.5 * style.glow
        + (style.box_padding if style.box else 0.0)
        + 0.35 * style.size
    )
    return around * UNIT * scale


def _half_size(layout: Layout, style: TextStyle, scale: float, more: float) -> tuple[int, int]:
    """Half the size in whole pixels of a picture, centred on the words, with room for all paint."""
    margin = _margin(style, scale) + more
    return int(layout.width * scale / 2 + margin) + 1, int(layout.height * scale / 2 + margin) + 1


class _Painting:
    """Paints glyphs of one style into pictures of one size; (0, 0) of the layout lies at (x, y)."""

    def __init__(
        self, style: TextStyle, runs: Runs, scale: float, x: float, y: float, width: int, height: int, arc: Arc | None
    ) -> None:
        self._style, self._runs, self._scale, self._arc = style, runs, scale, arc
        self._x, self._y, self._width, self._height = x, y, width, height

    def _painted(self, paint: Callable[[QPainter], None]) -> Pixels:
        image = QImage(self._width, self._height, QImage.Format.Format_RGBA8888_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(self._x, self._y)
        painter.scale(self._scale, self._scale)
        paint(painter)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(self._height, image.bytesPerLine())
        return np.ascontiguousarray(rows[:, : self._width * 4]).reshape(self._height, self._width, 4).copy()

    def fill(self, glyphs: list[Glyph], plates: Plates) -> Pixels:
        """The words themselves, and the lines under them."""

        def paint(painter: QPainter) -> None:
            for number, some in _by_run(glyphs).items():
                for baseline in sorted({glyph.baseline for glyph in some}) if self._style.gradient else [None]:
                    painter.setBrush(self._brush(number) if baseline is None else self._shaded(number, baseline))
                    painter.drawPath(_united([one for one in some if baseline in (None, one.baseline)]))
                for glyph in some:
                    if glyph.coloured is not None:
                        painter.save()
                        if glyph.turn is not None:
                            painter.setTransform(glyph.turn, combine=True)
                        painter.drawGlyphRun(QPointF(), glyph.coloured)
                        painter.restore()
            for number, _box, _baseline in plates:
                if self._runs[number].underline:
                    painter.setBrush(self._brush(number))
                    painter.drawPath(self._underlines([one for one in plates if one[0] == number]))

        return self._painted(paint)

    def _brush(self, run: int) -> QColor:
        return _colour((self._runs[run].colour if run >= 0 else "") or self._style.colour)

    def _shaded(self, run: int, baseline: float) -> QBrush:
        """From the style's colour at the head of a line to its second at the foot; a run of a colour keeps that."""
        if run >= 0 and self._runs[run].colour:
            return QBrush(self._brush(run))
        tall = self._style.size * UNIT
        colours = _colour(self._style.colour), _colour(self._style.gradient)
        return QBrush(shade(baseline - 0.78 * tall, baseline + 0.12 * tall, colours, self._arc))

    def _underlines(self, plates: Plates) -> QPainterPath:
        thick = self._style.size * UNIT * _UNDERLINE
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for number, box, baseline in plates:
            if self._runs[number].underline:
                line = QRectF(box.left(), baseline + 1.2 * thick, box.width(), thick)
                path.addPath(plated(line, thick / 2, self._arc, baseline))
        return path

    def beneath(self, glyphs: list[Glyph], lines: list[QRectF], plates: Plates) -> Pixels:
        """Shadow, box, plates and stroke, bottom to top."""
        style = self._style
        boxed = self._painted(lambda painter: self._box(painter, lines)) if style.box and lines else None
        plated = None
        if any(self._runs[one[0]].box for one in plates):
            plated = self._painted(lambda painter: self._plates(painter, plates))
        stroked = None
        if glyphs and (style.stroke > 0 or any(run.stroke > 0 for run in self._runs)):
            stroked = self._painted(lambda painter: self._stroke(painter, glyphs, plates))
        canvas = np.zeros((self._height, self._width, 4), np.uint8)
        if style.glow > 0 and glyphs:
            lit = stroked if stroked is not None else self.fill(glyphs, plates)
            glow = self._softened(lit, style.glow, style.glow_colour, 0.0)
            # Twice, so that it is strong beside the words and still ends softly.
            lay(canvas, Patch(glow, 0, 0, opaque=False))
            lay(canvas, Patch(glow, 0, 0, opaque=False))
        if style.shadow > 0:
            cast = boxed if boxed is not None else stroked if stroked is not None else self.fill(glyphs, plates)
            lay(canvas, Patch(self._softened(cast, style.shadow, style.shadow_colour, 0.5), 0, 0, opaque=False))
        for pixels in (boxed, plated, stroked):
            if pixels is not None:
                lay(canvas, Patch(pixels, 0, 0, opaque=False))
        return canvas

    def _stroke(self, painter: QPainter, glyphs: list[Glyph], plates: Plates) -> None:
        painter.setBrush(_colour(self._style.stroke_colour))
        for number, some in _by_run(glyphs).items():
            own = self._runs[number].stroke if number >= 0 else -1.0
            width = self._style.stroke if own < 0 else own
            if width > 0:
                outline = _united(some)
                outline.addPath(self._underlines([one for one in plates if one[0] == number]))
                stroker = QPainterPathStroker()
                stroker.setWidth(2 * width * UNIT)
                stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
                # One path filled once: where letters overlap, as in Arabic, no seam shows.
                path = QPainterPath()
                path.setFillRule(Qt.FillRule.WindingFill)
                path.addPath(stroker.createStroke(outline))
                path.addPath(outline)
                painter.drawPath(path)

    def _plates(self, painter: QPainter, plates: Plates) -> None:
        tall = self._style.size * UNIT
        for number, box, baseline in plates:
            if self._runs[number].box:
                painter.setBrush(_colour(self._runs[number].box))
                plate = QRectF(box.left(), baseline - 0.86 * tall, box.width(), 1.14 * tall)
                side = 0.16 * tall
                painter.drawPath(plated(plate.adjusted(-side, 0, side, 0), side, self._arc, baseline))

    def _box(self, painter: QPainter, lines: list[QRectF]) -> None:
        padding = self._style.box_padding * UNIT
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for line in lines:
            path.addPath(plated(line.adjusted(-padding, -padding, padding, padding), padding, self._arc))
        painter.setBrush(_colour(self._style.box_colour))
        painter.drawPath(path)

    def _softened(self, cast: Pixels, reach: float, colour: str, fall: float) -> Pixels:
        """A soft copy of the outline in a colour, `fall` of its reach lower."""
        reach *= UNIT * self._scale
        red, green, blue, alpha = rgba_of(colour)
        soft = cv2.GaussianBlur(np.ascontiguousarray(cast[..., 3]), (0, 0), max(0.3, reach / 2))
        if fall:
            soft = cv2.warpAffine(soft, np.array([[1, 0, 0], [0, 1, reach * fall]]), (self._width, self._height))
        picture = np.empty_like(cast)
        picture[..., :3] = (red, green, blue)
        picture[..., 3] = cv2.convertScaleAbs(soft, alpha=alpha / 255)
        return premultiplied(picture)


def _by_run(glyphs: list[Glyph]) -> dict[int, list[Glyph]]:
    found: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        found.setdefault(glyph.run, []).append(glyph)
    return found


def _united(glyphs: list[Glyph]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyph in glyphs:
        path.addPath(glyph.outline)
    return path


def _colour(text: str) -> QColor:
    return QColor(*rgba_of(text))


def _posed_patch(pixels: Pixels, picture: _PartPicture, pose: TextPose, line: float) -> Patch:
    """The part scaled and turned about its centre, moved, faded."""
    height, width = pixels.shape[:2]
    reach = int(max(width, height) * (max(1.0, pose.scale) - 1) + (max(width, height) if pose.rotation_deg else 0)) + 1
    matrix = np.asarray(cv2.getRotationMatrix2D(picture.centre, -pose.rotation_deg, pose.scale), np.float64)
    shift_x, shift_y = pose.x * line, pose.y * line
    whole_x, whole_y = int(np.floor(shift_x)), int(np.floor(shift_y))
    matrix[:, 2] += np.array([reach + shift_x - whole_x, reach + shift_y - whole_y])
    size = width + 2 * reach, height + 2 * reach
    moved = np.asarray(cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
    shown = faded(moved, min(1.0, max(0.0, pose.opacity)))
    return Patch(shown, picture.x + whole_x - reach, picture.y + whole_y - reach, opaque=False)
