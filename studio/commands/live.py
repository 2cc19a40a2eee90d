"""Commands that come through the live door: what is asked, what is answered, what a script may do in an open window.

A script may do what the person sees and can undo; files are opened, written and closed by the person alone. It must
never know how words travel, nor run anything beneath the person's hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from studio.commands.beating import LISTENING
from studio.commands.command import Command, Misused
from studio.commands.table import COMMANDS, run_command
from studio.model import Project
from studio.sentences import Refused, Sentence, say
from studio.session import Session, ids_in

__all__ = [
    "LIVE",
    "MOST_BYTES",
    "Answer",
    "Asked",
    "answer_to",
    "difference",
    "done_words",
    "from_here",
    "read_answer",
    "read_asked",
    "written",
]

LIVE = "@live"
"""Stands for the open window where a command line wants a project."""
MOST_BYTES = 64 * 1024
"""A longer request is refused unread; an answer is cut to as many ids as fit."""
_GROUPS = ("edit", "play", "view")
_MOST_IDS = 500


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command by its id, with its values as a person would type them."""

    command: str
    values: dict[str, str] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether it was done, in a `sentence`, and which ids came and went. `misused` says that it was not understood."""

    done: bool
    sentence: str
    misused: bool = False
    changed: bool = False
    made: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


# Learned at import: msgspec must not meet a type for the first time on two threads at once.
_asked, _answer = msgspec.json.Decoder(Asked), msgspec.json.Decoder(Answer)


def read_asked(line: bytes) -> Asked:
    """What is asked in a line of JSON. Raises `Misused`."""
    if len(line) > MOST_BYTES:
        raise Misused(say("This is longer than the live door takes."))
    try:
        return _asked.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Misused(say("The live door takes one line of JSON: a command and its values as text.")) from None


def read_answer(line: bytes) -> Answer:
    """The answer in a line of JSON. Raises `Refused`."""
    try:
        return _answer.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused(say("The window's answer cannot be read.")) from None


def written(words: Asked | Answer) -> bytes:
    """A line of JSON."""
    return msgspec.json.encode(words) + b"\n"


def answer_to(session: Session, asked: Asked) -> Answer:
    """Do it in the session, and say what came of it; a refusal changes nothing."""
    try:
        command = _allowed(session, asked.command)
        before = session.project
        with _at_once(session):
            run_command(session, command.id, asked.values)
    except Misused as misused:
        return Answer(done=False, misused=True, sentence=misused.sentence.translated())
    except Refused as refused:
        return Answer(done=False, sentence=refused.sentence.translated())
    made, gone = difference(before, session.project)
    return Answer(
        done=True,
        sentence=done_words(command.name, before, session.project, made).translated(),
        changed=before != session.project,
        made=made[:_MOST_IDS],
        gone=gone[:_MOST_IDS],
    )


@contextmanager
def _at_once(session: Session) -> Iterator[None]:
    """What needs listening is done when the answer is given: a script builds on it."""
    listening = session.actions.pop(LISTENING, None)
    try:
        yield
    finally:
        if listening is not None:
            session.actions[LISTENING] = listening


def difference(before: Project, after: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids that came, and those that went."""
    had, has = tuple(ids_in(before)), tuple(ids_in(after))
    kept_before, kept_after = set(had), set(has)
    return tuple(name for name in has if name not in kept_before), tuple(name for name in had if name not in kept_after)


def done_words(name: Sentence, before: Project, after: Project, made: tuple[str, ...]) -> Sentence:
    """What a command did, in a sentence."""
    if before == after:
        return say("{name}: nothing changed.", name=name)
    if made:
        return say("{name}: made {ids}.", name=name, ids=", ".join(made[:_MOST_IDS]))
    return say("{name}: done.", name=name)


def from_here(command: Command, values: Mapping[str, str]) -> dict[str, str]:
    """The values with files by their whole path: the window stands in another folder."""
    return {key: _whole_path(command, key, text) for key, text in values.items()}


def _whole_path(command: Command, key: str, text: str) -> str:
    param = command.param(key)
    if param is None:
        return text
    if param.type == "medias":
        return ",".join(_if_there(part.strip()) for part in text.split(","))
    if param.type in ("file", "files"):
        return str(Path(text).expanduser().absolute())
    return _if_there(text) if param.type == "media" else text


def _if_there(text: str) -> str:
    path = Path(text).expanduser()
    return str(path.absolute()) if path.is_file() else text


def _allowed(session: Session, command_id: str) -> Command:
    command = COMMANDS.get(command_id)
    if command is None:
        raise Misused(say("There is no command “{id}”.", id=command_id[:80]))
    if not command.is_edit and command.group not in _GROUPS and command_id != "save":
        raise Refused(say("“{name}” is left to the person at the window.", name=command.name))
    if session.drafting:
        raise Refused(say("Something is being dragged in the window. Try again in a moment."))
    return command
