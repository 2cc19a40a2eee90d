"""`decollage do`: every edit of the table of commands, on a project file or in the open window (`@live`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.cli.effects_here import effects_here
from studio.cli.live import do_live
from studio.cli.words import DONE, Parser, Usage, print_json, table
from studio.commands import COMMANDS, Command, CommandParam, Misused, run_command
from studio.commands.live import LIVE, difference, done_words
from studio.effect import Effect, Param
from studio.model import Project
from studio.sentences import Refused, say
from studio.session import Session

__all__ = ["effect_params", "run_do"]


def run_do(argv: list[str]) -> int:
    """Run one edit and save; or list the edits."""
    parser = Parser("do", say("Runs one edit and saves the project. --list shows every edit."))
    parser.add_argument("project", metavar="PROJECT", nargs="?", type=Path)
    parser.add_argument("command", metavar="COMMAND", nargs="?")
    parser.add_argument("values", metavar="KEY=VALUE", nargs="*")
    parser.add_argument("--out", metavar="OTHER", type=Path, help="save there and leave PROJECT as it is")
    parser.add_argument("--list", action="store_true", help="every edit with its values")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    if asked.list:
        _list(as_json=asked.json)
        return DONE
    if asked.project is None or asked.command is None:
        raise Usage(say("Say which project and what to do, such as: do film.decollage split clip=c1 at=2.5."))
    if str(asked.project) == LIVE:
        return do_live(asked.command, _values(asked.values), as_json=asked.json)
    return _edit(asked)


def _edit(asked: Any) -> int:
    command = _command_named(asked.command)
    values = _values(asked.values)
    session = Session(effects_here(), keeps=False)
    try:
        session.open(asked.project)
        before = session.project
        _run(session, command, values)
        after = session.project
        saved = session.save(asked.out or asked.project)
        if saved.state == "failed":
            raise Refused(saved.sentence)
    finally:
        session.close()
    _report(asked, command, before, after)
    return DONE


def _run(session: Session, command: Command, values: dict[str, str]) -> None:
    try:
        run_command(session, command.id, values)
    except Misused as misused:
        raise Usage(misused.sentence) from None


def _report(asked: Any, command: Command, before: Project, after: Project) -> None:
    made, gone = difference(before, after)
    if asked.json:
        file = str(asked.out or asked.project)
        record = {
            "file": file,
            "command": command.id,
            "made": list(made),
            "gone": list(gone),
            "changed": before != after,
        }
        print_json(record)
    else:
        print(done_words(command.name, before, after, made).translated())


def _command_named(name: str) -> Command:
    command = COMMANDS.get(name)
    if command is None:
        raise Usage(say("There is no edit “{name}”. See decollage do --list.", name=name))
    if not command.is_edit:
        raise Usage(say("“{name}” is not an edit; it belongs to the window.", name=name))
    return command


def _values(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise Usage(say("“{text}” is not key=value.", text=text))
        if key in values:
            raise Usage(say("{key} is given twice.", key=key))
        values[key] = value
    return values


def _list(*, as_json: bool) -> None:
    edits = [command for command in COMMANDS.values() if command.is_edit]
    if as_json:
        records = [_command_record(command) for command in edits]
        print_json({"commands": records, "effects": [_effect_record(effect) for effect in effects_here().values()]})
        return
    for command in edits:
        print(f"{command.id}  {command.help.translated()}")
        rows = [_row(param) for param in command.params]
        if command.takes_settings:
            rows.append(("…", "", say("and settings of the effect")))
        if rows:
            print(table(rows, "    "))
    print(f"\n{say('Effects and their settings').translated()}")
    for effect in effects_here().values():
        print(f"{effect.id}  ({effect.kind})")
        print(table([_setting_row(param) for param in effect.params], "    ") if effect.params else "", end="")
        print()


def _row(param: CommandParam) -> tuple[str, str, str]:
    need = "" if param.required else say("may be left out").translated()
    return (f"{param.key}=", _type(param), "; ".join(part for part in (param.name.translated(), need) if part))


def _type(param: CommandParam) -> str:
    if param.choices and param.type == "choice":
        return "|".join(key for key, _ in param.choices)
    parts = [param.type, param.unit, _ends(param.low, param.high)]
    return " ".join(part for part in parts if part)


def _ends(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:g}…{high:g}"


def _setting_row(param: Param) -> tuple[str, str, str]:
    ends = _ends(param.low, param.high) if param.type == "number" else "|".join(key for key, _ in param.choices)
    return (f"{param.key}=", " ".join(part for part in (param.type, param.unit, ends) if part), param.name)


def _command_record(command: Command) -> dict[str, Any]:
    return {
        "id": command.id,
        "name": command.name,
        "help": command.help,
        "group": command.group,
        "params": [_param_record(param) for param in command.params],
        "takes_settings": command.takes_settings,
    }


def _param_record(param: CommandParam) -> dict[str, Any]:
    return {
        "key": param.key,
        "name": param.name,
        "type": param.type,
        "required": param.required,
        "default": param.default,
        "unit": param.unit,
        "low": param.low,
        "high": param.high,
        "choices": [key for key, _ in param.choices],
        "kinds": list(param.kinds),
    }


def _effect_record(effect: Effect) -> dict[str, Any]:
    return {
        "id": effect.id,
        "name": effect.name,
        "kind": effect.kind,
        "group": effect.group,
        "params": list(effect_params(effect)),
    }


def effect_params(effect: Effect) -> Iterator[dict[str, Any]]:
    """Every setting of an effect as it is printed."""
    for param in effect.params:
        yield {
            "key": param.key,
            "name": param.name,
            "type": param.type,
            "default": param.default,
            "low": param.low,
            "high": param.high,
            "unit": param.unit,
            "choices": [key for key, _ in param.choices],
        }
