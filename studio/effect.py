"""The contract every effect signs: the one file an effect author reads.

An effect is a value holding a pure function. It does no I/O, reads no clock, keeps nothing between
calls, never writes into what it is given, and takes randomness only from `Moment.seed`. With its
default settings it leaves picture and sound as they are (transitions and text: a plain, usable form).

The function's shape depends on the kind:

=========== ============================================================ ===========================
kind        apply(...)                                                   gives
=========== ============================================================ ===========================
colour      (colours (N, 3) float32, settings)                           (N, 3) float32, any range
picture     (picture (H, W, 4) uint8, settings, moment)                  (H, W, 4) uint8, same size
transition  (before, after: (H, W, 4) uint8, settings, moment)           (H, W, 4) uint8
animation   (settings, moment)                                           Pose
sticker     (size (width, height), settings, moment)                     (H, W, 4) uint8 premultiplied
text        (parts: tuple[TextPart, ...], settings, moment)              tuple[TextPose, ...], one each
sound       (samples (N, 2) float32, state, settings)                    (samples, state)
=========== ============================================================ ===========================

Colours are R'G'B' as shown (BT.709, 0..1). Pictures of `picture` and `transition` are premultiplied
RGBA. Lengths in settings are parts of the picture's short side, so that every size looks the same.
Sound is 48 kHz stereo; `state` is None at the start of a clip and then whatever the last call gave
back; `sound_tail_s` says how long the effect rings on, `sound_delay` how late it is. Of a long clip the state may be
None once more at a whole multiple of 2²⁰ samples: what counts samples begins anew there.

A picture effect with `looks_back` says how many seconds ago the pictures lie that it wants, each rounded to a frame and
none before the clip begins. They come, in that order, as a fourth argument `earlier` of `apply`, as they were seen
then at this effect's place in the stack. Only films have them: elsewhere `earlier` holds the present picture as often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from threading import Lock
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from studio.model import Asset, Keyframes, Setting, Time, When, curve_at
from studio.sentences import Refused

__all__ = [
    "Colours",
    "Effect",
    "EffectKind",
    "Effects",
    "Moment",
    "Param",
    "ParamType",
    "Pixels",
    "Pose",
    "Samples",
    "Settings",
    "TextPart",
    "TextPose",
    "settings_at",
]

Pixels = npt.NDArray[np.uint8]
"""(H, W, 4) uint8."""
Colours = npt.NDArray[np.float32]
"""(N, 3) float32."""
Samples = npt.NDArray[np.float32]
"""(N, 2) float32 at 48 kHz."""
Settings = Mapping[str, Any]
"""Every param's value at the moment: float, str, bool, (x, y), (x, y, x, y, ...) of a curve, or the bytes of a file."""

EffectKind = Literal["colour", "picture", "transition", "animation", "sticker", "text", "sound"]
ParamType = Literal["number", "choice", "switch", "colour", "point", "curve", "file", "words"]


class Param(msgspec.Struct, frozen=True, kw_only=True):
    """One setting of an effect: inspector, command line, help and file format are made from it.

    `key` is for files and scripts, `name` for people. `unit` is one of `%`, `°`, `s`, `ms`, `px`, `dB`, `Hz`, `st` for
    semitones, `` (none); a number with unit `%` is stored as it is shown (-100..100, 0..100). A `curve` is a tuple of
    points, x and y in turn, each 0..1, in order of x. A `file` is the id of a LUT among the project's assets; the
    effect gets its content as bytes, none where there is no such file.
    """

    key: str
    name: str
    type: ParamType = "number"
    default: Setting = 0.0
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """For `choice`: pairs of key and words for people."""
    control: Literal["", "wheel", "band"] = ""
    """How numbers of one `part` are shown together: `wheel` is a point (x, y) and a level, `band` a few sliders of one
    among several bands. Curves that follow each other share one graph."""
    part: str = ""
    """Which wheel or band a number belongs to, in words for people."""
    swatch: str = ""
    """The colour `#RRGGBB` that tells a band or a curve."""
    first: Setting | None = None
    """What it is when a person puts the effect on, where the default would not be noticed."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """When and where an effect works.

    `time` and `length` are seconds from the clip's first shown frame and its whole length, as if it had never been
    split; `progress` runs from 0 to 1 over a transition or a text's entrance, which lasts as long as the param
    `length` says (one second without); `seed` is the same whenever the same moment is drawn.
    """

    time: float
    length: float
    progress: float
    seed: int
    rate: Fraction


class Pose(msgspec.Struct, frozen=True, kw_only=True):
    """How a whole picture is set at this moment, beside where its place puts it.

    `x` and `y` are in the canvas's width and height; scale and opacity are factors; `blur` is a standard deviation in
    the canvas's short side; `light` 0 to 1 mixes it with white; `hide_*` are the parts of its width and height that
    are not shown, from that edge.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    rotation_deg: float = 0.0
    opacity: float = 1.0
    blur: float = 0.0
    light: float = 0.0
    hide_left: float = 0.0
    hide_right: float = 0.0
    hide_top: float = 0.0
    hide_bottom: float = 0.0


