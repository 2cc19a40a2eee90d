"""A piece of content with a window onto its own time: clips, gaps, pinned items, and the layers they lie on.

They are in one file because a clip may itself hold all of these: a compound.

Own time is the time a clip would play from the beginning of its content at its speed; `window` is
the stretch of it that is shown. Split and trim move windows; keys and fades stay in own time.
It must never know where on the timeline a clip lies: position follows from order and pins.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from studio.model.curve import Curve
from studio.model.marker import Marker
from studio.model.mask import Backdrop, Blend, Mask
from studio.model.run import Run
from studio.model.slot import Slot
from studio.model.time import Span, Time
from studio.model.time_map import TimeMap
from studio.model.value import Value

__all__ = [
    "WHENS",
    "Adjustment",
    "Animation",
    "Applied",
    "At",
    "Clip",
    "Compound",
    "Content",
    "Footage",
    "Gap",
    "Item",
    "Layer",
    "LayerKind",
    "OnClip",
    "Pin",
    "Place",
    "Placeholder",
    "Setting",
    "Solid",
    "Sticker",
    "TextStyle",
    "Title",
    "TrackState",
    "Transition",
    "When",
    "place_for",
]

Setting = bool | float | str | tuple[float, ...] | Curve
"""The value of one effect parameter: switch, number or curve, choice or colour or file, point."""


class Applied(Value, frozen=True):
    """An effect at work: which, in which version, with which settings (pairs of key and value)."""

    id: str
    effect: str
    version: int = 1
    settings: tuple[tuple[str, Setting], ...] = ()
    on: bool = True

    def setting(self, key: str) -> Setting | None:
        """What was set for `key`, or None where the effect's default holds."""
        return next((value for name, value in self.settings if name == key), None)


class Transition(Value, frozen=True):
    """How a clip comes in over the one before it: centred on the cut, changing no duration."""

    effect: str
    length: Time
    version: int = 1
    settings: tuple[tuple[str, Setting], ...] = ()


When = Literal["in", "out", "loop"]
WHENS: tuple[When, ...] = get_args(When)


class Animation(Value, frozen=True):
    """How a picture comes, goes, or moves while it is there.

    `length` is how long coming or going takes, or one round of a `loop`. Where coming and going are longer than the
    clip, both are shortened alike.
    """

    when: When
    effect: str
    length: Time
    version: int = 1
    settings: tuple[tuple[str, Setting], ...] = ()


class Place(Value, frozen=True):
    """Where a picture lies on the canvas.

    Centre origin, x to the right, y down; lengths in the canvas's short side. `scale` 1 is the size
    that `fit` gives: `fit` shows all of the picture, `fill` covers the canvas, `none` is one source
    pixel to one pixel of a canvas 1080 wide. `crop_*` are the parts cut off the picture's own width and height.
    """

    x: Curve = 0.0
    y: Curve = 0.0
    scale: Curve = 1.0
    rotation_deg: Curve = 0.0
    mirror: bool = False
    fit: Literal["fit", "fill", "none"] = "fit"
    crop_left: Curve = 0.0
    crop_right: Curve = 0.0
    crop_top: Curve = 0.0
    crop_bottom: Curve = 0.0
    per_ratio: tuple[tuple[str, Place], ...] = ()


def place_for(place: Place, ratio: str) -> Place:
    """The place that holds on a canvas of `ratio` (such as `9:16`)."""
    return next((other for name, other in place.per_ratio if name == ratio), place)


class TextStyle(Value, frozen=True):
    """How a title is set. Lengths are in the canvas's short side; colours are `#RRGGBB` or `#RRGGBBAA`.

    With `fit`, a line that is too wide is set smaller, as long as it can be read, before it is broken. `gradient` is
    the colour at the foot of each line, `colour` that at its head; empty, all is of one colour.
    """

    font: str = "Inter"
    size: float = 0.075
    weight: int = 700
    italic: bool = False
    colour: str = "#FFFFFF"
    align: Literal["left", "centre", "right"] = "centre"
    wrap_width: float = 0.82
    line_height: float = 1.2
    stroke: float = 0.006
    stroke_colour: str = "#000000"
    shadow: float = 0.0
    shadow_colour: str = "#000000A6"
    box: bool = False
    box_colour: str = "#000000A6"
    box_padding: float = 0.02
    fit: bool = False
    glow: float = 0.0
    glow_colour: str = "#41C7D9"
    gradient: str = ""


class Footage(Value, frozen=True, tag="footage"):
    """Picture and sound of an asset; a photo shows the same picture at every own time.

    `sound_track` is which of its tracks of sound is heard, counted from 1; 0 is the one the file itself means.
    """

    asset: str
    sound_track: int = 0


class Title(Value, frozen=True, tag="title"):
    """Words on the picture; `runs` are parts of them set otherwise, in order, none over another.

    `arc_deg` is how far round a circle their lines go: above 0 they arch, below 0 they sag, 360 is all the way.
    """

    text: str
    style: TextStyle = TextStyle()
    runs: tuple[Run, ...] = ()
    arc_deg: Curve = 0.0


class Solid(Value, frozen=True, tag="solid"):
    """One colour over the whole canvas."""

    colour: str = "#000000"


