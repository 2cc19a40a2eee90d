"""From what a person typed to values: times, speeds, colours, and clips by id, by the beginning of an id, or by name.

What is no text already is taken as it is, so that the window can give values. It must never change a project.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from studio.commands.command import CommandParam, Misused
from studio.effect import Param
from studio.model import Canvas, Clip, Gap, Project, Time, Title, all_clips, find, main_index, parse_rate, parse_time
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["parse_canvas", "parse_setting", "parse_value", "thing_named"]

_COLOURS = {
    "black": "#000000", "white": "#FFFFFF", "red": "#E53935", "orange": "#FB8C00", "yellow": "#FDD835",
    "green": "#43A047", "blue": "#1E88E5", "purple": "#8E24AA", "pink": "#EC407A", "grey": "#808080",
}  # fmt: skip
_ON = {"on", "true", "yes", "1"}
_OFF = {"off", "false", "no", "0"}
_RATIOS = {
    "9:16": (1080, 1920), "16:9": (1920, 1080), "1:1": (1080, 1080), "4:5": (1080, 1350), "5:4": (1350, 1080),
    "3:4": (1080, 1440), "4:3": (1440, 1080),
}  # fmt: skip
_SIDES = (16, 8192)


def parse_value(session: Session, param: CommandParam, value: object) -> Any:
    """The value a command works with. Raises `Misused` when the text cannot be read, `Refused` when what it
    names is not there."""
    if not isinstance(value, str):
        return _as_given(param, value)
    parse = _PARSERS[param.type]
    try:
        return parse(session, param, value)
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        reason = error.args[0] if error.args and isinstance(error.args[0], Sentence) else None
        raise Misused(reason or _unreadable(param, value)) from None


def parse_setting(param: Param, text: object) -> Any:
    """The value of an effect's setting, typed by its declared param. Raises `Misused`."""
    if not isinstance(text, str):
        return text
    try:
        match param.type:
            case "number":
                return _number(text, param.unit, param.low, param.high)
            case "switch":
                return _switch(text)
            case "colour":
                return _colour(text)
            case "point":
                x, y = text.split(",")
                return (float(x), float(y))
            case "choice":
                return _chosen(text, param.choices)
            case "curve":
                return _curve(text)
            case "file":
                return text
            case "words":
                return text.replace("\\n", "\n")
    except ValueError as error:
        reason = error.args[0] if error.args and isinstance(error.args[0], Sentence) else None
        raise Misused(reason or say("“{text}” is no value for {key}.", text=text, key=param.key)) from None


def parse_canvas(text: str) -> Canvas:
    """A canvas from `9:16` or `1080x1920`. Raises `ValueError` with a sentence."""
    text = text.strip().lower().replace("×", "x")
    if text in _RATIOS:
        return Canvas(*_RATIOS[text])
    low, high = _SIDES
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text)
    if match:
        width, height = int(match[1]), int(match[2])
        if low <= width <= high and low <= height <= high and width % 2 == 0 and height % 2 == 0:
            return Canvas(width, height)
        raise ValueError(
            say("A canvas has even sides from {low} to {high} pixels; {text} has not.", low=low, high=high, text=text)
        )
    raise ValueError(say("“{text}” is no canvas. Write 9:16, 1:1, 4:5, 16:9, or pixels: 1080x1920.", text=text))


def thing_named(project: Project, name: str) -> str:
    """The id of the clip or gap on the timeline called `name`: an id, the beginning of one id only, the name of one
    clip, or the text of one title. Raises `Refused`."""
    if name in main_index(project) or find(project, name):
        return name
    things = [(thing.id, _called(thing)) for thing in project.main]
    things += [(found.clip.id, _called(found.clip)) for found in all_clips(project) if found.track != "main"]
    return _one_of(name, things, say("clip"))


def _called(thing: Clip | Gap) -> str:
    if isinstance(thing, Gap):
        return ""
    if isinstance(thing.content, Title) and not thing.name:
        return thing.content.text
    return thing.name


def _one_of(name: str, things: Iterable[tuple[str, str]], what: Sentence) -> str:
    things = list(things)
    ids = [thing_id for thing_id, _ in things]
    if name in ids:
        return name
    wanted = name.casefold()
    found = [thing_id for thing_id, called in things if called and called.casefold() == wanted]
    found = found or [thing_id for thing_id in ids if name and thing_id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(say("“{name}” could be {ids}. Say which.", name=name, ids=", ".join(found[:8])))
    if not ids:
        raise Refused(say("There is no {what} in the project.", what=what))
    known = ", ".join(ids[:12]) + (", …" if len(ids) > 12 else "")
    raise Refused(say("No {what} is called “{name}”. There are: {ids}.", what=what, name=name, ids=known))


def _as_given(param: CommandParam, value: object) -> object:
    if param.type in ("time", "speed") and isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if param.type in ("clips", "medias", "assets", "files") and isinstance(value, (list, tuple)):
        return tuple(value)
    if param.type == "number" and isinstance(value, (int, Fraction)):
        return float(value)
    if param.type in ("time", "speed") and not isinstance(value, Fraction):
        raise Misused(_unreadable(param, value))
    return value


def _unreadable(param: CommandParam, value: object) -> Sentence:
    return say("“{value}” is no value for {key}.", value=value, key=param.key)


def _number(text: str, unit: str, low: float | None, high: float | None) -> float:
    text = text.strip().replace("−", "-").replace(" ", "")
    factor = 1.0
    if text.endswith("%"):
        text, factor = text[:-1], 1.0 if unit == "%" else 0.01
    elif unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)]
    number = float(text) * factor
    if number != number or abs(number) == float("inf"):
        raise ValueError
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(
            say("{number} is outside {low} to {high}.", number=f"{number:g}", low=_end(low), high=_end(high))
        )
    return number


