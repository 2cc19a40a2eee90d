"""Effects of other people: files in the person's own folder of effects, and packages that say they have some.

They are code that the person trusts. It must never load anything that a project names or brings.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from importlib.machinery import SourceFileLoader
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import CodeType
from typing import Any

import msgspec

from studio.cli.contract import wrongly_declared
from studio.effect import Effect
from studio.sentences import Refused, Sentence, say

__all__ = ["ENTRY_POINTS", "effect_in", "effect_of", "id_taken", "own_effects"]

ENTRY_POINTS = "decollage.effects"
"""The group of entry points under which installed packages offer effects."""


class _Uncached(SourceFileLoader):
    """Always the file as it is now: Python's cache tells files apart by the second and the length alone."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.get_filename(fullname)), self.path)


def own_effects(folder: Path, taken: Iterable[str], told: Callable[[Sentence], object]) -> tuple[Effect, ...]:
    """The effects of the folder's files, by name, and of installed packages; what is wrong with others is `told`.

    One that has an id which is `taken` is left out too: what a project means by a name must not change.
    """
    ids, found = set(taken), []
    for name, load in _offered(folder):
        try:
            effect = load()
        except Refused as refused:
            told(_left_out(name, refused.sentence))
            continue
        wrong = [*wrongly_declared(effect), *([id_taken(effect)] if effect.id in ids else [])]
        if wrong:
            told(_left_out(name, wrong[0]))
            continue
        ids.add(effect.id)
        found.append(msgspec.structs.replace(effect, apply=_blamed(effect)))
    return tuple(found)


def _blamed(effect: Effect) -> Callable[..., Any]:
    """Its function; where that fails, people are told which effect it was."""

    def apply(*given: Any) -> Any:
        try:
            return effect.apply(*given)
        except Exception as error:
            kind, reason = type(error).__name__, str(error)
            raise Refused(
                say("The effect “{name}” stopped with {kind}: {reason}", name=effect.name, kind=kind, reason=reason)
            ) from error

    return apply


def _left_out(name: str, reason: Sentence) -> Sentence:
    return say("The effect in “{name}” is left out: {reason}", name=name, reason=reason)


def effect_in(path: Path) -> Effect:
    """The `EFFECT` of a file. Runs the file. Raises `Refused` with what is wrong with it."""
    name = f"own_effect_{path.stem}"
    loader = _Uncached(name, str(path))
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    if spec is None or path.suffix != ".py":
        raise Refused(say("It is no Python file: its name must end with .py."))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look there
    try:
        code = path.read_bytes()
        loader.exec_module(module)
    except SyntaxError as error:
        raise Refused(say("Line {line} is not Python: {reason}.", line=error.lineno or 0, reason=error.msg)) from error
    except (Exception, SystemExit) as error:
        raise Refused(_stopped(error)) from error
    return msgspec.structs.replace(_an_effect(getattr(module, "EFFECT", None)), code=_digest(code))


def effect_of(entry: EntryPoint) -> Effect:
    """The effect that a package offers. Imports the package. Raises `Refused` with what is wrong with it."""
    try:
        found = entry.load()
    except (Exception, SystemExit) as error:
        raise Refused(_stopped(error)) from error
    version = entry.dist.version if entry.dist is not None else ""
    return msgspec.structs.replace(_an_effect(found), code=_digest(f"{entry.value} {version}".encode()))


def id_taken(effect: Effect) -> Sentence:
    """That another effect has its id."""
    return say("There is another effect with the id “{id}”. Give it one of its own.", id=effect.id)


def _offered(folder: Path) -> Iterator[tuple[str, Callable[[], Effect]]]:
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else ():
        yield path.name, partial(effect_in, path)
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        yield entry.name, partial(effect_of, entry)


def _stopped(error: BaseException) -> Sentence:
    return say("It cannot be loaded. {kind}: {reason}", kind=type(error).__name__, reason=str(error))


def _an_effect(found: object) -> Effect:
    if not isinstance(found, Effect):
        raise Refused(say("It has no EFFECT, which must be an Effect."))
    return found


def _digest(code: bytes) -> str:
    return blake2b(code, digest_size=12).hexdigest()
