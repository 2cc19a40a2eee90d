"""One clip of each kind as it looks on the timeline: edge, fill, name, pictures or sound, state.

It must never ask where a clip lies, decode anything, or wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from studio.effect import Effect
from studio.model import Asset, Clip, Compound, Footage, Project
from studio.sentences import say
from studio.ui.theme import KindColours, Theme
from studio.ui.timeline.held_parts import held_parts
from studio.ui.timeline.hits import FADE_RADIUS, fade_points, shows_fades
from studio.ui.timeline.layout import HEADER_WIDTH, Box, ClipShape
from studio.ui.timeline.names import Drawn, assets_by_id, clip_name, drawn_as
from studio.ui.timeline.pace import pace, source_seconds, speed_badge
from studio.ui.timeline.strokes import (
    colour,
    elided,
    hatch,
    mark,
    mixed,
    rectangle,
    round_off,
    rounded,
    tag,
    text_width,
    words,
)
from studio.ui.words import shown

__all__ = ["ClipPainter", "Look", "Peaks", "Pictures", "kind_colours"]

TINY = 16
"""Clips narrower than this are plain rectangles: no pictures, no words."""
_ICONS: dict[Drawn, str] = {"text": "text", "overlay": "photo", "look": "looks", "sound": "audio", "video": "video"}


@dataclass(frozen=True)
class Peaks:
    """How loud a sound is over time: `levels` (0 to 1, float32), `per_second` of them."""

    levels: np.ndarray[tuple[int], np.dtype[np.float32]]
    per_second: float
    loudest: float


class Pictures(Protocol):
    """What the painting asks for; the answer is at once, and None until it is known."""

    def tile(self, asset: Asset, seconds: float, step: float, height: int) -> QImage | None:
        """The picture of the asset at source time `seconds`, where one tile stands for `step` seconds."""
        ...

    def peaks(self, asset: Asset, track: int = 0) -> Peaks | None:
        """How loud the asset is in one of its tracks of sound."""
        ...

    def missing(self, asset: Asset) -> bool:
        """Whether the file is known not to be there."""
        ...


@dataclass(frozen=True)
class Look:
    """What the drawing of clips depends on besides their place."""

    theme: Theme
    project: Project
    selection: frozenset[str] = frozenset()
    dragged: frozenset[str] = frozenset()
    effects: Mapping[str, Effect] = field(default_factory=dict)


def kind_colours(theme: Theme, drawn: Drawn) -> KindColours:
    """The edge and fill of a kind."""
    return theme.kind(drawn)


class ClipPainter:
    """Paints clips with one painter."""

    def __init__(self, painter: QPainter, look: Look, pictures: Pictures, zoom: float) -> None:
        self._painter, self._look, self._pictures, self._zoom = painter, look, pictures, zoom
        self._assets = assets_by_id(look.project)

    def paint(self, shape: ClipShape) -> None:
        """One clip."""
        clip = shape.clip
        assert isinstance(clip, Clip)
        painter, drawn = self._painter, drawn_as(self._look.project, clip, shape.kind)
        if clip.id in self._look.dragged:
            self._placeholder(shape.box, drawn)
            return
        track = shape.layer if shape.layer is not None else self._look.project.main_state
        faint = not clip.on or track.hidden or track.muted
        if faint:
            painter.setOpacity(0.4)
        if shape.box.width < TINY:
            self._tiny(shape.box, drawn)
        elif self._is_missing(clip):
            self._missing(clip, shape.box)
        elif drawn == "video":
            self._video(clip, shape.box)
        elif drawn == "sound":
            self._sound(clip, shape)
        else:
            self._item(clip, shape.box, drawn)
        if faint:
            painter.setOpacity(1.0)

    def paint_thin(self, shape: ClipShape) -> None:
        """One clip of a folded lane: its colour alone."""
        assert isinstance(shape.clip, Clip)
        kind = kind_colours(self._look.theme, drawn_as(self._look.project, shape.clip, shape.kind))
        chosen = shape.clip.id in self._look.selection
        self._painter.fillRect(rectangle(shape.box), colour(self._look.theme.accline if chosen else kind.edge))

    def _asset(self, clip: Clip) -> Asset | None:
        return self._assets.get(clip.content.asset) if isinstance(clip.content, Footage) else None

    def _is_missing(self, clip: Clip) -> bool:
        if not isinstance(clip.content, Footage):
            return False
        asset = self._asset(clip)
        return asset is None or self._pictures.missing(asset)

    def _name(self, clip: Clip) -> str:
        return shown(clip_name(self._look.project, clip, self._look.effects))

    def _inset(self, clip: Clip) -> float:
        """Room for the trim handle that a selected clip shows at its left."""
        return 9.0 if clip.id in self._look.selection else 0.0

    def _tiny(self, box: Box, drawn: Drawn) -> None:
        kind = kind_colours(self._look.theme, drawn)
        self._painter.fillRect(rectangle(box), colour(mixed(kind.fill, kind.edge, 0.25)))
        edge = Box(box.x, box.y, box.width, 2) if drawn == "video" else Box(box.x, box.y, min(2, box.width), box.height)
        self._painter.fillRect(rectangle(edge), colour(kind.edge))

    def _placeholder(self, box: Box, drawn: Drawn) -> None:
        painter, kind = self._painter, kind_colours(self._look.theme, drawn)
        painter.setBrush(colour(kind.fill, 0.5))
        painter.setPen(QPen(colour(self._look.theme.accline), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rectangle(box).adjusted(1, 1, -1, -1), 4, 4)

    def _missing(self, clip: Clip, box: Box) -> None:
        painter, theme = self._painter, self._look.theme
        rounded(painter, box, colour(theme.err_wash))
        hatch(painter, box, colour(theme.err, 0.18))
        left, middle = max(box.x, HEADER_WIDTH) + 12 + self._inset(clip), box.y + box.height / 2
        if box.right - left > 12:
            mark(painter, "error", theme.err, (left + 2, middle))
            text = elided(f"{shown(say('Find file'))}  {self._name(clip)}", int(box.right - left - 18))
            words(painter, text, (left + 14, middle), colour(theme.strong), weight=500)

    def _video(self, clip: Clip, box: Box) -> None:
        painter, theme = self._painter, self._look.theme
        asset = self._asset(clip)
        if asset is not None:
            painter.fillRect(rectangle(box), colour(theme.raised))
            self._film(clip, asset, box)
        else:
            painter.fillRect(rectangle(box), colour(theme.video.fill))
            self._held(clip, box)
        painter.fillRect(QRectF(box.x, box.y, box.width, 2), colour(theme.video.edge))
        round_off(painter, box, colour(theme.lane))
        left = max(box.x, HEADER_WIDTH) + 5 + self._inset(clip)
        if clip.enter is not None:
            # The words begin where the handle of the transition ends, as far as there is room.
            left = max(left, min(box.x + float(clip.enter.length) / 2 * self._zoom + 3, box.x + box.width / 2))
        speed = speed_badge(clip)
        room = box.right - left - 5
        if speed and room > 60:
            width = text_width(speed) + 8
            tag(painter, speed, (box.right - width - 5, box.y + 5), most=60)
            room -= width + 5
        if room > 26:
            length = f"{float(clip.length):.1f} s"
            fits = room > 8 + text_width(length) + 30
            tag(painter, self._name(clip), (left, box.y + 5), most=room, more=length if fits else "")

    def _film(self, clip: Clip, asset: Asset, box: Box) -> None:
        """Whole pictures from the clip's beginning on, never stretched; what is not decoded yet stays as it is."""
        if not asset.width or not asset.height:
            return
        width = max(16.0, box.height * asset.width / asset.height)
        step = width / self._zoom * abs(pace(clip))
        number = max(0, int((HEADER_WIDTH - box.x) // width))
        edge = min(box.right, float(self._painter.viewport().width()))
        tiles = np.arange(number, max(number, int((edge - box.x) // width)) + 2).astype(np.float64)
        # At its very end a file has no picture: the last one is just before.
        last = max(0.0, float(asset.duration) - 0.01)
        seen = source_seconds(clip, tiles * (width / self._zoom))
        if asset.loops and asset.duration > 0:
            seen = seen % float(asset.duration)
        moments = np.clip(seen, 0.0, last).tolist()
        first = number
        while (x := box.x + number * width) < edge:
            seconds = 0.0 if asset.kind == "photo" else moments[number - first]
            image = self._pictures.tile(asset, seconds, 0.0 if asset.kind == "photo" else step, round(box.height))
            if image is not None:
                shown_part = min(1.0, (box.right - x) / width)
                source = QRectF(0, 0, image.width() * shown_part, image.height())
                self._painter.drawImage(QRectF(x, box.y, width * shown_part, box.height), image, source)
            number += 1

    def _held(self, clip: Clip, box: Box) -> None:
        """The pictures of what a compound holds, each where it lies in it."""
        for part, place, asset in self._parts(clip, box, "picture"):
            self._film(part, asset, place)

    def _parts(self, clip: Clip, box: Box, kind: Literal["picture", "sound"]) -> Iterator[tuple[Clip, Box, Asset]]:
        """What of a compound is in sight: a clip of a file, its place on the compound's clip, its file."""
        if not isinstance(clip.content, Compound):
            return
        for at, part in held_parts(self._look.project, clip, kind):
            asset = self._asset(part)
            left, width = box.x + float(at) * self._zoom, float(part.length) * self._zoom
            place = Box(left, box.y, min(width, box.right - left), box.height)
            if asset is not None and place.width > 2 and place.right > HEADER_WIDTH:
                yield part, place, asset

    def _item(self, clip: Clip, box: Box, drawn: Drawn) -> None:
        painter, theme = self._painter, self._look.theme
        kind = kind_colours(theme, drawn)
        asset = self._asset(clip)
        if asset is not None:
            painter.fillRect(rectangle(box), colour(kind.fill))
            self._film(clip, asset, box)
            round_off(painter, box, colour(theme.lane))
        else:
            rounded(painter, box, colour(kind.fill))
            self._held(clip, box)
        self._edge(box, kind)
        left = max(box.x, HEADER_WIDTH) + 8 + self._inset(clip)
        room = box.right - left - 4 - self._inset(clip)
        if room < 16:
            return
        name = elided(self._name(clip), int(room - 20))
        middle = box.y + box.height / 2
        if asset is not None:
            width = 26 + text_width(name)
            middle = box.bottom - 9
            rounded(painter, Box(left - 5, box.bottom - 18, min(width, room + 5), 18), colour(kind.fill, 0.9))
        mark(painter, _ICONS[drawn], theme.text, (left + 6, middle), 13)
        words(painter, name, (left + 17, middle), colour(theme.strong))

    def _edge(self, box: Box, kind: KindColours) -> None:
        self._painter.save()
        self._painter.setClipRect(QRectF(box.x, box.y, 3, box.height), Qt.ClipOperation.IntersectClip)
        rounded(self._painter, Box(box.x, box.y, 10, box.height), colour(kind.edge))
        self._painter.restore()

    def _sound(self, clip: Clip, shape: ClipShape) -> None:
        painter, theme, box = self._painter, self._look.theme, shape.box
        kind = theme.sound
        rounded(painter, box, colour(kind.fill))
        asset = self._asset(clip)
        if asset is not None and (peaks := self._pictures.peaks(asset, track_of(clip))) is not None:
            self._wave(clip, peaks, box)
        for part, place, held in self._parts(clip, box, "sound"):
            if (peaks := self._pictures.peaks(held, track_of(part))) is not None:
                self._wave(part, peaks, place)
        fades = shows_fades("sound", clip, box)
        if clip.fade_in or clip.fade_out:
            self._wedges(clip, box)
        self._edge(box, kind)
        left = max(box.x, HEADER_WIDTH) + 8 + self._inset(clip)
        if fades:
            (x, y), (right, _) = fade_points(clip, box, self._zoom)
            if (clip.fade_in or clip.id in self._look.selection) and x < box.x + box.width / 2:
                left = max(left, x + 8)
            for middle, fade in ((x, clip.fade_in), (right, clip.fade_out)):
                if fade or clip.id in self._look.selection:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colour(theme.strong))
                    painter.drawEllipse(QPointF(middle, y), FADE_RADIUS - 1, FADE_RADIUS - 1)
        room = box.right - left - 12 - self._inset(clip)
        if room > 30:
            name = elided(self._name(clip), int(room - 18))
            rounded(painter, Box(left - 3, box.y + 2, 23 + text_width(name), 15), colour(kind.fill, 0.75))
            mark(painter, "muted" if clip.muted else "audio", theme.text, (left + 6, box.y + 9), 13)
            words(painter, name, (left + 16, box.y + 9), colour(theme.strong))

    def _wedges(self, clip: Clip, box: Box) -> None:
        """Dark corners where the sound comes and goes."""
        painter, window = self._painter, clip.window
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._look.theme.lane, 0.72))
        if clip.fade_in:
            x = box.x + min(box.width, float(clip.fade_in.end - window.start) * self._zoom)
            corner = QPolygonF([QPointF(box.x, box.y), QPointF(x, box.y), QPointF(box.x, box.bottom)])
            painter.drawPolygon(corner)
        if clip.fade_out:
            x = box.right - min(box.width, float(window.end - clip.fade_out.start) * self._zoom)
            corner = QPolygonF([QPointF(box.right, box.y), QPointF(x, box.y), QPointF(box.right, box.bottom)])
            painter.drawPolygon(corner)

    def _wave(self, clip: Clip, peaks: Peaks, box: Box) -> None:
        """Bars of 1.6 px every 3 px, the loudest of each stretch, scaled to the loudest of the file."""
        first = max(0, int((HEADER_WIDTH - box.x) // 3))
        last = int((min(box.right, float(self._painter.viewport().width())) - box.x - 2) // 3)
        count = len(peaks.levels)
        if last <= first or not count:
            return
        bars = np.arange(first, last + 2)
        places = (source_seconds(clip, bars.astype(np.float64) * 3 / self._zoom) * peaks.per_second).astype(np.int64)
        backwards = places[0] > places[-1]
        places = places[::-1] if backwards else places
        inside = (places[:-1] >= 0) & (places[:-1] < count)
        places = np.clip(places, 0, count - 1)
        levels = np.maximum.reduceat(peaks.levels, places)[:-1] * inside
        levels = levels[::-1] if backwards else levels
        gain = 10 ** (clip.gain_db / 20) if isinstance(clip.gain_db, (int, float)) else 1.0
        top = 17 if box.height >= 32 else 4
        half = (box.height - top - 6) / 2
        middle = box.y + top + half
        heights = np.minimum(1.0, levels * gain / max(0.05, peaks.loudest)) * half
        lines = [
            QLineF(x, middle - height, x, middle + height)
            for x, height in zip((box.x + bars[:-1] * 3.0 + 2).tolist(), np.maximum(0.8, heights).tolist(), strict=True)
            if x > box.x + 3
        ]
        edge = self._look.theme.sound.edge
        ink = mixed(edge, self._look.theme.sound.fill, 0.6 if clip.muted else 0.15)
        painter = self._painter
        painter.setPen(QPen(colour(ink), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(lines)


def track_of(clip: Clip) -> int:
    """Which of its file's tracks of sound is heard in the clip."""
    return clip.content.sound_track if isinstance(clip.content, Footage) else 0