class TextPart(msgspec.Struct, frozen=True, kw_only=True):
    """A letter, word or line of a title: its number in reading order, of how many, and its text."""

    index: int
    count: int
    text: str

    def turn(self, progress: float, overlap: int) -> float:
        """How much of its own turn, 0 to 1, has gone when all have gone `progress`: `overlap` parts move at a time."""
        return min(1.0, max(0.0, (progress * (self.count + overlap - 1) - self.index) / overlap))


class TextPose(msgspec.Struct, frozen=True, kw_only=True):
    """How a part is set at this moment. Offsets are in the height of a line; scale and opacity are factors."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    rotation_deg: float = 0.0
    opacity: float = 1.0


def _no_extra_length(_settings: Settings) -> float:
    return 0.0


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What an effect is. `id` is for files (`blur`), `name` for people (`Blur`).

    Raise `version` when the meaning of a param changes, and give an `upgrade` from the settings of each older version.
    `clears` says that a picture effect may make clear what was opaque, as a key does; all others must not.
    `inverts` says that a colour effect may make light what was dark, as a negative does; all others must not.
    `example` are settings that show what it can do, where its first number alone would not.
    `family` is the heading under which it stands among those of its group, in words for people.
    `whens` says what an effect of kind animation or text can animate: in and out (`progress` 0 is away, 1 is there), or
    loop (`progress` 0 and 1 are both at rest). `text_by` says into which parts a text effect wants its title cut.
    """

    id: str
    name: str
    kind: EffectKind
    apply: Callable[..., Any]
    params: tuple[Param, ...] = ()
    version: int = 1
    group: str = ""
    family: str = ""
    example: tuple[tuple[str, Setting], ...] = ()
    clears: bool = False
    inverts: bool = False
    whens: tuple[When, ...] = ()
    text_by: Literal["letter", "word", "line"] = "word"
    looks_back: Callable[[Settings, Moment], tuple[float, ...]] | None = None
    sound_tail_s: Callable[[Settings], float] = _no_extra_length
    sound_delay: int = 0
    """How many samples later its sound comes out than it went in; whoever mixes makes that up."""
    code: str = ""
    """Filled in by who loads it, for effects from elsewhere: what tells this code from other code under the same id."""
    upgrade: Callable[[int, tuple[tuple[str, Setting], ...]], tuple[tuple[str, Setting], ...]] | None = None

    def param(self, key: str) -> Param | None:
        """The param with that key, or None."""
        return next((param for param in self.params if param.key == key), None)


_FILES_KEPT = 16


class _Known:
    """Effects by id, in the order listed, and those from elsewhere."""

    def __init__(self, effects: Iterable[Effect]) -> None:
        self.by_id: dict[str, Effect] = {}
        for effect in effects:
            if effect.id in self.by_id:
                raise ValueError(f"two effects have the id {effect.id!r}")
            self.by_id[effect.id] = effect
        self.foreign = tuple(effect for effect in self.by_id.values() if effect.code)


class Effects(Mapping[str, Effect]):
    """The effects a program has, by id. Two with the same id are refused.

    Where `effects` is a function, it is asked when the first effect is: a window is there before its effects are.
    `reading` gives the content of a file that a setting names, by its path, and raises `OSError` or `Refused` where
    there is none; without it no effect gets any.
    """

    def __init__(
        self,
        effects: Iterable[Effect] | Callable[[], Iterable[Effect]] = (),
        *,
        reading: Callable[[str], bytes] | None = None,
    ) -> None:
        self._reading = reading
        self._read: dict[str, bytes] = {}
        self._asked = Lock()
        self._give = effects if callable(effects) else None
        self._known = _Known(() if callable(effects) else effects)

    def _all(self) -> _Known:
        if self._give is not None:
            with self._asked:
                if self._give is not None:
                    self._known, self._give = _Known(self._give()), None
        return self._known

    @property
    def _effects(self) -> dict[str, Effect]:
        return self._all().by_id

    def __getitem__(self, key: str) -> Effect:
        return self._effects[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._effects)

    def __len__(self) -> int:
        return len(self._effects)

    def content(self, asset: Asset) -> bytes:
        """What the file holds that a setting names: read once for each content; nothing where it cannot be read."""
        known = self._read.get(asset.fingerprint)
        if known is None and self._reading is not None:
            try:
                known = self._reading(asset.path)
            except (OSError, Refused):
                return b""
            if len(self._read) >= _FILES_KEPT:
                self._read.pop(next(iter(self._read)), None)
            if asset.fingerprint:
                self._read[asset.fingerprint] = known
        return known or b""

    def codes_named(self, text: bytes) -> str:
        """The `code` of each effect from elsewhere whose id stands in `text`, for keys: other code, other pixels."""
        return "".join(f"{one.id}={one.code} " for one in self._all().foreign if one.id.encode() in text)

    def of_kind(self, kind: EffectKind) -> tuple[Effect, ...]:
        """All effects of one kind, in the order they were listed."""
        return tuple(effect for effect in self._effects.values() if effect.kind == kind)


def settings_at(effect: Effect, given: tuple[tuple[str, Setting], ...], own_time: Time) -> dict[str, Any]:
    """Every param of the effect with its value at own time `own_time`: given, sampled, or default."""
    chosen: dict[str, Setting] = dict(given)
    return {param.key: _sampled(chosen.get(param.key, param.default), own_time) for param in effect.params}


def _sampled(setting: Setting, own_time: Time) -> Any:
    if isinstance(setting, Keyframes):
        return curve_at(setting, own_time)
    return setting
