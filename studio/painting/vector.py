"""A board that stickers are drawn on with Qt's painter: outlines, strokes and letters, as sharp at every size.

Coordinates run from -1 to 1 from the middle, y down. It must never read a clock or a file, and never touch a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from math import cos, pi, sin

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from studio.effect import Moment, Pixels, Settings

__all__ = ["STICKER_FONT", "Board", "Point", "outline", "ring_of", "sticker", "tinted"]

Point = tuple[float, float]
STICKER_FONT = "Inter"
_FINE = 256.0
"""Outlines are kept this many times larger: Qt joins and cuts small ones coarsely."""
_LETTERS = 200
_OPAQUE_LETTERS = 7
"""Letters are laid out at this many pixels and brought to their size as outlines."""


def _colour(text: str) -> QColor:
    """`#rrggbb` or `#rrggbbaa`."""
    colour = QColor(text[:7])
    if len(text) > _OPAQUE_LETTERS:
        colour.setAlpha(int(text[_OPAQUE_LETTERS:], 16))
    return colour


def tinted(colour: str, by: float) -> str:
    """The colour mixed with white (`by` above 0) or black (below), as `#rrggbb`."""
    mixed = _colour(colour)
    end = QColor("#ffffff" if by > 0 else "#000000")
    share = min(1.0, abs(by))
    parts = (
        round(one + (other - one) * share)
        for one, other in (
            (mixed.red(), end.red()),
            (mixed.green(), end.green()),
            (mixed.blue(), end.blue()),
        )
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def ring_of(count: int, radius: float, *, start: float = -90.0, other: float | None = None) -> list[Point]:
    """`count` points evenly round the middle from `start` degrees; with `other`, as many more between them at that
    radius: a star."""
    points = []
    steps = count if other is None else 2 * count
    for number in range(steps):
        angle = (start + 360 * number / steps) * pi / 180
        far = radius if other is None or number % 2 == 0 else other
        points.append((far * cos(angle), far * sin(angle)))
    return points


class _Rounded(QPainterPath):
    """An outline whose corners are rounded outwards where it is filled."""

    round_by = 0.0


def _fine(point: Point) -> QPointF:
    return QPointF(point[0] * _FINE, point[1] * _FINE)


class outline:  # noqa: N801  (read as a word where stickers draw)
    """Outlines to fill or stroke, as `QPainterPath`."""

    @staticmethod
    def circle(at: Point, radius: float, tall: float | None = None) -> QPainterPath:
        """A circle, or an ellipse half as `tall` as said."""
        path = QPainterPath()
        path.addEllipse(_fine(at), radius * _FINE, (radius if tall is None else tall) * _FINE)
        return path

    @staticmethod
    def box(at: Point, width: float, height: float, radius: float = 0.0) -> QPainterPath:
        """A rectangle around `at`, with round corners."""
        path = QPainterPath()
        corner = _fine((at[0] - width / 2, at[1] - height / 2))
        path.addRoundedRect(QRectF(corner, QSizeF(width * _FINE, height * _FINE)), radius * _FINE, radius * _FINE)
        return path

    @staticmethod
    def polygon(points: Sequence[Point], *, round_by: float = 0.0) -> QPainterPath:
        """A closed outline through the points, its corners rounded outwards."""
        path = _Rounded(_fine(points[0]))
        for point in points[1:]:
            path.lineTo(_fine(point))
        path.closeSubpath()
        path.round_by = round_by
        return path

    @staticmethod
    def curve(points: Sequence[Point], *, closed: bool = False) -> QPainterPath:
        """A smooth line through the points (Catmull-Rom)."""
        given = list(points)
        before = given[-1] if closed else given[0]
        after = [given[0], given[1]] if closed else [given[-1]]
        line = [before, *given, *after]
        path = QPainterPath(_fine(given[0]))
        for one, two, three, four in zip(line, line[1:], line[2:], line[3:], strict=False):
            path.cubicTo(
                _fine((two[0] + (three[0] - one[0]) / 6, two[1] + (three[1] - one[1]) / 6)),
                _fine((three[0] - (four[0] - two[0]) / 6, three[1] - (four[1] - two[1]) / 6)),
                _fine(three),
            )
        return path

    @staticmethod
    def heart(at: Point = (0.0, 0.0), size: float = 1.0) -> QPainterPath:
        """A heart about twice `size` wide."""
        x, y, size = at[0] * _FINE, at[1] * _FINE, size * _FINE
        path = QPainterPath(QPointF(x, y + 0.92 * size))
        path.cubicTo(x - 0.5 * size, y + 0.5 * size, x - size, y + 0.1 * size, x - size, y - 0.35 * size)
        path.cubicTo(x - size, y - 0.95 * size, x - 0.2 * size, y - 1.02 * size, x, y - 0.45 * size)
        path.cubicTo(x + 0.2 * size, y - 1.02 * size, x + size, y - 0.95 * size, x + size, y - 0.35 * size)
        path.cubicTo(x + size, y + 0.1 * size, x + 0.5 * size, y + 0.5 * size, x, y + 0.92 * size)
        return path

    @staticmethod
    def drop(at: Point, size: float) -> QPainterPath:
        """A drop that falls: its tip above."""
        x, y, size = at[0] * _FINE, at[1] * _FINE, size * _FINE
        path = QPainterPath(QPointF(x, y - 1.5 * size))
        path.cubicTo(x + 0.3 * size, y - 0.7 * size, x + size, y - 0.3 * size, x + size, y + 0.25 * size)
        path.cubicTo(x + size, y + 1.2 * size, x - size, y + 1.2 * size, x - size, y + 0.25 * size)
        path.cubicTo(x - size, y - 0.3 * size, x - 0.3 * size, y - 0.7 * size, x, y - 1.5 * size)
        return path

    @staticmethod
    def part(path: QPainterPath, start: float, end: float) -> QPainterPath:
        """The stretch of a line from the share `start` to the share `end` of its length."""
        start, end = max(0.0, start), min(1.0, end)
        steps = max(2, round(96 * (end - start)))
        cut = QPainterPath(path.pointAtPercent(start))
        for number in range(1, steps + 1):
            cut.lineTo(path.pointAtPercent(start + (end - start) * number / steps))
        return cut

    @staticmethod
    def words(text: str, size: float, *, weight: int = 800) -> QPainterPath:
        """Letters around the middle, `size` high from line to line, each line in the middle of the others."""
        font = QFont(STICKER_FONT)
        font.setPixelSize(_LETTERS)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        metrics = QFontMetricsF(font)
        path = QPainterPath()
        lines = text.split("\n")
        for number, line in enumerate(lines):
            base = (number - (len(lines) - 1) / 2) * 1.1 * _LETTERS + metrics.capHeight() / 2
            path.addText(-metrics.horizontalAdvance(line) / 2, base, font, line)
        return QTransform.fromScale(size * _FINE / _LETTERS, size * _FINE / _LETTERS).map(path)


class Board:
    """A clear square to draw on. `time` is seconds from the clip's first picture, `length` how long it lasts, `phase`
    how far the round of the movement is, 0 to 1."""

    def __init__(self, size: tuple[int, int], moment: Moment, phase: float) -> None:
        self.time, self.length, self.phase = moment.time, moment.length, phase
        self._image = QImage(*size, QImage.Format.Format_RGBA8888_Premultiplied)
        self._image.fill(Qt.GlobalColor.transparent)
        self._painter = QPainter(self._image)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(size[0] / 2, size[1] / 2)
        self._painter.translate(middle)
        self._painter.scale(middle.x(), middle.y())

    @property
    def progress(self) -> float:
        """How much of the clip has gone, 0 to 1."""
        return min(1.0, max(0.0, self.time / self.length)) if self.length > 0 else 1.0

    def swing(self, turns: float = 1.0, shift: float = 0.0) -> float:
        """-1 to 1 and back, `turns` times a round: a sine that ends where it began when `turns` is whole."""
        return sin(2 * pi * (self.phase * turns + shift))

    @contextmanager
    def moved(
        self, at: Point = (0.0, 0.0), *, turn: float = 0.0, scale: float | Point = 1.0, strength: float = 1.0
    ) -> Iterator[None]:
        """What is drawn within is moved to `at`, turned by so many degrees, scaled, and as opaque as `strength`."""
        self._painter.save()
        self._painter.translate(*at)
        self._painter.rotate(turn)
        across, down = scale if isinstance(scale, tuple) else (scale, scale)
        self._painter.scale(across, down)
        self._painter.setOpacity(self._painter.opacity() * min(1.0, max(0.0, strength)))
        yield
        self._painter.restore()

    def fill(self, path: QPainterPath, colour: str, *, edge: str = "", width: float = 0.0) -> None:
        """An outline filled; with `edge` and `width`, a rim of that colour around it."""
        rounded = path.round_by if isinstance(path, _Rounded) else 0.0
        if edge and width > 0:
            self._stroke(path, edge, 2 * (width + rounded))
        if rounded > 0:
            self._stroke(path, colour, 2 * rounded)
        self._painter.save()
        self._painter.scale(1 / _FINE, 1 / _FINE)
        self._painter.fillPath(path, _colour(colour))
        self._painter.restore()

    def _stroke(self, path: QPainterPath, colour: str, width: float) -> None:
        pen = QPen(_colour(colour), width * _FINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.save()
        self._painter.scale(1 / _FINE, 1 / _FINE)
        self._painter.strokePath(path, pen)
        self._painter.restore()

    def line(self, path: QPainterPath, colour: str, width: float, *, edge: str = "", rim: float = 0.0) -> None:
        """A line with round ends; with `edge` and `rim`, a rim of that colour around it."""
        for hue, wide in ((edge, width + 2 * rim), (colour, width)):
            if hue:
                self._stroke(path, hue, wide)

    def words(
        self, text: str, colour: str, *, room: Point, edge: str = "", width: float = 0.0, weight: int = 800
    ) -> None:
        """Letters in the middle, as large as fits into `room` (width, height)."""
        path = outline.words(text or " ", 1.0, weight=weight)
        seen = path.boundingRect()
        if seen.width() <= 0 or seen.height() <= 0:
            return
        size = min(room[0] / seen.width(), room[1] / max(0.75 * _FINE, seen.height())) * _FINE
        with self.moved(scale=size):
            self.fill(path, colour, edge=edge, width=width / size)

    def pixels(self) -> Pixels:
        """What was drawn: (H, W, 4) uint8, premultiplied. Nothing can be drawn after."""
        self._painter.end()
        height, width = self._image.height(), self._image.width()
        data = np.frombuffer(self._image.constBits(), np.uint8).reshape(height, self._image.bytesPerLine())
        # A copy: the image ends with this board.
        return data[:, : 4 * width].reshape(height, width, 4).copy()


def sticker(
    seconds: float,
) -> Callable[[Callable[[Board, Settings], None]], Callable[[tuple[int, int], Settings, Moment], Pixels]]:
    """Makes of a function that draws on a board the `apply` of a sticker whose round takes `seconds` at speed 1."""

    def made(
        draw: Callable[[Board, Settings], None],
    ) -> Callable[[tuple[int, int], Settings, Moment], Pixels]:
        @wraps(draw)
        def apply(size: tuple[int, int], settings: Settings, moment: Moment) -> Pixels:
            pace = float(settings.get("speed", 1.0))
            board = Board(size, moment, (moment.time * pace / seconds) % 1.0)
            draw(board, settings)
            return board.pixels()

        return apply

    return made
