"""One layer as a patch of pixels on the canvas: picture, colour, effects, place, in this order.

Pictures that shrink are shrunk first, so that all else happens to the pixels that will be seen. Colour
sees straight alpha; from picture effects on, pixels are premultiplied. It must never look at other layers.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import ceil, floor, log2
from threading import Lock

import cv2
import msgspec
import numpy as np

from studio.effect import Effects, Pixels, TextPose
from studio.model import Rate, Time
from studio.render.blend import Patch, Veil, faded, lay, plain, premultiplied, rgba_of, straight, veil_of
from studio.render.blend_modes import lay_blended
from studio.render.cards import lost_card
from studio.render.colour import ColourTables
from studio.render.convert import Planes, PlaneSet, planes_of, resized_plane, resized_planes, rgba_from_planes
from studio.render.geometry import (
    Rectangle,
    cropped_box,
    fitted_size,
    plain_rectangle,
)
from studio.render.looking_back import looking_back
from studio.render.masks import Masks
from studio.render.memory import recycled
from studio.render.moving import pose_of, posed, text_motions, veiled
from studio.render.plan import Adjusting, Behind, Drawn, Lost, Scene, Sheet, Shot, Spot, Stencil, Wash, Words
from studio.render.sources import Frame, Hurried, Sources
from studio.render.stickers import stuck
from studio.render.text import TitlePicture, texts
from studio.render.warping import warped
from studio.render.work import active, coloured, coloured_planes, coloured_soon, pictured, poses

__all__ = ["LayerPainter", "picture_size", "title_zoom"]

Size = tuple[int, int]

_VEILS_KEPT = 16
_BLUR_SHRINK = 8
_BLUR_MOST = 0.12
"""How far the strongest blur of a backdrop reaches, as a standard deviation in the canvas's short side."""
_ROUNDED_TIMES = Time(1, 2000)
"""WebM and Matroska round the times of their pictures to whole milliseconds: one that begins within half of one has
begun. Without this every other picture of such a clip would be shown twice and its neighbour never."""


PaintScene = Callable[[Scene, Sources, Size, Rate], Patch]
"""Paints what a compound shows on a clear canvas of that size."""


def picture_size(
    shows: Shot | Wash | Sheet | Lost | Scene, canvas: Size, frame: Frame | None = None
) -> tuple[float, float]:
    """Width and height that the place of a picture counts in."""
    if isinstance(shows, Shot):
        if shows.asset.width > 0 and shows.asset.height > 0:
            return shows.asset.width, shows.asset.height
        if frame is not None:
            return frame.width, frame.height
    if isinstance(shows, Sheet):
        return min(canvas), min(canvas)
    return canvas


def title_zoom(spot: Spot) -> float:
    """The scale a title is painted at: its own, or for one that grows and shrinks the next half octave above."""
    if spot.steady:
        return max(1e-3, abs(spot.scale))
    return float(2 ** (ceil(2 * log2(max(0.05, abs(spot.scale)))) / 2))


