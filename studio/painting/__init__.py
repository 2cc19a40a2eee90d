"""What effects paint with: moving and bending pictures, mixing them by a mask, paces and steady noise.

What stickers are drawn on is `studio.painting.vector`, which alone here knows Qt.

How colours change is in two modules of their own: `tones` (how light) and `hues` (which colour).

Every function is pure: it never writes into what it is given and gives the same twice.
"""

from studio.painting import hues, tones
from studio.painting.mixing import (
    faded,
    from_nothing,
    from_to,
    mixed,
    over,
    plain,
    recoloured,
    recombined,
    rgb,
    screened,
    shaped,
    under_light,
    within_alpha,
)
from studio.painting.moving import (
    bent,
    blurred,
    framed,
    placed,
    shifted,
    smeared,
    softened,
    spread,
    stacked,
    tilted,
    torn,
    wedged,
)
from studio.painting.paces import back_out, bounced, pulse, quick_in, quick_out, smooth, span
from studio.painting.patterns import around, cloud, grid, ramp, speckle
from studio.painting.settings import WAYS, amount_param, colour_param, speed_param, way_param, words_param

__all__ = [
    "WAYS",
    "amount_param",
    "around",
    "back_out",
    "bent",
    "blurred",
    "bounced",
    "cloud",
    "colour_param",
    "faded",
    "framed",
    "from_nothing",
    "from_to",
    "grid",
    "hues",
    "mixed",
    "over",
    "placed",
    "plain",
    "pulse",
    "quick_in",
    "quick_out",
    "ramp",
    "recoloured",
    "recombined",
    "rgb",
    "screened",
    "shaped",
    "shifted",
    "smeared",
    "smooth",
    "softened",
    "span",
    "speckle",
    "speed_param",
    "spread",
    "stacked",
    "tilted",
    "tones",
    "torn",
    "under_light",
    "way_param",
    "wedged",
    "within_alpha",
    "words_param",
]
