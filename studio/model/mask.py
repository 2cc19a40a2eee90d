"""What part of a clip's picture is shown, how it mixes with what lies beneath, and what lies behind it.

It must never know pixels.
"""

from __future__ import annotations

from typing import Literal, get_args

from studio.model.curve import Curve
from studio.model.value import Value

__all__ = ["BLENDS", "MASK_SHAPES", "Backdrop", "Blend", "Mask", "MaskShape"]

Blend = Literal[
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "colour_dodge", "colour_burn",
    "hard_light", "soft_light", "difference", "exclusion", "hue", "saturation", "colour", "luminosity",
]  # fmt: skip
"""The sixteen of W3C's "Compositing and Blending Level 1"."""

BLENDS: tuple[Blend, ...] = get_args(Blend)

MaskShape = Literal["line", "band", "circle", "rectangle", "heart", "star", "text"]
MASK_SHAPES: tuple[MaskShape, ...] = get_args(MaskShape)


class Mask(Value, frozen=True):
    """A shape on a clip's own picture; what lies outside is not shown, or what lies inside when inverted.

    Lengths are in the picture's short side, from its centre, y down: `x`, `y` the shape's centre, `width` and
    `height` its size (of a line neither, of a band the height, of a text the height of a line), `feather` how wide
    its edge is. `roundness` 0 to 1 is for rectangles. A line shows what is above it.
    """

    shape: MaskShape = "circle"
    x: Curve = 0.0
    y: Curve = 0.0
    width: Curve = 0.6
    height: Curve = 0.6
    rotation_deg: Curve = 0.0
    feather: Curve = 0.0
    roundness: Curve = 0.0
    invert: bool = False
    text: str = ""


class Backdrop(Value, frozen=True):
    """What lies behind a clip of the main track that does not fill the canvas, instead of the canvas's colour.

    Its own picture blurred by `strength` 0 to 1, a `colour`, or a photo (`asset`) that covers the canvas.
    """

    kind: Literal["blur", "colour", "photo"] = "blur"
    strength: float = 0.5
    colour: str = "#000000"
    asset: str = ""
