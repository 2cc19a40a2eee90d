"""The icons: our own line drawings, coloured by a token.

Each is `assets/icons/NAME.svg` on a grid of 24 with `currentColor`. It must never choose a colour itself.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.ui.theme import theme

__all__ = ["icon", "icon_names", "icon_pixmap", "paint_icon"]


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """The names of all icons there are."""
    folder = files("assets") / "icons"
    return frozenset(entry.name.removesuffix(".svg") for entry in folder.iterdir() if entry.name.endswith(".svg"))


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (files("assets") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


@lru_cache(maxsize=512)
def icon_pixmap(name: str, colour: str, size: int = 18, ratio: float = 2.0) -> QPixmap:
    """The icon as a picture `size` points wide, sharp on a screen with `ratio` pixels per point.

    `colour` is `#RRGGBB`. Raises `FileNotFoundError` when there is no such icon.
    """
    renderer = _renderer(name, colour)
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw the icon into `box`."""
    _renderer(name, colour).render(painter, box)


def _finest_screen() -> float:
    """The most pixels to a point of any screen that is connected."""
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


def icon(name: str, colour: str | None = None, size: int = 18) -> QIcon:
    """The icon for a button: `colour` (the text token when None), dim when disabled."""
    made = QIcon()
    usual = colour or theme().text
    for ratio in (1.0, 2.0, 3.0) if _finest_screen() > 2 else (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, usual, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(icon_pixmap(name, theme().dis, size, ratio), QIcon.Mode.Disabled)
    return made
