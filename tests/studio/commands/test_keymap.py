"""Keymaps: data files that stand on each other, without two commands on one key."""

from __future__ import annotations

import pytest

from studio.commands import COMMANDS, conflicts, keymaps, keys_of, with_own_keys

NAMES = [known.id for known in keymaps()]


def test_there_are_capcuts_two_schemes_premiere_resolve_and_final_cut() -> None:
    assert NAMES == ["capcut", "capcut-premiere", "premiere", "resolve", "final-cut"]


@pytest.mark.parametrize("name", NAMES)
def test_no_keymap_gives_one_key_to_two_commands_or_to_none(name: str) -> None:
    keys = keys_of(name)
    assert not conflicts(keys)
    assert set(keys) <= set(COMMANDS)


@pytest.mark.parametrize(
    ("name", "command", "key"),
    [
        ("capcut", "split", "Ctrl+B"), ("capcut-premiere", "split", "Ctrl+K"), ("capcut-premiere", "export", "Ctrl+M"),
        ("capcut-premiere", "snapping", "S"), ("capcut-premiere", "select-tool", "V"),
        ("capcut-premiere", "split-tool", "C"), ("capcut-premiere", "select-backward", "A"),
        ("premiere", "lift", "Del"), ("premiere", "delete", "Shift+Del"), ("resolve", "split-tool", "B"),
        ("final-cut", "skimming", "S"), ("final-cut", "delete-left", "Alt+["),
    ],
)  # fmt: skip
def test_keys_are_those_people_know(name: str, command: str, key: str) -> None:
    assert key in keys_of(name)[command]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_keymap_does_not_name_keeps_capcuts_key(name: str) -> None:
    for command, key in (("undo", "Ctrl+Z"), ("play", "Space"), ("mark-in", "I"), ("import", "Ctrl+I")):
        assert key in keys_of(name)[command]
    assert keys_of("no such keymap") == keys_of("capcut")


def test_a_key_that_is_taken_is_nobody_elses_any_more() -> None:
    keys = with_own_keys(keys_of(), {"enable": ("Ctrl+B",)})
    assert keys["enable"] == ("Ctrl+B",)
    assert keys["split"] == ()
    assert conflicts({"a": ("X", "Y"), "b": ("Y",)}) == {"Y": ("a", "b")}
