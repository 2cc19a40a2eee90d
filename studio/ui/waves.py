"""Small pictures of sound for cards.

It must never read a file on the main thread.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from studio.jobs import Jobs
from studio.model import Asset
from studio.ui.theme import theme

__all__ = ["wave_picture"]


def wave_picture(jobs: Jobs, asset: Asset, size: tuple[int, int], done: Callable[[QImage], None]) -> None:
    """Have the loudness of a sound drawn as bars on the sound colour; `done` on the main thread."""
    fill, bars = theme().sound.fill, theme().sound.edge

    def paint() -> QImage | None:
        from studio.media import peaks

        heights = peaks(asset)
        if len(heights) == 0:
            return None
        return _painted(np.asarray(heights), size, fill, bars)

    jobs.submit(paint, done=lambda picture: done(picture) if picture is not None else None, failed=lambda _error: None)


def _painted(heights: npt.NDArray[np.generic], size: tuple[int, int], fill: str, bars: str) -> QImage:
    loud = np.abs(heights.reshape(len(heights), -1).astype(np.float64)).max(axis=1)
    loud /= max(float(loud.max()), 1e-6)
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(QColor(fill))
    count = size[0] // 6
    columns = np.array_split(loud, min(count, len(loud)))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(bars))
    for number, column in enumerate(columns):
        high = max(3.0, float(column.max()) * size[1] * 0.7)
        painter.drawRoundedRect(QRectF(number * 6 + 1, (size[1] - high) / 2, 3, high), 1.5, 1.5)
    painter.end()
    return picture
