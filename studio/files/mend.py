"""A damaged project, piece by piece: what can be read is kept, and every loss has a sentence.

It works on decoded JSON, in place, and is only called when the whole could not be converted. It must never
raise, and never drop anything without a `Problem`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import msgspec

from studio.files.fraction_text import fraction_from
from studio.files.shapes import SHAPES
from studio.model import MOST_STARS, Asset, Clip, Folder, FontFile, Gap, Item, Layer, Post, Problem, Project
from studio.sentences import Sentence, say

__all__ = ["convert", "limit", "mend"]

Raw = dict[str, Any]

_FIELD = re.compile(r" - at `\$\.(\w+)")
_MOST_PIXELS = 16_384


def _number(_type: type, raw: object) -> object:
    # The only type of the model that JSON does not have.
    return fraction_from(raw)


def convert(raw: object, type_: Any) -> Any:
    """The value of type `type_` that the decoded JSON means. Raises `msgspec.ValidationError`."""
    return msgspec.convert(raw, type_, dec_hook=_number)


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_LEARNED = msgspec.json.Decoder(Project)


def limit(raw: Raw) -> list[Problem]:
    """Take out numbers that have the right type but would break arithmetic everywhere: a rate of 0, a speed of 0."""
    problems: list[Problem] = []
    if not _between(raw.get("rate", "30"), 1, 240):
        _drop(raw, "rate", Project, problems)
    canvas = raw.get("canvas")
    if type(canvas) is dict:
        for side in ("width", "height"):
            if type(canvas.get(side)) is int and not 1 <= canvas[side] <= _MOST_PIXELS:
                _drop(raw, "canvas", Project, problems)
                break
    for asset in _list(raw.get("assets")):
        if type(asset) is dict and "stars" in asset and not _between(asset["stars"], 0, MOST_STARS):
            _drop(asset, "stars", Asset, problems)
    for clip in _raw_clips(raw):
        if "speed" in clip and not _between(clip["speed"], 1 / 10_000, 10_000):
            _drop(clip, "speed", Clip, problems)
    return problems


def _between(raw: object, low: float, high: float) -> bool:
    try:
        return low <= fraction_from(raw) <= high
    except ValueError:
        return False


def _list(raw: object) -> list[Any]:
    return raw if type(raw) is list else []


def _raw_clips(raw: Raw) -> list[Raw]:
    items = [
        item.get("clip")
        for key in ("layers", "sounds")
        for layer in _list(raw.get(key))
        if type(layer) is dict
        for item in _list(layer.get("items"))
        if type(item) is dict
    ]
    clips = [clip for clip in (*_list(raw.get("main")), *items) if type(clip) is dict]
    held = [_raw_clips(clip["content"]) for clip in clips if _holds(clip.get("content"))]
    return [*clips, *(clip for part in held for clip in part)]


def _holds(content: object) -> bool:
    return type(content) is dict and content.get("type") == "compound"


def mend(raw: Raw) -> list[Problem]:
    """Make the decoded project convertible: every piece that cannot be read is replaced or left out."""
    problems: list[Problem] = []
    if type(raw.get("id")) is not str:
        raw["id"] = "found-" + blake2b(msgspec.json.encode(raw), digest_size=8).hexdigest()
        problems.append(_problem("no-id", say("The project had no name of its own for programs; it got a new one.")))
    _mend_list(raw, "assets", lambda part: _mend_value(part, Asset, _asset_lost, problems), problems)
    _mend_list(raw, "folders", lambda part: _mend_value(part, Folder, _folder_lost, problems), problems)
    _mend_list(raw, "fonts", lambda part: _mend_value(part, FontFile, _font_lost, problems), problems)
    _mend_list(raw, "main", lambda part: _mend_main(part, problems), problems)
    for key in ("layers", "sounds"):
        _mend_list(raw, key, lambda part: _mend_layer(part, problems), problems)
    if type(raw.get("post")) is dict:
        _mend_fields(raw["post"], Post, problems)
    _mend_fields(raw, Project, problems)
    return problems


def _problem(code: str, sentence: Sentence, about: str = "") -> Problem:
    return Problem(code, sentence, about)


def _name_of(raw: object) -> str:
    if type(raw) is dict:
        for key in ("name", "id", "family"):
            if type(raw.get(key)) is str and raw[key]:
                return str(raw[key])
        return _name_of(raw.get("clip"))
    return ""


def _about(raw: object) -> str:
    found = raw.get("id") if type(raw) is dict else None
    return found if type(found) is str else ""


def _named(raw: object, with_name: Callable[[str], Sentence], without: Sentence) -> Sentence:
    name = _name_of(raw)
    return with_name(name) if name else without


def _asset_lost(raw: object) -> Problem:
    sentence = _named(
        raw,
        lambda name: say("What the project says about the file “{name}” could not be read.", name=name),
        say("What the project says about one of its files could not be read."),
    )
    return _problem("unreadable-asset", sentence, _about(raw))


def _folder_lost(raw: object) -> Problem:
    sentence = _named(
        raw,
        lambda name: say("The folder “{name}” could not be read; what lay in it lies at the top.", name=name),
        say("A folder could not be read; what lay in it lies at the top."),
    )
    return _problem("unreadable-folder", sentence, _about(raw))


def _font_lost(raw: object) -> Problem:
    sentence = _named(
        raw,
        lambda name: say("What the project says about the font “{name}” could not be read.", name=name),
        say("What the project says about one of its fonts could not be read."),
    )
    return _problem("unreadable-font", sentence)


def _clip_lost(raw: object) -> Problem:
    sentence = _named(
        raw,
        lambda name: say("The clip “{name}” could not be read and was left out.", name=name),
        say("A clip could not be read and was left out."),
    )
    return _problem("unreadable-clip", sentence, _about(raw))


def _layer_lost(raw: object) -> Problem:
    sentence = _named(
        raw,
        lambda name: say("The layer “{name}” could not be read and was left out.", name=name),
        say("A layer could not be read and was left out."),
    )
    return _problem("unreadable-layer", sentence, _about(raw))


def _drop(raw: Raw, key: str, kind: type, problems: list[Problem]) -> None:
    del raw[key]
    name = _name_of(raw)
    if kind is Project or not name:
        sentence = say("The project’s “{key}” could not be read; it is as in a new project.", key=key)
    else:
        sentence = say("“{key}” of “{name}” could not be read; it is as for a new clip.", key=key, name=name)
    problems.append(_problem("unreadable-setting", sentence, _about(raw)))


def _optional(kind: type) -> set[str]:
    shape = SHAPES[kind]
    pairs = zip(shape.names, shape.defaults, strict=True)
    return {name for name, default in pairs if default is not msgspec.NODEFAULT} | {"extra"}


def _mend_fields(raw: object, kind: type, problems: list[Problem]) -> bool:
    """Leave out the fields that cannot be read, as long as they have defaults; whether that was enough."""
    if type(raw) is not dict:
        return False
    optional = _optional(kind)
    for _ in range(len(raw) + 1):
        try:
            convert(raw, kind)
        except (msgspec.ValidationError, RecursionError) as error:
            found = _FIELD.search(str(error))
            if found is None or found[1] not in optional or found[1] not in raw:
                return False
            _drop(raw, found[1], kind, problems)
        else:
            return True
    return False


def _mend_value(raw: object, kind: type, lost: Callable[[object], Problem], problems: list[Problem]) -> bool:
    before = len(problems)
    if _mend_fields(raw, kind, problems):
        return True
    problems[before:] = [lost(raw)]
    return False


def _mend_list(raw: Raw, key: str, mend_part: Callable[[object], bool], problems: list[Problem]) -> None:
    if key not in raw:
        return
    if type(raw[key]) is not list:
        _drop(raw, key, Project, problems)
    else:
        raw[key] = [part for part in raw[key] if mend_part(part)]


def _mend_main(raw: object, problems: list[Problem]) -> bool:
    if type(raw) is dict and raw.get("type") == "gap":
        return _mend_value(raw, Gap, _clip_lost, problems)
    return _mend_clip(raw, problems)


def _readable(raw: object, type_: Any) -> bool:
    try:
        convert(raw, type_)
    except (msgspec.ValidationError, RecursionError):
        return False
    return True


def _mend_clip(raw: object, problems: list[Problem]) -> bool:
    """Content that cannot be read becomes a placeholder that keeps it, so that the cuts stay where they are."""
    if type(raw) is dict:
        content = raw.get("content")
        content_type = SHAPES[Clip].types[SHAPES[Clip].names.index("content")]
        if "id" in raw and "window" in raw and not _readable(content, content_type):
            kind = content.get("type") if type(content) is dict else None
            kept = content if type(content) is dict and type(kind) is str else {"found": content}
            rest = {key: part for key, part in kept.items() if key not in ("type", "extra")}
            newer = kept.get("extra")
            if type(newer) is str:
                rest |= msgspec.json.decode(newer)
            raw["content"] = {
                "type": "placeholder",
                "kind": kind if type(kind) is str else "unreadable",
                "extra": msgspec.json.encode(rest).decode(),
            }
            if _readable(raw.get("window"), SHAPES[Clip].types[SHAPES[Clip].names.index("window")]):
                sentence = say("What “{name}” shows could not be read; its place is kept.", name=_name_of(raw))
                problems.append(_problem("unreadable-content", sentence, _about(raw)))
        raw.setdefault("type", "clip")
    return _mend_value(raw, Clip, _clip_lost, problems)


def _mend_item(raw: object, problems: list[Problem]) -> bool:
    if type(raw) is not dict or not _mend_clip(raw.get("clip"), problems):
        if type(raw) is not dict:
            problems.append(_clip_lost(raw))
        return False
    return _mend_value(raw, Item, _clip_lost, problems)


def _mend_layer(raw: object, problems: list[Problem]) -> bool:
    if type(raw) is dict:
        _mend_list(raw, "items", lambda part: _mend_item(part, problems), problems)
    return _mend_value(raw, Layer, _layer_lost, problems)