def _curve(text: str) -> tuple[float, ...]:
    """Points `x:y` with commas between them, in order of x, each 0 to 1: at least two."""
    points = sorted(tuple(float(number) for number in point.split(":")) for point in text.split(","))
    if len(points) < 2 or any(len(point) != 2 or not all(0 <= number <= 1 for number in point) for point in points):
        raise ValueError(say("“{text}” is no curve. Write its points from 0 to 1: 0:0, 0.3:0.2, 1:1.", text=text))
    if any(one[0] == other[0] for one, other in pairwise(points)):
        raise ValueError(say("Two points of “{text}” lie above each other.", text=text))
    return tuple(number for point in points for number in point)


def _end(number: float | None) -> str:
    return "…" if number is None else f"{number:g}"


def _switch(text: str) -> bool:
    word = text.strip().lower()
    if word in _ON | _OFF:
        return word in _ON
    raise ValueError(say("“{text}” is neither on nor off.", text=text))


def _colour(text: str) -> str:
    word = text.strip()
    if word.lower() in _COLOURS:
        return _COLOURS[word.lower()]
    digits = word.removeprefix("#")
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(letter * 2 for letter in digits)
    if re.fullmatch(r"[0-9a-fA-F]{6}([0-9a-fA-F]{2})?", digits):
        return f"#{digits.upper()}"
    raise ValueError(say("“{text}” is no colour. Write #FF8800, #FF880080 or a name such as white.", text=text))


def _chosen(text: str, choices: tuple[tuple[str, str], ...]) -> str:
    for key, words in choices:
        if text.strip().casefold() in (key.casefold(), words.casefold()):
            return key
    raise ValueError(say("“{text}” is none of {choices}.", text=text, choices=", ".join(key for key, _ in choices)))


def _speed(text: str) -> Fraction:
    text = text.strip().lower().rstrip("x×")
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def _split_list(text: str) -> list[str]:
    return [part for part in (part.strip() for part in text.split(",")) if part]


def _clip(session: Session, param: CommandParam, text: str) -> str:  # noqa: ARG001
    return thing_named(session.project, text)


def _clips(session: Session, param: CommandParam, text: str) -> tuple[str, ...]:
    # A name or a title's words may hold a comma: the whole text is tried first.
    if "," not in text:
        return (_clip(session, param, text),)
    try:
        return (_clip(session, param, text),)
    except Refused:
        return tuple(dict.fromkeys(_clip(session, param, part) for part in _split_list(text)))


def _asset(session: Session, param: CommandParam, text: str) -> str:  # noqa: ARG001
    return _one_of(text, [(asset.id, asset.name) for asset in session.project.assets], say("media"))


def _assets(session: Session, param: CommandParam, text: str) -> tuple[str, ...]:
    # A name may hold a comma: the whole text is tried first.
    try:
        return (_asset(session, param, text),)
    except Refused:
        if "," not in text:
            raise
        return tuple(dict.fromkeys(_asset(session, param, part) for part in _split_list(text)))


def _folder(session: Session, param: CommandParam, text: str) -> str:  # noqa: ARG001
    return _one_of(text, [(folder.id, folder.name) for folder in session.project.folders], say("folder"))


def _media(session: Session, param: CommandParam, text: str) -> str | Path:
    path = Path(text).expanduser()
    if not any(asset.id == text for asset in session.project.assets) and path.is_file():
        return path
    if not session.project.assets or path.suffix:
        # It looks like a file: say that it is missing rather than list the media there is.
        try:
            return _asset(session, param, text)
        except Refused:
            raise Refused(say("There is no file “{name}”.", name=text)) from None
    return _asset(session, param, text)


def _layer(session: Session, param: CommandParam, text: str) -> str:  # noqa: ARG001
    if text == "main":
        return text
    layers = (*session.project.layers, *session.project.sounds)
    return _one_of(text, [(layer.id, layer.name) for layer in layers], say("layer"))


def _effect(session: Session, param: CommandParam, text: str) -> str:
    if text in (key for key, _ in param.choices):
        return text
    effects = [effect for effect in session.effects.values() if not param.kinds or effect.kind in param.kinds]
    return _one_of(text, [(effect.id, effect.name) for effect in effects], say("effect"))


def _time(text: str) -> Time:
    """A time within a day: longer is a slip of the hand, and no program could export it."""
    time = parse_time(text)
    if abs(time) > LONGEST_S:
        raise ValueError(say("“{text}” is longer than a day.", text=text))
    return time


LONGEST_S = 24 * 3600

Parse = Callable[[Session, CommandParam, str], Any]
_PARSERS: dict[str, Parse] = {
    "clip": _clip,
    "clips": _clips,
    "media": _media,
    "medias": lambda session, param, text: tuple(_media(session, param, part) for part in _split_list(text)),
    "asset": _asset,
    "assets": _assets,
    "folder": _folder,
    "layer": _layer,
    "effect": _effect,
    # Which effects a clip has is known once the clip is: the command looks it up.
    "applied": lambda _session, _param, text: text,
    "time": lambda _session, _param, text: _time(text),
    "speed": lambda _session, _param, text: _speed(text),
    "number": lambda _session, param, text: _number(text, param.unit, param.low, param.high),
    "switch": lambda _session, _param, text: _switch(text),
    "colour": lambda _session, _param, text: _colour(text),
    "choice": lambda _session, param, text: _chosen(text, param.choices),
    "text": lambda _session, _param, text: text.replace("\\n", "\n"),
    "file": lambda _session, _param, text: Path(text).expanduser(),
    "files": lambda _session, _param, text: (Path(text).expanduser(),),
    "canvas": lambda _session, _param, text: parse_canvas(text),
    "rate": lambda _session, _param, text: parse_rate(text),
}