class Sticker(Value, frozen=True, tag="sticker"):
    """A clear square; the first of the clip's effects that is a sticker draws on it, the others act on what it drew."""


class Adjustment(Value, frozen=True, tag="adjustment"):
    """No picture of its own: its effects act on everything beneath it."""


class TrackState(Value, frozen=True):
    """How the main track stands as a whole: not seen, not heard, not to be changed."""

    hidden: bool = False
    muted: bool = False
    locked: bool = False


class Compound(Value, frozen=True, tag="compound"):
    """What several clips became: a main track, layers, sounds and markers of its own, which play as one clip.

    It has the canvas, the rate and the files of the project. Its source time is the time of this inner timeline.
    """

    main: tuple[Clip | Gap, ...] = ()
    layers: tuple[Layer, ...] = ()
    sounds: tuple[Layer, ...] = ()
    markers: tuple[Marker, ...] = ()
    main_state: TrackState = TrackState()


class Placeholder(Value, frozen=True, tag="placeholder"):
    """Content of a kind this program does not know, kept as it came: `kind` names it, `extra` holds it."""

    kind: str


Content = Footage | Title | Solid | Sticker | Adjustment | Compound | Placeholder


class Clip(Value, frozen=True, tag="clip"):
    """Content, the window onto it, and everything done to it.

    Played time = own time x `speed`, and that is the source's time unless a `time_map` leads on from there (footage
    of video and sound). Where the speed is not 1, `keep_pitch` keeps the sound at its pitch. `fade_in` and `fade_out`
    are spans of own time over which the sound comes and goes. `enter` is the transition over the clip before it.
    `animations` has at most one of each `when`. With a `slot` it is a place that others fill. Clips with the same
    `group` are selected, moved and deleted together.
    """

    id: str
    content: Content
    window: Span
    name: str = ""
    speed: Fraction = Fraction(1)
    place: Place = Place()
    opacity: Curve = 1.0
    gain_db: Curve = 0.0
    muted: bool = False
    on: bool = True
    fade_in: Span | None = None
    fade_out: Span | None = None
    effects: tuple[Applied, ...] = ()
    enter: Transition | None = None
    time_map: TimeMap | None = None
    keep_pitch: bool = False
    group: str = ""
    markers: tuple[Marker, ...] = ()
    blend: Blend = "normal"
    mask: Mask | None = None
    backdrop: Backdrop | None = None
    animations: tuple[Animation, ...] = ()
    slot: Slot | None = None

    @property
    def length(self) -> Time:
        """How long it lasts on the timeline."""
        return self.window.length

    def source_at(self, own: Time) -> Time:
        """The moment of the source shown at own time `own`."""
        played = own * self.speed
        return played if self.time_map is None else self.time_map.source_at(played)

    def picture_at(self, own: Time, frame: Time) -> Time:
        """The moment of the source whose picture is shown for one `frame` from own time `own` on.

        Backwards it is the one at the frame's end, so that a film turned round shows the very same pictures.
        """
        return self.source_at(own + frame if self.time_map is not None and self.time_map.backwards else own)

    def own_at(self, source: Time) -> Time:
        """When in own time a moment of the source is shown, to the flick where there is a time map."""
        return (source if self.time_map is None else self.time_map.played_at(source)) / self.speed

    def animation(self, when: When) -> Animation | None:
        """How it comes, goes or moves while it is there, or None."""
        return next((animation for animation in self.animations if animation.when == when), None)

    @property
    def played_span(self) -> Span:
        """The stretch of played time that is shown: what pins count in."""
        return Span(self.window.start * self.speed, self.window.length * self.speed)

    @property
    def source_span(self) -> Span:
        """The stretch of the source that is shown, whichever way it runs."""
        if self.time_map is None:
            return self.played_span
        one, other = self.source_at(self.window.start), self.source_at(self.window.end)
        return Span(min(one, other), abs(other - one))


class Gap(Value, frozen=True, tag="gap"):
    """Nothing, for a while, on the main track."""

    id: str
    length: Time


class OnClip(Value, frozen=True, tag="on_clip"):
    """Pinned to the picture that main clip `clip` shows at `source_time`; moves with it.

    `source_time` is own time times speed: the source's time where no time map leads on from there (own time itself for
    photos and titles).
    """

    clip: str
    source_time: Time
    when_gone: Literal["delete", "stay"] = "delete"


class At(Value, frozen=True, tag="at"):
    """Pinned to a time of the timeline."""

    time: Time


Pin = OnClip | At


class Item(Value, frozen=True):
    """A clip on a layer, and what holds it there: its window begins at the pin."""

    clip: Clip
    pin: Pin

    @property
    def id(self) -> str:
        """The id of the clip."""
        return self.clip.id


LayerKind = Literal["overlay", "text", "look", "sound"]


class Layer(Value, frozen=True):
    """Items of one kind, pinned above the main track, or sound below it.

    Items may overlap; the later one is above: the order is the stacking, never one by time. `hidden` draws nothing,
    `muted` plays nothing, `locked` refuses edits.
    """

    id: str
    kind: LayerKind
    name: str = ""
    items: tuple[Item, ...] = ()
    hidden: bool = False
    muted: bool = False
    locked: bool = False
