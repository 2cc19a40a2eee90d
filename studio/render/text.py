"""Titles as pictures: what `typeset` laid out, painted by Qt at the size wanted, whole or part by part.

Works without a window. It must never touch a widget or a picture beneath.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker

from studio.effect import Pixels, TextPart, TextPose
from studio.model import TextStyle
from studio.render.blend import Patch, faded, lay, premultiplied, rgba_of
from studio.render.typeset import QT, UNIT, Glyph, Layout, laid_out, load_fonts

__all__ = ["TitlePicture", "texts"]

_MOST_PICTURES = 64

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

    def box(self, text: str, style: TextStyle) -> tuple[float, float]:
        """How wide and high the words are (with their box, when they have one), in the canvas's short side."""
        with QT:
            layout = self._layout(text, style, "word")
        padding = 2 * style.box_padding if style.box else 0.0
        return layout.width / UNIT + padding, layout.height / UNIT + padding

    def fonts(self, text: str, style: TextStyle) -> tuple[str, ...]:
        """Digests of all fonts that the title's glyphs come from."""
        with QT:
            return tuple(sorted(self._layout(text, style, "word").fonts))

    def parts(self, text: str, style: TextStyle, by: str) -> tuple[TextPart, ...]:
        """The title's letters, words or lines, in reading order."""
        with QT:
            found = self._layout(text, style, by).parts
        return tuple(TextPart(index=index, count=len(found), text=part) for index, part in enumerate(found))

    def picture(self, text: str, style: TextStyle, unit: float) -> TitlePicture:
        """The title painted at rest, on a canvas whose short side is `unit` pixels. Do not write into it."""
        with QT:
            key = (text, style, unit)
            return _remembered(self._pictures, key, lambda: self._painted(text, style, unit))

    def _painted(self, text: str, style: TextStyle, unit: float) -> TitlePicture:
        layout = self._layout(text, style, "word")
        scale = unit / UNIT
        half_width, half_height = _half_size(layout, style, scale, 0.0)
        painting = _Painting(style, scale, half_width, half_height, 2 * half_width, 2 * half_height)
        pixels = painting.beneath(layout.glyphs, layout.lines)
        lay(pixels, Patch(painting.fill(layout.glyphs), 0, 0, opaque=False))
        return TitlePicture(pixels, layout.width * scale, layout.height * scale)

    def posed(self, text: str, style: TextStyle, unit: float, by: str, poses: tuple[TextPose, ...]) -> TitlePicture:
        """The title with each of its parts set as its pose says."""
        with QT:
            layout = self._layout(text, style, by)
            key = (text, style, unit, by)
            pictures = _remembered(self._parts, key, lambda: self._painted_parts(layout, style, unit))
        scale = unit / UNIT
        line = layout.line_height * scale
        half_width, half_height = _half_size(layout, style, scale, line)
        canvas = np.zeros((2 * half_height, 2 * half_width, 4), np.uint8)
        if style.box:
            painting = _Painting(style, scale, half_width, half_height, 2 * half_width, 2 * half_height)
            strongest = max((pose.opacity for pose in poses), default=1.0)
            with QT:
                lay(canvas, Patch(faded(painting.beneath([], layout.lines), strongest), 0, 0, opaque=False))
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

    def _painted_parts(self, layout: Layout, style: TextStyle, unit: float) -> tuple[_PartPicture, ...]:
        scale = unit / UNIT
        half_width, half_height = _half_size(layout, style, scale, layout.line_height * scale)
        bare = _without_box(style)
        pictures = []
        for number in range(len(layout.parts)):
            glyphs = [glyph for glyph in layout.glyphs if glyph.part == number]
            extent = QRectF()
            for glyph in glyphs:
                extent = extent.united(glyph.extent)
            margin = _margin(bare, scale) + 2
            left, top = int(extent.left() * scale - margin), int(extent.top() * scale - margin)
            wide, tall = (
                max(1, int(extent.right() * scale + margin) - left),
                max(1, int(extent.bottom() * scale + margin) - top),
            )
            painting = _Painting(bare, scale, -left, -top, wide, tall)
            centre = extent.center().x() * scale - left, extent.center().y() * scale - top
            beneath, fill = painting.beneath(glyphs, []), painting.fill(glyphs)
            whole = beneath.copy()
            lay(whole, Patch(fill, 0, 0, opaque=False))
            pictures.append(_PartPicture(beneath, fill, whole, half_width + left, half_height + top, centre))
        return tuple(pictures)

    def _layout(self, text: str, style: TextStyle, by: str) -> Layout:
        load_fonts()
        return _remembered(self._layouts, (text, style, by), lambda: laid_out(text, style, by))


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
    return TextStyle(
        colour=style.colour,
        stroke=style.stroke,
        stroke_colour=style.stroke_colour,
        shadow=style.shadow,
        shadow_colour=style.shadow_colour,
        size=style.size,
    )