class LayerPainter:
    """Paints layers one at a time; holds the colour tables."""

    def __init__(self, effects: Effects, *, scene: PaintScene, small: bool = False, preview: bool = False) -> None:
        self._effects = effects
        self._scene = scene
        self._tables = ColourTables(most=1, fills=False) if small else ColourTables(woven=preview)
        self._veils: OrderedDict[Hashable, Veil] = OrderedDict()
        self._veils_lock = Lock()
        self._masks = Masks()

    def patch(self, drawn: Drawn, sources: Sources, canvas: Size, rate: Rate) -> Patch | None:
        """What the layer puts on the canvas, or None where that is nothing."""
        if drawn.behind is not None and not self.covers(drawn, sources, canvas):
            return self._with_behind(drawn, drawn.behind, sources, canvas, rate)
        if drawn.motions:
            return self._moving(drawn, sources, canvas, rate)
        if isinstance(drawn.shows, Words):
            return self._title(drawn, drawn.shows, canvas, rate)
        frame = self._frame(drawn, drawn.shows, sources, canvas)
        if frame is None and isinstance(drawn.shows, Wash) and not drawn.effects and _whole_canvas(drawn):
            red, green, blue, alpha = rgba_of(drawn.shows.colour)
            colour = red, green, blue, round(alpha * drawn.opacity)
            return Patch(plain(*canvas, colour), 0, 0, colour[3] == 255)
        size = fitted_size(drawn.spot, picture_size(drawn.shows, canvas, frame), canvas)
        pixels, opaque = self._coloured(drawn, frame, size, canvas, sources, rate)

        def picture(earlier: Drawn) -> Pixels | None:
            then = self._frame(earlier, earlier.shows, sources, canvas)
            return self._coloured(earlier, then, size, canvas, sources, rate)[0] if then is not None else None

        pixels, cleared = self._pictured(drawn, pixels, rate, picture)
        opaque = opaque and not cleared
        if drawn.mask is not None:
            pixels, opaque = self._masks.masked(pixels, drawn.mask), False
        patch = _placed(drawn.spot, size, pixels, canvas, opaque=opaque)
        return _at_opacity(patch, drawn.opacity)

    def _moving(self, drawn: Drawn, sources: Sources, canvas: Size, rate: Rate) -> Patch | None:
        """What the layer puts on the canvas on its way in or out, or while it moves."""
        pose = pose_of(self._effects, drawn, rate)
        there = posed(drawn, pose, canvas)
        if there is None:
            return None
        if isinstance(there.shows, Words):
            patch = self._title(there, there.shows, canvas, rate)
        else:
            patch = self.patch(msgspec.structs.replace(there, motions=()), sources, canvas, rate)
        return veiled(patch, pose, canvas) if patch is not None else None

    def planes(self, drawn: Drawn, sources: Sources, canvas: Size) -> tuple[PlaneSet | Planes, Rectangle] | None:
        """The layer as opaque planes at even pixels, where it needs nothing but colour and resizing; otherwise None.

        Whole planes in one array where no crop or mirror took them apart.
        """
        if not isinstance(drawn.shows, Shot) or _mixed(drawn) or active(self._effects, drawn.effects, "picture"):
            return None
        if drawn.behind is not None and not self.covers(drawn, sources, canvas):
            return None
        frame = self._frame(drawn, drawn.shows, sources, canvas)
        planes = frame.i420() if frame is not None and frame.opaque else None
        if frame is None or planes is None:
            return None
        spot = drawn.spot
        target = plain_rectangle(spot, fitted_size(spot, picture_size(drawn.shows, canvas, frame), canvas), canvas)
        box = cropped_box(spot, (frame.width, frame.height))
        if target is None or any(edge % 2 for edge in (*target, *box)) or not (target.width and target.height):
            return None
        if box.width < 2 or box.height < 2:
            return None
        stack = active(self._effects, drawn.effects, "colour")
        whole = box == Rectangle(0, 0, frame.width, frame.height)
        cut = planes_of(planes) if whole else _cut_planes(planes_of(planes), box)
        # Colour is given to the fewer pixels: after what shrinks, before what grows.
        if stack and target.width > box.width:
            planes, stack = coloured_planes(self._tables, stack, cut), []
            cut = planes_of(planes)
        if (box.width, box.height) != (target.width, target.height):
            planes = resized_planes(cut, target.width, target.height)
            cut = planes_of(planes)
        if stack:
            planes = coloured_planes(self._tables, stack, cut)
            cut = planes_of(planes)
        if spot.mirror:
            one, two, three = (np.asarray(cv2.flip(plane, 1), np.uint8) for plane in cut)
            return (one, two, three), target
        if (planes.shape[0] * 2 // 3, planes.shape[1]) != (target.height, target.width):
            return cut, target
        return planes, target

    def veil(self, drawn: Drawn, canvas: Size, rate: Rate) -> Veil | None:
        """A title at rest, ready to be laid over planes of the canvas's even size, kept for the frames to come.

        None for all else, and where nothing of it is seen.
        """
        words = drawn.shows
        if not isinstance(words, Words) or drawn.motions or active(self._effects, drawn.effects, "picture"):
            return None
        if self._set_out(drawn, words, rate) is not None:
            return None
        key = words, drawn.spot, drawn.opacity, drawn.effects, canvas
        with self._veils_lock:
            known = self._veils.get(key)
        if known is None:
            patch = self._title(drawn, words, canvas, rate)
            known = veil_of(patch, *canvas) if patch is not None else None
            if known is not None:
                with self._veils_lock:
                    self._veils[key] = known
                    while len(self._veils) > _VEILS_KEPT:
                        self._veils.popitem(last=False)
        return known

    def covers(self, drawn: Drawn, sources: Sources, canvas: Size) -> bool:
        """Whether the layer hides everything beneath it, told without drawing it."""
        if _mixed(drawn) or active(self._effects, drawn.effects, "picture"):
            return False
        if isinstance(drawn.shows, Wash):
            return rgba_of(drawn.shows.colour)[3] == 255 and drawn.spot == Spot()
        if not isinstance(drawn.shows, Shot):
            return False
        size = fitted_size(drawn.spot, picture_size(drawn.shows, canvas), canvas)
        target = plain_rectangle(drawn.spot, size, canvas)
        if target is None or target.x > 0 or target.y > 0:
            return False
        if target.x + target.width < canvas[0] or target.y + target.height < canvas[1]:
            return False
        frame = self._frame(drawn, drawn.shows, sources, canvas)
        return frame is not None and frame.opaque

    def adjusted(self, pixels: Pixels, drawn: Adjusting, rate: Rate) -> Pixels:
        """An opaque picture through the layer's colour and picture effects."""
        colours = active(self._effects, drawn.effects, "colour")
        made, cleared = self._pictured(drawn, coloured(self._tables, colours, pixels, opaque=True), rate)
        if not cleared:
            return made
        backing = plain(made.shape[1], made.shape[0], (0, 0, 0, 255))
        lay(backing, Patch(made, 0, 0, opaque=False))
        return backing

    def within(self, adjusted: Pixels, mask: Stencil, opacity: float) -> Patch:
        """What a mask shows of an adjusted picture, to be laid over the picture as it was."""
        shown = self._masks.masked(adjusted, mask)
        return Patch(shown if opacity >= 1 else faded(shown, opacity), 0, 0, opaque=False)

    def _with_behind(self, drawn: Drawn, behind: Behind, sources: Sources, canvas: Size, rate: Rate) -> Patch:
        """The layer upon what lies behind it, which covers the canvas."""
        pixels = self._behind(drawn, behind, sources, canvas, rate)
        own = self.patch(msgspec.structs.replace(drawn, behind=None), sources, canvas, rate)
        if own is not None:
            lay_blended(pixels, own, drawn.blend)
        return Patch(pixels, 0, 0, opaque=True)

    def _behind(self, drawn: Drawn, behind: Behind, sources: Sources, canvas: Size, rate: Rate) -> Pixels:
        if isinstance(behind.shows, Wash):
            red, green, blue, _alpha = rgba_of(behind.shows.colour)
            return plain(*canvas, (red, green, blue, 255))
        if isinstance(behind.shows, Scene):
            small = max(2, canvas[0] // _BLUR_SHRINK), max(2, canvas[1] // _BLUR_SHRINK)
            return _spread_out(self._scene(behind.shows, sources, small, rate), small, canvas, behind.blur)
        # The very frame the layer shows, where it is that: it is decoded once.
        seen = drawn if behind.blur else Drawn("", behind.shows, Spot(fit="fill"))
        frame = self._frame(seen, behind.shows, sources, canvas)
        backing = plain(*canvas, (0, 0, 0, 255))
        if frame is None:
            return backing
        small = canvas
        if behind.blur:
            small = max(2, canvas[0] // _BLUR_SHRINK), max(2, canvas[1] // _BLUR_SHRINK)
        spot = Spot(fit="fill")
        size = fitted_size(spot, (frame.width, frame.height), small)
        wide, tall = min(frame.width, round(size[0])), min(frame.height, round(size[1]))
        pixels = _shrunk(frame, max(1, wide), max(1, tall))
        patch = _placed(spot, size, pixels if frame.opaque else premultiplied(pixels), small, opaque=frame.opaque)
        if not behind.blur:
            if patch is not None:
                lay(backing, patch)
            return backing
        return _spread_out(patch, small, canvas, behind.blur)

    def _pictured(
        self,
        drawn: Drawn | Adjusting,
        pixels: Pixels,
        rate: Rate,
        picture: Callable[[Drawn], Pixels | None] = lambda _earlier: None,
    ) -> tuple[Pixels, bool]:
        """The picture through the layer's picture effects; whether one may have made clear what was opaque."""
        stack = active(self._effects, drawn.effects, "picture")
        then = looking_back(drawn, stack, rate, picture)
        made = pictured(stack, pixels, time=drawn.time, length=drawn.length, seed=drawn.seed, rate=rate, then=then)
        return made, any(one.effect.clears for one in stack)

    def _frame(
        self, drawn: Drawn, shows: Shot | Wash | Sheet | Lost | Scene | Words, sources: Sources, canvas: Size
    ) -> Frame | None:
        if not isinstance(shows, Shot):
            return None
        width, height = fitted_size(drawn.spot, picture_size(shows, canvas), canvas)
        box = max(1, ceil(abs(width))), max(1, ceil(abs(height)))
        return sources.picture(shows.asset, shows.at + _ROUNDED_TIMES, box)

    def _coloured(
        self,
        drawn: Drawn,
        frame: Frame | None,
        size: tuple[float, float],
        canvas: Size,
        sources: Sources,
        rate: Rate,
    ) -> tuple[Pixels, bool]:
        """The layer's premultiplied picture before its picture effects, and whether it is opaque."""
        pixels, opaque, multiplied = self._plain(drawn, frame, size, canvas, sources, rate)
        colours = active(self._effects, drawn.effects, "colour")
        if colours and multiplied and not opaque:
            pixels, multiplied = straight(pixels), False
        if isinstance(sources, Hurried) and sources.quick:
            pixels, same = coloured_soon(self._tables, colours, pixels, opaque=opaque)
            sources.settled = sources.settled and same
        else:
            pixels = coloured(self._tables, colours, pixels, opaque=opaque)
        return pixels if opaque or multiplied else premultiplied(pixels), opaque

    def _plain(
        self,
        drawn: Drawn,
        frame: Frame | None,
        size: tuple[float, float],
        canvas: Size,
        sources: Sources,
        rate: Rate,
    ) -> tuple[Pixels, bool, bool]:
        """The layer's whole picture before any effect, no larger than it will be seen; whether it is opaque; whether
        its colours are multiplied with alpha already."""
        if frame is not None:
            width, height = min(frame.width, round(abs(size[0]))), min(frame.height, round(abs(size[1])))
            return _shrunk(frame, max(1, width), max(1, height)), frame.opaque, False
        if isinstance(drawn.shows, Scene):
            wide, tall = canvas
            if drawn.spot.steady and size[0] < wide:
                wide, tall = max(1, round(abs(size[0]))), max(1, round(abs(size[1])))
            scene = self._scene(drawn.shows, sources, (wide, tall), rate)
            return scene.pixels, scene.opaque, True
        if isinstance(drawn.shows, Sheet):
            stack = active(self._effects, drawn.effects, "sticker")
            return stuck(stack, size, time=drawn.time, length=drawn.length, seed=drawn.seed, rate=rate), False, True
        if isinstance(drawn.shows, Wash):
            colour = rgba_of(drawn.shows.colour)
            pixels: Pixels = recycled((canvas[1], canvas[0], 4))
            pixels[...] = colour
            return pixels, colour[3] == 255, False
        return lost_card(max(1, round(abs(size[0]))), max(1, round(abs(size[1])))), True, False

    def _title(self, drawn: Drawn, words: Words, canvas: Size, rate: Rate) -> Patch | None:
        spot = drawn.spot
        zoom = title_zoom(spot)
        picture = self._words(drawn, words, min(canvas) * zoom, rate)
        pixels = picture.pixels
        colours = active(self._effects, drawn.effects, "colour")
        if colours:
            pixels = premultiplied(coloured(self._tables, colours, straight(pixels), opaque=False))
        pixels, _ = self._pictured(drawn, pixels, rate)
        size = pixels.shape[1] / zoom * spot.scale, pixels.shape[0] / zoom * spot.scale
        return _at_opacity(_placed(spot, size, pixels, canvas, opaque=False), drawn.opacity)

    def _words(self, drawn: Drawn, words: Words, unit: float, rate: Rate) -> TitlePicture:
        set_out = self._set_out(drawn, words, rate)
        if set_out is not None:
            return texts.posed(words.text, words.style, unit, *set_out, words.runs, words.arc_deg)
        return texts.picture(words.text, words.style, unit, words.runs, words.arc_deg)

    def _set_out(self, drawn: Drawn, words: Words, rate: Rate) -> tuple[str, tuple[TextPose, ...]] | None:
        """Into which parts a title is cut and where each of them is at this moment; None where all is at rest."""
        if words.poses:
            return "run", words.poses
        moving = text_motions(self._effects, drawn.motions)
        stack = active(self._effects, drawn.effects, "text")
        if not stack and not moving:
            return None
        by = moving[0][0].effect.text_by if moving else stack[0].effect.text_by
        stack = [entry for entry in stack if entry.effect.text_by == by]
        steps = [(entry, motion.progress, motion.length) for entry, motion in moving if entry.effect.text_by == by]
        parts = texts.parts(words.text, words.style, by, words.runs)
        found = poses(stack, parts, time=drawn.time, length=drawn.length, seed=drawn.seed, rate=rate, motions=steps)
        return (by, found) if found is not None else None


def _mixed(drawn: Drawn) -> bool:
    """Whether what lies beneath has a say in what is seen where the layer lies."""
    return drawn.opacity < 1 or bool(drawn.motions) or drawn.mask is not None or drawn.blend != "normal"


def _whole_canvas(drawn: Drawn) -> bool:
    return drawn.spot == Spot() and drawn.mask is None


def _shrunk(frame: Frame, width: int, height: int) -> Pixels:
    """The frame's straight pixels at a size not larger than its own."""
    if (width, height) == (frame.width, frame.height):
        return frame.rgba()
    planes = frame.i420() if frame.opaque and width % 2 == 0 and height % 2 == 0 else None
    if planes is not None:
        # Resizing planes is a sixth of the work, and half of that is saved in converting fewer pixels.
        return rgba_from_planes(planes_of(resized_planes(planes_of(planes), width, height)))
    pixels = frame.rgba()
    if frame.opaque:
        return resized_plane(pixels, width, height)
    # Clear pixels have no say in the colour of their neighbours.
    return straight(resized_plane(premultiplied(pixels), width, height))


def _cut_planes(planes: PlaneSet, box: Rectangle) -> PlaneSet:
    luma, blue, red = (
        plane[box.y // step : (box.y + box.height) // step, box.x // step : (box.x + box.width) // step]
        for plane, step in zip(planes, (1, 2, 2), strict=True)
    )
    return luma, blue, red


def _at_opacity(patch: Patch | None, opacity: float) -> Patch | None:
    if patch is None or opacity >= 1:
        return patch
    return Patch(faded(patch.pixels, opacity), patch.x, patch.y, opaque=False)


def _spread_out(patch: Patch | None, small: Size, canvas: Size, blur: float) -> Pixels:
    """The patch on black, blurred, from its `small` canvas to the whole one."""
    base = plain(*small, (0, 0, 0, 255))
    if patch is not None:
        lay(base, patch)
    spread = max(0.3, blur * _BLUR_MOST * min(small))
    blurred = cv2.GaussianBlur(base, (0, 0), spread, borderType=cv2.BORDER_REPLICATE)
    whole = cv2.resize(blurred, canvas, dst=recycled((canvas[1], canvas[0], 4)), interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole, np.uint8)


def _placed(spot: Spot, size: tuple[float, float], pixels: Pixels, canvas: Size, *, opaque: bool) -> Patch | None:
    """Premultiplied pixels set on the canvas: resized where they stand still and upright, else warped once."""
    box = cropped_box(spot, (pixels.shape[1], pixels.shape[0]))
    if box.width <= 0 or box.height <= 0:
        return None
    target = plain_rectangle(spot, size, canvas)
    cut = pixels[box.y : box.y + box.height, box.x : box.x + box.width]
    if target is None:
        return warped(spot, size, pixels, canvas, opaque=opaque)
    if target.width <= 0 or target.height <= 0:
        return None
    if (box.width, box.height) != (target.width, target.height):
        cut, target = _resized_in_sight(cut, target, canvas)
    if spot.mirror:
        cut = np.asarray(cv2.flip(cut, 1), np.uint8)
    return Patch(cut, target.x, target.y, opaque)


def _resized_in_sight(pixels: Pixels, target: Rectangle, canvas: Size) -> tuple[Pixels, Rectangle]:
    """The picture at its size on the canvas; when far larger than the canvas, only about what will be seen of it."""
    if target.width * target.height <= 4 * canvas[0] * canvas[1]:
        return resized_plane(pixels, target.width, target.height), target
    across, down = target.width / pixels.shape[1], target.height / pixels.shape[0]
    left, top = max(0, floor(-target.x / across) - 2), max(0, floor(-target.y / down) - 2)
    right = min(pixels.shape[1], ceil((canvas[0] - target.x) / across) + 2)
    bottom = min(pixels.shape[0], ceil((canvas[1] - target.y) / down) + 2)
    if left >= right or top >= bottom:
        return pixels[:1, :1], Rectangle(-1, -1, 1, 1)
    x, y = round(target.x + left * across), round(target.y + top * down)
    width, height = round(target.x + right * across) - x, round(target.y + bottom * down) - y
    seen = resized_plane(pixels[top:bottom, left:right], max(1, width), max(1, height))
    return seen, Rectangle(x, y, width, height)
