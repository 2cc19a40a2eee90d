"""The one table of everything a person can ask for, and the one way to ask.

Menus, keys, the palette, the command line and scripts all go through `run_command`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from studio.commands.animating import ANIMATING
from studio.commands.arranging import ARRANGING
from studio.commands.beating import BEATING
from studio.commands.captioning import CAPTIONING
from studio.commands.challenging import CHALLENGING
from studio.commands.combining import COMBINING
from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.compounding import COMPOUNDING
from studio.commands.edging import EDGING
from studio.commands.effects import EFFECTS
from studio.commands.filling import FILLING
from studio.commands.following import FOLLOWING
from studio.commands.keyframes import KEYFRAMES
from studio.commands.keymap import keys_of
from studio.commands.looking import LOOKING
from studio.commands.marking import MARKING
from studio.commands.media_commands import MEDIA
from studio.commands.posting import POSTING
from studio.commands.project_commands import PROJECT
from studio.commands.ranging import RANGING
from studio.commands.ready_sounds import READY_SOUNDS
from studio.commands.recording import RECORDING
from studio.commands.remixing import REMIXING
from studio.commands.retiming import RETIMING
from studio.commands.shaping import SHAPING
from studio.commands.sorting import SORTING
from studio.commands.stickers import STICKERS
from studio.commands.transcribing import TRANSCRIBING
from studio.commands.trimming import TRIMMING
from studio.commands.values import parse_value
from studio.commands.viewing import VIEWING
from studio.commands.wording import WORDING
from studio.sentences import Refused, say
from studio.session import Session

__all__ = ["COMMANDS", "missing_values", "run_command"]


def _table() -> Mapping[str, Command]:
    keys = keys_of()
    listed = (
        *PROJECT,
        *MEDIA,
        *SORTING,
        *ARRANGING,
        *RANGING,
        *TRIMMING,
        *RETIMING,
        *EDGING,
        *MARKING,
        *BEATING,
        *FOLLOWING,
        *COMBINING,
        *COMPOUNDING,
        *REMIXING,
        *CHALLENGING,
        *FILLING,
        *LOOKING,
        *SHAPING,
        *KEYFRAMES,
        *WORDING,
        *TRANSCRIBING,
        *CAPTIONING,
        *STICKERS,
        *READY_SOUNDS,
        *EFFECTS,
        *ANIMATING,
        *RECORDING,
        *POSTING,
        *VIEWING,
    )
    table = {command.id: command._replace(keys=keys.get(command.id, ())) for command in listed}
    assert len(table) == len(listed), "two commands have the same id"
    return MappingProxyType(table)


COMMANDS: Mapping[str, Command] = _table()
"""Every command by id, in the order menus list them."""


def run_command(session: Session, command_id: str, values: Mapping[str, object] | None = None) -> object:
    """Do what the command says, with values as text or as what they mean.

    Where a value it needs is missing and the window has an action of that name (a file dialog), the window asks.
    Raises `Misused` when it cannot be understood and `Refused` when it cannot be done; then nothing has changed.
    """
    command = COMMANDS.get(command_id)
    if command is None:
        raise Misused(say("There is no command “{id}”.", id=command_id))
    values = dict(values or {})
    action = session.actions.get(command_id)
    if action is not None and any(param.required and param.key not in values for param in command.params):
        return action(values)
    reason = command.why_not(session)
    if reason is not None and not (command.is_edit and values):
        raise Refused(reason)
    return command.run(session, _read(session, command, values))


def missing_values(session: Session, command_id: str, values: Mapping[str, object]) -> tuple[CommandParam, ...]:
    """What a person still has to say before the command can run: values that neither the window's own way of asking
    (`session.actions`) nor the selection nor a default gives."""
    command = COMMANDS[command_id]
    if command_id in session.actions:
        return ()
    return tuple(
        param
        for param in command.params
        if param.required
        and values.get(param.key) is None
        and param.default is None
        and _from_selection(session, param) is None
    )


def _read(session: Session, command: Command, given: dict[str, object]) -> Values:
    unknown = [key for key in given if command.param(key) is None]
    if unknown and not command.takes_settings:
        keys = ", ".join(param.key for param in command.params) or "—"
        raise Misused(say("“{id}” takes no {key}. It takes: {keys}.", id=command.id, key=unknown[0], keys=keys))
    values: dict[str, Any] = {}
    for param in command.params:
        value = given.get(param.key, param.default)
        if value is None:
            value = _from_selection(session, param)
        if value is not None:
            values[param.key] = _parsed(session, param, value)
        elif param.required:
            raise Misused(_missing(session, command, param))
    if command.takes_settings:
        values["settings"] = {key: given[key] for key in unknown}
    return values


def _parsed(session: Session, param: CommandParam, value: object) -> Any:
    if param.type == "clips" and not isinstance(value, (list, tuple)):
        value = parse_value(session, param, value) if isinstance(value, str) else (value,)
    return parse_value(session, param, value)


def _from_selection(session: Session, param: CommandParam) -> object:
    if param.type == "clips" and param.key == "clip" and session.selection and param.required:
        return session.selection
    if param.type == "assets" and param.required:
        return tuple(name for name in session.chosen_media if session.project.asset(name) is not None) or None
    if param.type == "media" and param.required and (asset := session.file_deck.asset) is not None:
        return asset.id
    if param.type == "clip" and param.key == "clip" and len(session.selection) == 1:
        return session.selection[0]
    return None


def _missing(session: Session, command: Command, param: CommandParam) -> Any:
    if param.type in ("clip", "clips") and session.actions:
        return say("Select a clip first.")
    return say("“{id}” needs {key}=…", id=command.id, key=param.key)