def _margin(style: TextStyle, scale: float) -> float:
    """How far paint may reach beyond the words, in pixels: stroke, shadow, box, overshooting glyphs."""
    around = style.stroke + 2.5 * style.shadow + (style.box_padding if style.box else 0.0) + 0.35 * style.size
    return around * UNIT * scale


def _half_size(layout: Layout, style: TextStyle, scale: float, more: float) -> tuple[int, int]:
    """Half the size in whole pixels of a picture, centred on the words, with room for all paint."""
    margin = _margin(style, scale) + more
    return int(layout.width * scale / 2 + margin) + 1, int(layout.height * scale / 2 + margin) + 1


class _Painting:
    """Paints glyphs of one style into pictures of one size; (0, 0) of the layout lies at (x, y)."""

    def __init__(self, style: TextStyle, scale: float, x: float, y: float, width: int, height: int) -> None:
        self._style, self._scale = style, scale
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

    def fill(self, glyphs: list[Glyph]) -> Pixels:
        """The words themselves."""

        def paint(painter: QPainter) -> None:
            painter.setBrush(_colour(self._style.colour))
            painter.drawPath(_united(glyphs))
            for glyph in glyphs:
                if glyph.coloured is not None:
                    painter.drawGlyphRun(QPointF(), glyph.coloured)

        return self._painted(paint)

    def beneath(self, glyphs: list[Glyph], lines: list[QRectF]) -> Pixels:
        """Shadow, box and stroke, bottom to top."""
        style = self._style
        stroked = self._painted(lambda painter: self._stroke(painter, glyphs)) if style.stroke > 0 and glyphs else None
        boxed = self._painted(lambda painter: self._box(painter, lines)) if style.box and lines else None
        canvas = np.zeros((self._height, self._width, 4), np.uint8)
        if style.shadow > 0:
            cast = boxed if boxed is not None else stroked if stroked is not None else self.fill(glyphs)
            lay(canvas, Patch(self._shadow(cast), 0, 0, opaque=False))
        for pixels in (boxed, stroked):
            if pixels is not None:
                lay(canvas, Patch(pixels, 0, 0, opaque=False))
        return canvas

    def _stroke(self, painter: QPainter, glyphs: list[Glyph]) -> None:
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * self._style.stroke * UNIT)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        # One path filled once: where letters overlap, as in Arabic, no seam shows.
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addPath(stroker.createStroke(_united(glyphs)))
        path.addPath(_united(glyphs))
        painter.setBrush(_colour(self._style.stroke_colour))
        painter.drawPath(path)

    def _box(self, painter: QPainter, lines: list[QRectF]) -> None:
        padding = self._style.box_padding * UNIT
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for line in lines:
            path.addRoundedRect(line.adjusted(-padding, -padding, padding, padding), padding, padding)
        painter.setBrush(_colour(self._style.box_colour))
        painter.drawPath(path)

    def _shadow(self, cast: Pixels) -> Pixels:
        """A soft copy of the outline, a little lower, in the shadow's colour."""
        reach = self._style.shadow * UNIT * self._scale
        red, green, blue, alpha = rgba_of(self._style.shadow_colour)
        soft = cv2.GaussianBlur(np.ascontiguousarray(cast[..., 3]), (0, 0), max(0.3, reach / 2))
        down = np.array([[1, 0, 0], [0, 1, reach / 2]])
        soft = cv2.warpAffine(soft, down, (self._width, self._height))
        picture = np.empty_like(cast)
        picture[..., :3] = (red, green, blue)
        picture[..., 3] = cv2.convertScaleAbs(soft, alpha=alpha / 255)
        return premultiplied(picture)


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
