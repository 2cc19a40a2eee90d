"""Policies as data: every number is a guess that names its source, and a broken file is refused in plain words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources

import pytest

from studio.platforms import platforms
from studio.reach.policy import policies, policy_from, policy_named
from studio.sentences import Refused

FOLDER = resources.files("assets").joinpath("policies")
NAMES = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".toml"))


def text(name: str) -> str:
    return FOLDER.joinpath(name).read_text(encoding="utf-8")


def bare(value: object, path: str = "") -> Iterator[str]:
    """Every number that does not lie in a table with a source, a date and a confidence."""
    if isinstance(value, dict):
        if value.keys() >= {"value", "source", "date", "confidence"}:
            date.fromisoformat(str(value["date"]))
            if len(str(value["source"])) > 10:
                return
        for key, inner in value.items():
            yield from bare(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from bare(inner, f"{path}[]")
    elif isinstance(value, bool | int | float):
        yield path


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_policy_has_a_source_a_date_and_a_confidence(name):
    assert list(bare(tomllib.loads(text(name)))) == []
    policy = policy_from(text(name), name)
    assert name == f"{policy.id}.toml"
    assert set(policy.platforms) <= set(platforms())
    assert policy.about.endswith(".")


def test_the_nine_ways_are_there():
    assert {
        "points", "tiktok", "douyin", "kuaishou", "channels", "reels", "musically", "shorts", "x",
    } <= set(policies())  # fmt: skip


def test_a_platform_without_a_policy_says_so():
    with pytest.raises(Refused, match="There is no policy for Bilibili"):
        policy_named("bilibili")
    with pytest.raises(Refused, match="No policy is called “vine”"):
        policy_named("vine")


def test_a_policy_that_was_copied_and_changed_is_used(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(text("points.toml").replace('id = "points"', 'id = "mine"').replace("value = 2.0", "value = 20.0"))
    changed = policy_named(str(mine))
    assert changed.id == "mine"
    assert changed.terms["like"].weight.value == 20.0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("value = -10.0", "value = 10.0", "cannot count for a post"),
        ("[200, 500", "[500, 200", "must grow"),
        ("[0.94,", "[1.94,", "between 0 and 1"),
        ("[pools]", "[pool]", "unknown field"),
        ("id = ", "id ", "no TOML"),
    ],
)
def test_a_broken_policy_is_refused_in_plain_words(old, new, why):
    assert old in text("points.toml")
    with pytest.raises(Refused, match=why):
        policy_from(text("points.toml").replace(old, new, 1), "mine.toml")
