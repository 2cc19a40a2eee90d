"""Everything a person can ask for, as one table."""

from studio.commands.command import Command, CommandParam, Group, Misused, ParamType, Values
from studio.commands.keymap import keys_of
from studio.commands.table import COMMANDS, run_command
from studio.commands.values import parse_canvas, parse_setting, parse_value, thing_named

__all__ = [
    "COMMANDS",
    "Command",
    "CommandParam",
    "Group",
    "Misused",
    "ParamType",
    "Values",
    "keys_of",
    "parse_canvas",
    "parse_setting",
    "parse_value",
    "run_command",
    "thing_named",
]
