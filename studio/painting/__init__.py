"""What effects paint with: moving and bending pictures, mixing them by a mask, paces and steady noise.

Every function is pure: it never writes into what it is given and gives the same twice.
"""

from studio.painting.mixing import (
    faded,
    from_nothing,
    from_to,
    mixed,
    over,
    plain,
    recoloured,
    rgb,
    screened,
    under_light,
    within_alpha,
)
from studio.painting.moving import bent, framed, placed, shifted, smeared, softened, spread, tilted
from studio.painting.paces import back_out, bounced, pulse, quick_in, quick_out, smooth, span
from studio.painting.patterns import cloud, grid, ramp, speckle
from studio.painting.ways import WAYS, way_param

__all__ = [
    "WAYS",
    "back_out",
    "bent",
    "bounced",
    "cloud",
    "faded",
    "framed",
    "from_nothing",
    "from_to",
    "grid",
    "mixed",
    "over",
    "placed",
    "plain",
    "pulse",
    "quick_in",
    "quick_out",
    "ramp",
    "recoloured",
    "rgb",
    "screened",
    "shifted",
    "smeared",
    "smooth",
    "softened",
    "span",
    "speckle",
    "spread",
    "tilted",
    "under_light",
    "way_param",
    "within_alpha",
]
