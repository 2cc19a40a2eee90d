"""What a plan is made of: pictures, their places and masks, effects at work, all sampled at one moment.

It must never hold a project, a curve or a handle.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Literal

import msgspec

from studio.effect import TextPose
from studio.model import Asset, Blend, MaskShape, Rate, Run, TextStyle, Time, TimeMap
from studio.render.motions import Motion

__all__ = [
    "AS_IT_IS",
    "Adjusting",
    "Behind",
    "Crossing",
    "Drawn",
    "LayerPlan",
    "Lost",
    "Past",
    "Plan",
    "Scene",
    "SettingValue",
    "Sheet",
    "Shot",
    "Spot",
    "Stencil",
    "Wash",
    "Words",
    "Work",
    "drawn_in",
    "seed_of",
]

SettingValue = bool | float | str | tuple[float, ...] | Asset
"""A setting at a moment; a file as the asset it is."""


class Work(msgspec.Struct, frozen=True):
    """An effect at work at this moment: which, and the settings given (pairs of key and sampled value)."""

    effect: str
    version: int
    settings: tuple[tuple[str, SettingValue], ...] = ()


class Shot(msgspec.Struct, frozen=True):
    """What an asset shows at source time `at` (0 for photos)."""

    asset: Asset
    at: Time


class Words(msgspec.Struct, frozen=True):
    """A title. `poses`, where given, say how each of its runs is set at this moment; `arc_deg` how far it is bent."""

    text: str
    style: TextStyle
    runs: tuple[Run, ...] = ()
    poses: tuple[TextPose, ...] = ()
    arc_deg: float = 0.0


class Wash(msgspec.Struct, frozen=True):
    """One colour over the whole canvas."""

    colour: str


class Sheet(msgspec.Struct, frozen=True):
    """A clear square that a sticker among the layer's effects draws on."""


class Lost(msgspec.Struct, frozen=True):
    """Something this program cannot show, such as footage whose asset is gone: a card stands in for it."""

    kind: str


class Scene(msgspec.Struct, frozen=True):
    """What a compound shows: layers of its own, bottom to top, on a clear canvas."""

    layers: tuple[LayerPlan, ...]


class Spot(msgspec.Struct, frozen=True):
    """A `Place` at this moment. `steady` says that it does not move, so that its edges may snap to pixels."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    rotation_deg: float = 0.0
    mirror: bool = False
    fit: Literal["fit", "fill", "none"] = "fit"
    crop_left: float = 0.0
    crop_right: float = 0.0
    crop_top: float = 0.0
    crop_bottom: float = 0.0
    steady: bool = True


class Stencil(msgspec.Struct, frozen=True):
    """A `Mask` at this moment."""

    shape: MaskShape
    x: float
    y: float
    width: float
    height: float
    rotation_deg: float
    feather: float
    roundness: float
    invert: bool
    text: str


class Behind(msgspec.Struct, frozen=True):
    """What covers the canvas behind a picture that does not: a picture blurred by `blur` 0 to 1, or a colour."""

    shows: Shot | Wash | Scene
    blur: float = 0.0


class Past(msgspec.Struct, frozen=True):
    """From where a film's earlier pictures are told: own time now, that of its run's first picture, and how it plays.

    `about` is what seeds are made from.
    """

    own: Time
    first: Time
    rate: Rate
    speed: Time
    time_map: TimeMap | None
    duration: Time
    loops: bool
    about: str

    def before(self, seconds: float) -> tuple[Time, Time, int]:
        """What was shown so long ago, in whole frames and not before the first: own time, source time, seed."""
        own = max(self.first, self.own - round(max(0.0, seconds) * self.rate) / self.rate)
        played = own
        if self.time_map is not None and self.time_map.backwards:
            played += 1 / self.rate
        source = played * self.speed
        source = source if self.time_map is None else self.time_map.source_at(source)
        source = source % self.duration if self.loops else min(max(source, Time(0)), self.duration)
        return own, source, seed_of(self.about, own)


def seed_of(about: str, own: Time) -> int:
    """The same for the same content at the same own time."""
    digest = blake2b(f"{about}\0{own.numerator}/{own.denominator}".encode(), digest_size=4)
    return int.from_bytes(digest.digest(), "big")


class Drawn(msgspec.Struct, frozen=True):
    """One picture: of what, where, how strong, through which effects, with what behind it.

    `time` and `length` are seconds within the clip as it was before splits, `seed` the moment's; all 0
    where no effect asks.
    """

    clip: str
    shows: Shot | Words | Wash | Sheet | Lost | Scene
    spot: Spot = Spot()
    opacity: float = 1.0
    effects: tuple[Work, ...] = ()
    time: float = 0.0
    length: float = 0.0
    seed: int = 0
    blend: Blend = "normal"
    mask: Stencil | None = None
    behind: Behind | None = None
    motions: tuple[Motion, ...] = ()
    past: Past | None = None


AS_IT_IS = frozenset(Spot(fit=fit, steady=steady) for fit in ("fit", "fill") for steady in (True, False))
"""The places at which a picture of the canvas's own shape fills it."""


class Crossing(msgspec.Struct, frozen=True):
    """Two pictures and how far one has become the other; None is nothing at all."""

    before: Drawn | None
    after: Drawn | None
    transition: Work
    progress: float
    length: float
    seed: int


class Adjusting(msgspec.Struct, frozen=True):
    """Effects upon everything beneath, or upon what a mask shows of it."""

    clip: str
    opacity: float
    effects: tuple[Work, ...]
    time: float
    length: float
    seed: int
    mask: Stencil | None = None


LayerPlan = Drawn | Crossing | Adjusting


class Plan(msgspec.Struct, frozen=True):
    """A moment of a project: the canvas and its layers, bottom to top."""

    width: int
    height: int
    background: str
    rate: Rate
    layers: tuple[LayerPlan, ...] = ()


def drawn_in(layers: tuple[LayerPlan, ...]) -> Iterator[Drawn]:
    """Every picture that the layers show: the two of a transition, and those within compounds."""
    for layer in layers:
        sides = (layer.before, layer.after) if isinstance(layer, Crossing) else (layer,)
        for side in sides:
            if isinstance(side, Drawn):
                yield side
                if isinstance(side.shows, Scene):
                    yield from drawn_in(side.shows.layers)
