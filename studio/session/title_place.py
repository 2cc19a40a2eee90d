"""Where a new title lies: in the part of the screen that the platform leaves free.

It must never move a title that is there already.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from studio.model import Canvas, Clip, Place, TextStyle, Title
from studio.platforms import SCREEN, platforms
from studio.session.session import Session

__all__ = ["caption_place", "in_safe_zone"]

_LOW = 0.62
"""Captions stand no lower than this part of the height, where eyes rest, however much room there is."""
_USUAL = "tiktok"
"""Whose free part counts while no safe zone is on show."""


def in_safe_zone(session: Session, clip: Clip) -> Clip:
    """The title in the middle of the widest part of the safe zone, its lines no wider than that.

    A canvas of another shape than the platform's screen leaves it as it is.
    """
    canvas, content = session.project.canvas, clip.content
    platform = platforms().get(session.safe_zone or _USUAL)
    if platform is None or platform.safe_zone is None or not _is_screen(canvas) or not isinstance(content, Title):
        return clip
    left, top, right, bottom = _widest(platform.safe_zone.polygon.value)
    wide, high = SCREEN
    place = Place(x=((left + right) / 2 - wide / 2) / wide, y=((top + bottom) / 2 - high / 2) / wide)
    room = (right - left) / wide - 2 * _edge(content.style)
    style = replace(content.style, wrap_width=min(content.style.wrap_width, room))
    return replace(clip, place=place, content=replace(content, style=style))


def caption_place(session: Session) -> dict[str, float]:
    """Where captions stand and how wide their lines are, as `set_caption_style` takes it: low in the middle of the
    narrowest band that the platform leaves free, which is beside its buttons. Empty on canvases of another shape."""
    canvas, style = session.project.canvas, session.project.captions.style
    platform = platforms().get(session.safe_zone or _USUAL)
    if platform is None or platform.safe_zone is None or not _is_screen(canvas):
        return (
            {}
            if _is_screen(canvas)
            else {"x": 0.0, "y": 0.3 if canvas.height >= canvas.width else 0.36, "wrap_width": 0.8}
        )
    polygon = platform.safe_zone.polygon.value
    wide, high = SCREEN
    lowest = max(y for _x, y in polygon)
    left, right = (edge(x for x, y in polygon if y == lowest) for edge in (min, max))
    room = (right - left) / wide - 2 * max(_edge(style.text), style.text.box_padding)
    tall = 2 * style.text.size * style.text.line_height * wide
    y = min(lowest - tall / 2 - 2 * style.text.box_padding * wide, high * _LOW)
    return {"x": ((left + right) / 2 - wide / 2) / wide, "y": (y - high / 2) / wide, "wrap_width": room}


def _is_screen(canvas: Canvas) -> bool:
    return canvas.width * SCREEN[1] == canvas.height * SCREEN[0]


def _edge(style: TextStyle) -> float:
    return style.box_padding if style.box else style.stroke


def _widest(polygon: tuple[tuple[int, int], ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the widest band of a zone whose sides are upright or level."""
    levels = sorted({y for _x, y in polygon})
    corners = list(zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    bands = []
    for top, bottom in pairwise(levels):
        crossed = [x for (x, y), (_x, other) in corners if min(y, other) <= top and max(y, other) >= bottom]
        bands.append((min(crossed), top, max(crossed), bottom))
    return max(bands, key=lambda band: (band[2] - band[0], band[3] - band[1]))
