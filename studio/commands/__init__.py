"""Everything a person can ask for, as one table."""

from studio.commands.combining import ATTRIBUTE_NAMES
from studio.commands.command import Command, CommandParam, Group, Misused, ParamType, Values
from studio.commands.filling import why_words
from studio.commands.keymap import DEFAULT_KEYMAP, OWN_KEYMAP, Keymap, conflicts, keymaps, keys_of, with_own_keys
from studio.commands.remixing import layouts_at
from studio.commands.sorting import LABELS, folder_words
from studio.commands.table import COMMANDS, missing_values, run_command
from studio.commands.values import parse_canvas, parse_setting, parse_value, thing_named

__all__ = [
    "ATTRIBUTE_NAMES",
    "COMMANDS",
    "DEFAULT_KEYMAP",
    "LABELS",
    "OWN_KEYMAP",
    "Command",
    "CommandParam",
    "Group",
    "Keymap",
    "Misused",
    "ParamType",
    "Values",
    "conflicts",
    "folder_words",
    "keymaps",
    "keys_of",
    "layouts_at",
    "missing_values",
    "parse_canvas",
    "parse_setting",
    "parse_value",
    "run_command",
    "thing_named",
    "why_words",
    "with_own_keys",
]
