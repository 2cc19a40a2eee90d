"""The house rules of CONTRIBUTING.md that a machine can check, each with what to do instead."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from fnmatch import fnmatch

import pytest

from studio.model import Project
from tests.helpers.source_tree import ROOT, at, python_files, tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 450
EMPTY_NAMES = {"helper", "helpers", "util", "utils", "manager", "managers", "misc", "common", "data", "info"}
TOP_LEVEL = {
    ".ci", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "assets",
    "data", "docs", "effects", "packaging", "pyproject.toml", "studio", "tests",
}  # fmt: skip


def test_a_function_fits_a_screen():
    long = [
        f"{at(path, node.lineno)} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in python_files("studio", "effects", "packaging")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long, "\n".join(["Give its parts names:", *long])


def test_a_file_has_one_job():
    long = [
        f"{at(path, 1)} has {lines} lines"
        for path in python_files("studio", "effects", "packaging")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    ]
    assert not long, "\n".join(["Move its second job into a file of its own:", *long])


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
    left = [
        at(path, number)
        for path in python_files("studio", "effects", "packaging", "tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert not left, f"do it now, or write an issue: {left}"


def test_a_sentence_for_people_is_whole_when_it_is_marked():
    # The translation tools read the source: a sentence put together at run time can never be found again.
    broken = [
        f"{at(path, node.lineno)} {called(node)}"
        for path in python_files("studio", "effects")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and called(node) in ("say", "tr", "translate")
        and node.args
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in ast.walk(node.args[0]))
    ]
    assert not broken, f"use places: say('“{{name}}” is gone.', name=name): {broken}"


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_a_module_is_named_after_its_job():
    wrong = [at(path, 1) for path in python_files("studio", "effects") if set(path.stem.split("_")) & EMPTY_NAMES]
    assert not wrong, f"these names say nothing: {wrong}"


def test_every_file_says_its_job_first():
    silent = [
        at(path, 1)
        for path in python_files("studio", "effects", "packaging", "tests/helpers")
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not silent, f"begin with a docstring: {silent}"


def test_nothing_new_at_the_top_of_the_project():
    ignored = [".git", *(ROOT / ".gitignore").read_text(encoding="utf-8").replace("/", "").split()]
    names = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, pattern) for pattern in ignored)}
    assert names <= TOP_LEVEL, f"find these a room: {sorted(names - TOP_LEVEL)}"


ONE_EACH = [path.stem for path in python_files("effects") if path.stem[0] != "_" and path.parent.name != "looks"]
"""Files that hold an effect each; a file in `effects/looks` holds a family of looks."""


@pytest.mark.parametrize("effect", ONE_EACH)
def test_every_effect_is_listed_and_tested(effect):
    from effects import all_effects

    assert {effect, f"voice_{effect}"} & {applied.id for applied in all_effects()}
    tests = "".join(path.read_text(encoding="utf-8") for path in python_files("tests/effects"))
    assert effect in tests, f"write tests/effects/test_{effect}.py"


def test_the_robot_knows_every_edit():
    import studio.edits

    exported = {name: getattr(studio.edits, name) for name in studio.edits.__all__}
    edits = {name for name, what in exported.items() if inspect.isfunction(what) and makes_a_project(what)}
    robot = "".join(
        path.read_text(encoding="utf-8") for path in python_files("tests/studio/edits") if "robot" in path.stem
    )
    unknown = sorted(edit for edit in edits if edit not in robot)
    assert not unknown, f"give the robot a rule for each: {unknown}"


def makes_a_project(function: Callable[..., object]) -> bool:
    """Whether `function` is an edit: Project -> Project."""
    return inspect.signature(function).return_annotation in ("Project", Project)
