"""Types, lint and format, run as the tests they are."""

from __future__ import annotations

from tests.helpers.source_tree import run


def test_types_hold_in_the_strictest_mode():
    done = run("mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_for_the_linter_to_say():
    done = run("ruff", "check", "--output-format", "concise")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_is_formatted():
    done = run("ruff", "format", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
