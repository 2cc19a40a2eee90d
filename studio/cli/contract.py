"""The contract of `studio/effect.py`, tried on an effect: what it breaks, in plain words.

It runs code of an author, so it is asked in a child process. It must never change a project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from studio.effect import Effect, Moment, Pose, TextPart, TextPose, settings_at
from studio.model import ZERO
from studio.sentences import Sentence, say

__all__ = ["broken_in", "wrongly_declared"]

_UNITS = {"", "%", "°", "s", "ms", "px", "dB", "Hz", "st"}
_NEARLY = 1e-5
_SIZES = ((48, 64), (33, 17))
_PIECE = 1700


def broken_in(effect: Effect) -> tuple[Sentence, ...]:
    """What the effect does against the contract, each once; nothing where it keeps it."""
    found = list(wrongly_declared(effect))
    if found:
        return tuple(found)
    try:
        found += _TRIALS[effect.kind](effect)
    except Exception as error:  # noqa: BLE001  (an author's code may raise anything; it is told)
        found.append(_stopped(error))
    return tuple({sentence.translated(): sentence for sentence in found}.values())


def wrongly_declared(effect: Effect) -> Iterator[Sentence]:
    """What is wrong with what the effect says of itself, without running it."""
    if not str(effect.id).isidentifier():
        yield say("Its id “{id}” must be letters, digits and underscores.", id=effect.id)
    if not effect.name:
        yield say("It has no name.")
    if effect.kind not in _TRIALS:
        yield say("Its kind “{kind}” is none of: {kinds}.", kind=effect.kind, kinds=", ".join(_TRIALS))
    if not callable(effect.apply):
        yield say("Its apply is no function.")
    if effect.kind in ("animation", "text") and not effect.whens:
        yield say("It must say in whens what it animates: in, out or loop.")
    keys = [param.key for param in effect.params]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield say("Two of its params have the key “{key}”.", key=key)
    for param in effect.params:
        default = param.default
        if param.type == "choice" and default not in [key for key, _words in param.choices]:
            yield say("The default of “{key}” is none of its choices.", key=param.key)
        if param.type != "number":
            continue
        if not isinstance(default, int | float) or not param.low <= default <= param.high or param.low >= param.high:
            yield say("The default of “{key}” must lie between its low and its high.", key=param.key)
        if param.unit not in _UNITS:
            yield say("“{key}” has the unit “{unit}”, which is not known.", key=param.key, unit=param.unit)


def _stopped(error: Exception) -> Sentence:
    if isinstance(error, ValueError) and "read-only" in str(error):
        return say("It writes into what it is given. It must give something new and leave that as it is.")
    return say("It stopped with {kind}: {reason}", kind=type(error).__name__, reason=str(error))


def _defaults(effect: Effect) -> dict[str, Any]:
    files = {param.key: b"" for param in effect.params if param.type == "file"}
    return settings_at(effect, (), ZERO) | files


def _extremes(effect: Effect) -> list[dict[str, Any]]:
    """The defaults, all numbers at their low, all at their high, and every other choice alone."""
    numbers = [param for param in effect.params if param.type == "number"]
    plain = _defaults(effect)
    chosen = [{param.key: key} for param in effect.params if param.type == "choice" for key, _words in param.choices]
    return [
        plain,
        plain | {p.key: p.low for p in numbers},
        *(plain | {p.key: p.high for p in numbers} | c for c in [{}, *chosen]),
    ]


def _moment(progress: float = 0.5) -> Moment:
    return Moment(time=progress * 2, length=2.0, progress=progress, seed=7, rate=Fraction(30))


def _picture(size: tuple[int, int] = _SIZES[0], seed: int = 0) -> np.ndarray[Any, np.dtype[np.uint8]]:
    pixels = np.random.default_rng(seed).integers(0, 256, (*size, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    pixels.flags.writeable = False
    return pixels


def _not_like(result: Any, like: Any) -> list[Sentence]:
    """That a result has another shape or type of numbers than `like`, or numbers that are none."""
    if not isinstance(result, np.ndarray):
        return [say("It gives {got}; it must give {wanted}.", got=_type_of(result), wanted=_type_of(like))]
    if result.shape != like.shape or result.dtype != like.dtype:
        return [say("It gives {got}; it must give {wanted}.", got=_type_of(result), wanted=_type_of(like))]
    if not np.isfinite(result).all():
        return [say("It gives numbers that are infinite or not numbers.")]
    return []


def _type_of(value: Any) -> str:
    if not isinstance(value, np.ndarray):
        return type(value).__name__
    return f"{'×'.join(map(str, value.shape))} {value.dtype}"


_KEEPS = say(
    "The same moment does not give the same twice. It must keep nothing and draw chance from the moment's seed."
)


def _of_colour(effect: Effect) -> Iterator[Sentence]:
    given = np.random.default_rng(3).random((512, 3), dtype=np.float32)
    given.flags.writeable = False
    for settings in _extremes(effect):
        result = effect.apply(given, settings)
        wrong = _not_like(result, given)
        yield from wrong
        if wrong:
            return
        if not np.array_equal(result, effect.apply(given, settings)):
            yield _KEEPS
        if np.abs(effect.apply(given[5:6], settings) - result[5:6]).max() > _NEARLY:
            yield say("It must map each colour alone, whichever stand beside it.")
    if np.abs(effect.apply(given, _defaults(effect)) - given).max() > _NEARLY:
        yield say("With its defaults it must leave colours as they are.")


def _of_picture(effect: Effect) -> Iterator[Sentence]:
    for size in _SIZES:
        given = _picture(size)
        for settings in _extremes(effect):
            result = _pictured(effect, given, settings)
            wrong = _not_like(result, given)
            yield from wrong
            if wrong:
                return
            if not np.array_equal(result, _pictured(effect, given, settings)):
                yield _KEEPS
            if not effect.clears and (result[..., 3] != 255).any():
                yield say("It makes clear what was opaque. If it means to, it must say clears=True.")
            if (result[..., :3].astype(int) > result[..., 3:].astype(int) + 2).any():
                yield say("It gives colours above their alpha: pictures are premultiplied.")
        if not np.array_equal(_pictured(effect, given, _defaults(effect)), given):
            yield say("With its defaults it must leave the picture as it is.")


def _pictured(effect: Effect, given: Any, settings: dict[str, Any]) -> Any:
    if effect.looks_back is None:
        return effect.apply(given, settings, _moment())
    earlier = tuple(_picture(given.shape[:2], 9) for _seconds in effect.looks_back(settings, _moment()))
    return effect.apply(given, settings, _moment(), earlier)


def _of_transition(effect: Effect) -> Iterator[Sentence]:
    for size in _SIZES:
        before, after = _picture(size, 1), _picture(size, 2)
        for settings in _extremes(effect):
            result = effect.apply(before, after, settings, _moment())
            wrong = _not_like(result, before)
            yield from wrong
            if wrong:
                return
            if not np.array_equal(result, effect.apply(before, after, settings, _moment())):
                yield _KEEPS
        plain = _defaults(effect)
        if np.abs(effect.apply(before, after, plain, _moment(0.0)).astype(int) - before).max() > 1:
            yield say("At progress 0 it must show the first picture alone.")
        if np.abs(effect.apply(before, after, plain, _moment(1.0)).astype(int) - after).max() > 1:
            yield say("At progress 1 it must show the second picture alone.")


def _of_animation(effect: Effect) -> Iterator[Sentence]:
    for settings in _extremes(effect):
        for progress in (0.0, 0.5, 1.0):
            pose = effect.apply(settings, _moment(progress))
            if not isinstance(pose, Pose):
                yield say("It gives {got}; it must give {wanted}.", got=_type_of(pose), wanted="Pose")
                return
            if pose != effect.apply(settings, _moment(progress)):
                yield _KEEPS


def _of_sticker(effect: Effect) -> Iterator[Sentence]:
    from studio.render.fonts import load_fonts

    load_fonts()
    for height, width in _SIZES:
        result = effect.apply((width, height), _defaults(effect), _moment())
        wrong = _not_like(result, _picture((height, width)))
        yield from wrong
        if wrong:
            return
        if (result[..., :3].astype(int) > result[..., 3:].astype(int) + 2).any():
            yield say("It gives colours above their alpha: pictures are premultiplied.")
        if not np.array_equal(result, effect.apply((width, height), _defaults(effect), _moment())):
            yield _KEEPS


def _of_text(effect: Effect) -> Iterator[Sentence]:
    parts = tuple(TextPart(index=number, count=3, text=text) for number, text in enumerate(("one", "two", "three")))
    for settings in _extremes(effect):
        for progress in (0.0, 0.5, 1.0):
            poses = effect.apply(parts, settings, _moment(progress))
            if not isinstance(poses, tuple) or len(poses) != 3 or not all(isinstance(one, TextPose) for one in poses):
                yield say("It must give one TextPose for each part, as a tuple.")
                return
            if poses != effect.apply(parts, settings, _moment(progress)):
                yield _KEEPS


def _of_sound(effect: Effect) -> Iterator[Sentence]:
    given = np.random.default_rng(2).uniform(-0.5, 0.5, (9000, 2)).astype(np.float32)
    given.flags.writeable = False
    for settings in _extremes(effect):
        whole = effect.apply(given, None, settings)
        if not isinstance(whole, tuple) or len(whole) != 2:
            yield say("It must give the samples and its state.")
            return
        wrong = _not_like(whole[0], given)
        yield from wrong
        if wrong:
            return
        pieces, state = [], None
        for begin in range(0, len(given), _PIECE):
            piece, state = effect.apply(given[begin : begin + _PIECE], state, settings)
            pieces.append(piece)
        loudest = max(1.0, float(np.abs(whole[0]).max()))
        if np.abs(np.concatenate(pieces) - whole[0]).max() > _NEARLY * loudest:
            yield say("In pieces it sounds otherwise than in one. What it must remember goes into its state.")
    late = effect.sound_delay
    plain = effect.apply(given, None, _defaults(effect))[0]
    if np.abs(plain[late:] - given[: len(given) - late]).max() > _NEARLY:
        yield say("With its defaults it must leave the sound as it is.")


_TRIALS: dict[str, Callable[[Effect], Iterator[Sentence]]] = {
    "colour": _of_colour,
    "picture": _of_picture,
    "transition": _of_transition,
    "animation": _of_animation,
    "sticker": _of_sticker,
    "text": _of_text,
    "sound": _of_sound,
}
