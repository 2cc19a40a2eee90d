"""Pictures from plans: layers laid over one another, in RGBA for screens, in planes for encoders.

Nothing is done where nothing happens: what an opaque picture covers is not drawn, and a frame that is
only shown goes from the decoder's planes to the encoder's. It must never see a project.
"""

from __future__ import annotations

import cv2
import numpy as np

from studio.effect import Effects, Pixels
from studio.model import Blend, Rate
from studio.render.blend import (
    Patch,
    clipped,
    lay,
    lay_i420,
    lay_planes,
    lay_veil,
    plain,
    premultiplied,
    rgba_of,
    straight,
)
from studio.render.blend_modes import lay_blended, lay_on_clear
from studio.render.convert import Planes, blank_i420, i420_from_rgba, planes_of
from studio.render.fonts import font_digest, load_fonts
from studio.render.handles import TextBox, text_boxes
from studio.render.layers import LayerPainter
from studio.render.memory import recycled
from studio.render.plan import Adjusting, Crossing, Drawn, LayerPlan, Plan, Scene, Sheet, Words, drawn_in
from studio.render.sources import Sources
from studio.render.stickers import STICKER_FONT
from studio.render.text import texts
from studio.render.work import crossed

__all__ = ["Artist"]

Size = tuple[int, int]
"""Width and height in pixels."""


