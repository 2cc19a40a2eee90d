"""The animated numbers of a clip as rows, their names, and what lies where on them.

It must never know Qt, and never change a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from studio.edits import number_curve, numbers_of
from studio.effect import Effect
from studio.model import Clip, Key, Keyframes, Project, Time
from studio.sentences import Sentence, say
from studio.ui.controls.slider import number_text

__all__ = [
    "KEY_REACH",
    "KeyPlace",
    "KeyRow",
    "key_rows",
    "nearest_key",
    "neighbour_key",
    "number_name",
    "stretch_at",
    "value_text",
]

KEY_REACH = 8.0
"""How far from the middle of a diamond it is taken hold of, in pixels."""

_NAMES: dict[str, Sentence] = {
    "x": say("Position across"),
    "y": say("Position down"),
    "scale": say("Scale"),
    "rotation_deg": say("Rotation"),
    "crop_left": say("Crop left"),
    "crop_right": say("Crop right"),
    "crop_top": say("Crop top"),
    "crop_bottom": say("Crop bottom"),
    "opacity": say("Opacity"),
    "gain_db": say("Volume"),
    "arc_deg": say("Bend"),
    "mask.x": say("Mask across"),
    "mask.y": say("Mask down"),
    "mask.width": say("Mask width"),
    "mask.height": say("Mask height"),
    "mask.rotation_deg": say("Mask rotation"),
    "mask.feather": say("Mask feather"),
    "mask.roundness": say("Mask roundness"),
}


class KeyRow(NamedTuple):
    """One animated number: `low` and `high` are the least and the most of its keys."""

    number: str
    name: Sentence | str
    curve: Keyframes
    low: float
    high: float


class KeyPlace(NamedTuple):
    """A key of a clip: the number and its own time."""

    number: str
    own: Time


def number_name(clip: Clip, number: str, effects: Mapping[str, Effect]) -> Sentence | str:
    """What a number is called by people."""
    if number in _NAMES:
        return _NAMES[number]
    _kind, _, rest = number.partition(".")
    applied_id, _, key = rest.partition(".")
    applied = next((one for one in clip.effects if one.id == applied_id), None)
    effect = effects.get(applied.effect) if applied is not None else None
    if effect is None:
        return number
    param = next((param.name for param in effect.params if param.key == key), key)
    return say("{setting} of {effect}", setting=param, effect=effect.name)


def value_text(number: str, value: float) -> str:
    """A value as the inspector writes it: shares in percent, turns in degrees, volume in decibels."""
    last = number.rpartition(".")[2]
    if number.startswith("effect."):
        return number_text(value, 2 if abs(value) < 10 else 1 if abs(value) < 1000 else 0, "")
    if last in ("rotation_deg", "arc_deg"):
        return number_text(value, 1, "°")
    return number_text(value, 1, "dB") if last == "gain_db" else number_text(100 * value, 0, "%")


def key_rows(project: Project, clip: Clip, effects: Mapping[str, Effect]) -> tuple[KeyRow, ...]:
    """A row for each number of the clip that has keys, in the usual order."""
    rows = []
    for number in numbers_of(clip):
        curve = number_curve(project, clip, number)
        if isinstance(curve, Keyframes):
            values = [key.value for key in curve.keys]
            rows.append(KeyRow(number, number_name(clip, number, effects), curve, min(values), max(values)))
    return tuple(rows)


def nearest_key(row: KeyRow, clip: Clip, seconds: float, reach: float) -> Key | None:
    """The key nearest to `seconds` into the clip, no farther than `reach` seconds."""
    near = [
        (abs(float(key.time - clip.window.start) - seconds), key) for key in row.curve.keys if _seen(clip, key.time)
    ]
    distance, key = min(near, key=lambda pair: pair[0], default=(reach + 1, None))
    return key if distance <= reach else None


def _seen(clip: Clip, own: Time) -> bool:
    return clip.window.start <= own <= clip.window.end


def stretch_at(row: KeyRow, clip: Clip, seconds: float) -> tuple[Key, Key] | None:
    """The two keys between which `seconds` into the clip lies."""
    own = float(clip.window.start) + seconds
    for one, other in zip(row.curve.keys, row.curve.keys[1:], strict=False):
        if float(one.time) <= own < float(other.time):
            return one, other
    return None


def neighbour_key(rows: tuple[KeyRow, ...], at: KeyPlace | None, across: int, down: int) -> KeyPlace:
    """The key beside `at` in its row, or nearest in time in the row above or below; the very first without one."""
    if at is None:
        return KeyPlace(rows[0].number, rows[0].curve.keys[0].time)
    number = next(i for i, row in enumerate(rows) if row.number == at.number)
    keys = rows[number].curve.keys
    if across:
        place = next(i for i, key in enumerate(keys) if key.time == at.own) + across
        return KeyPlace(at.number, keys[min(max(0, place), len(keys) - 1)].time)
    row = rows[min(max(0, number + down), len(rows) - 1)]
    return KeyPlace(row.number, min(row.curve.keys, key=lambda key: abs(key.time - at.own)).time)