class Artist:
    """Draws plans with the effects a program has. Keeps colour tables; safe to share between threads.

    Make it on the main thread where there is no window: Qt, which sets the titles, crashes at the end of a process
    whose application was made on another thread. A `small` one is for a few small pictures of each stack: it keeps
    one table of colours and computes only what it meets. Colours of one for a `preview` are within one level.
    """

    def __init__(self, effects: Effects, *, small: bool = False, preview: bool = False) -> None:
        load_fonts()
        self._effects = effects
        self._painter = LayerPainter(effects, small=small, preview=preview, scene=self._scene)

    def draw(self, plan: Plan, sources: Sources, size: Size) -> Pixels:
        """The picture as (H, W, 4) uint8 opaque RGBA, BT.709 full range. Do not write into it."""
        canvas: Pixels | None = None
        layers = plan.layers[self._lowest(plan, sources, size) :]
        for number, layer in enumerate(layers):
            if isinstance(layer, Adjusting):
                canvas = self._adjusted(canvas if canvas is not None else _blank(plan, size), layer, plan)
                continue
            shown = self._patch(layer, plan, sources, size)
            if shown is None:
                continue
            if _blend_of(layer) == "normal" and (whole := _whole(shown, size)) is not None:
                # Nobody may write into what a frame gave, so only the last layer is handed out as it is.
                canvas = whole if number == len(layers) - 1 else _copy(whole)
                continue
            canvas = canvas if canvas is not None else _blank(plan, size)
            lay_blended(canvas, shown, _blend_of(layer))
        return canvas if canvas is not None else _blank(plan, size)

    def draw_i420(self, plan: Plan, sources: Sources, size: Size) -> Planes:
        """The picture as (H*3/2, W) uint8 limited-range BT.709 planes; `size` must be even. Do not write into it.

        The same picture as `draw` gives, within what halved colour planes can show.
        """
        if size[0] % 2 or size[1] % 2:
            raise ValueError(f"planes need an even size, not {size[0]}x{size[1]}")
        if any(isinstance(layer, Adjusting) or _blend_of(layer) != "normal" for layer in plan.layers):
            return i420_from_rgba(self.draw(plan, sources, size))
        canvas: Planes | None = None
        layers = plan.layers[self._lowest(plan, sources, size) :]
        for number, layer in enumerate(layers):
            found = self._painter.planes(layer, sources, size) if isinstance(layer, Drawn) else None
            if found is not None:
                planes, at = found
                if number == len(layers) - 1 and at == (0, 0, *size) and isinstance(planes, np.ndarray):
                    return planes
                canvas = canvas if canvas is not None else _blank_planes(plan, size)
                lay_planes(canvas, planes_of(planes) if isinstance(planes, np.ndarray) else planes, at.x, at.y)
                continue
            canvas = canvas if canvas is not None else _blank_planes(plan, size)
            veil = self._painter.veil(layer, size, plan.rate) if isinstance(layer, Drawn) else None
            if veil is not None:
                lay_veil(canvas, veil)
                continue
            shown = self._patch(layer, plan, sources, size)
            if shown is not None:
                lay_i420(canvas, shown)
        return canvas if canvas is not None else _blank_planes(plan, size)

    def text_boxes(self, plan: Plan, size: Size) -> tuple[TextBox, ...]:
        """Where the words of each title lie on a canvas of `size`: see `studio.render.text_boxes`."""
        return text_boxes(plan, size)

    def font_digests(self, plan: Plan) -> tuple[str, ...]:
        """Digests of the fonts that the plan's titles are set in, for keys: other fonts, other pixels."""
        found: set[str] = set()
        for drawn in drawn_in(plan.layers):
            if isinstance(drawn.shows, Words):
                found.update(texts.fonts(drawn.shows.text, drawn.shows.style, drawn.shows.runs))
            elif isinstance(drawn.shows, Sheet):
                found.add(font_digest(STICKER_FONT))
        return tuple(sorted(found))

    def _lowest(self, plan: Plan, sources: Sources, size: Size) -> int:
        """The number of the topmost layer that hides all beneath it."""
        for number in range(len(plan.layers) - 1, 0, -1):
            layer = plan.layers[number]
            if isinstance(layer, Drawn) and self._painter.covers(layer, sources, size):
                return number
        return 0

    def _scene(self, scene: Scene, sources: Sources, size: Size, rate: Rate) -> Patch:
        """The layers of a compound by themselves on a clear canvas: premultiplied pixels of all of it."""
        plan = Plan(*size, "#00000000", rate, scene.layers)
        first = self._lowest(plan, sources, size)
        bottom = scene.layers[first]
        if isinstance(bottom, Drawn) and self._painter.covers(bottom, sources, size):
            return Patch(self.draw(plan, sources, size), 0, 0, opaque=True)
        canvas = plain(*size, (0, 0, 0, 0))
        for layer in scene.layers[first:]:
            if isinstance(layer, Adjusting):
                canvas = self._adjusted_clear(canvas, layer, plan)
            elif (shown := self._patch(layer, plan, sources, size)) is not None:
                lay_on_clear(canvas, shown, _blend_of(layer))
        return Patch(canvas, 0, 0, opaque=False)

    def _adjusted_clear(self, canvas: Pixels, layer: Adjusting, plan: Plan) -> Pixels:
        """A canvas that is clear in places, through effects upon what is seen of it."""
        alpha = canvas[..., 3:].copy()
        colours = straight(canvas)
        colours[..., 3] = 255
        adjusted = np.concatenate([self._adjusted(colours, layer, plan)[..., :3], alpha], axis=2)
        return premultiplied(np.ascontiguousarray(adjusted))

    def _patch(self, layer: LayerPlan, plan: Plan, sources: Sources, size: Size) -> Patch | None:
        if isinstance(layer, Drawn):
            return self._painter.patch(layer, sources, size, plan.rate)
        if isinstance(layer, Crossing):
            return self._crossed(layer, plan, sources, size)
        return None

    def _crossed(self, crossing: Crossing, plan: Plan, sources: Sources, size: Size) -> Patch:
        before = self._side(crossing.before, plan, sources, size)
        after = self._side(crossing.after, plan, sources, size)
        pixels = crossed(self._effects, crossing, before.pixels, after.pixels, plan.rate)
        return Patch(pixels, 0, 0, opaque=before.opaque and after.opaque and bool(pixels[..., 3].min() == 255))

    def _side(self, drawn: Drawn | None, plan: Plan, sources: Sources, size: Size) -> Patch:
        """One side of a transition, over a clear canvas."""
        patch = self._painter.patch(drawn, sources, size, plan.rate) if drawn is not None else None
        whole = _whole(patch, size) if patch is not None else None
        if whole is not None:
            return Patch(whole, 0, 0, opaque=True)
        canvas = plain(*size, (0, 0, 0, 0))
        if patch is not None:
            lay(canvas, patch)
        return Patch(canvas, 0, 0, opaque=False)

    def _adjusted(self, canvas: Pixels, layer: Adjusting, plan: Plan) -> Pixels:
        adjusted = self._painter.adjusted(canvas, layer, plan.rate)
        if adjusted is canvas:
            return canvas
        if layer.mask is not None:
            within = _copy(canvas)
            lay(within, self._painter.within(adjusted, layer.mask, layer.opacity))
            return within
        if layer.opacity >= 1:
            return adjusted
        mixed = cv2.addWeighted(adjusted, layer.opacity, canvas, 1 - layer.opacity, 0, dst=recycled(canvas.shape))
        return np.asarray(mixed, np.uint8)


def _blend_of(layer: LayerPlan) -> Blend:
    """How the layer mixes with what lies beneath; what brings its own backdrop has mixed with that."""
    return layer.blend if isinstance(layer, Drawn) and layer.behind is None else "normal"


def _blank(plan: Plan, size: Size) -> Pixels:
    red, green, blue, _alpha = rgba_of(plan.background)
    return plain(*size, (red, green, blue, 255))


def _blank_planes(plan: Plan, size: Size) -> Planes:
    red, green, blue, _alpha = rgba_of(plan.background)
    return blank_i420(*size, (red, green, blue))


def _copy(pixels: Pixels) -> Pixels:
    copied: Pixels = recycled(pixels.shape)
    copied[...] = pixels
    return copied


def _whole(patch: Patch, size: Size) -> Pixels | None:
    """The patch's pixels of the whole canvas, when it covers it; otherwise None."""
    shown = clipped(patch, *size) if patch.opaque else None
    return shown.pixels if shown is not None and shown.pixels.shape[:2] == (size[1], size[0]) else None
