"""A newer version of a challenge keeps what was put in, and says what it could not keep."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio.edits import add_asset, fill_slot, mark_slot, set_challenge
from studio.model import Project, Slot
from studio.remix.versions import taken_over
from studio.sentences import Refused
from tests.helpers.word_sources import play, seconds, timeline, word


def _version(drawing: str, **slots: str) -> Project:
    project = timeline(drawing)
    for key, clip in slots.items():
        project = mark_slot(project, clip, slot=Slot(key))
    project = set_challenge(project, challenge_id="x", name="Bloom", hashtags="#bloom")
    return replace(project, challenge=replace(project.challenge, joined=True))


def _joined() -> Project:
    project = add_asset(add_asset(_version("abc def gh", one="abc", two="def"), word("mines")), word("yours"))
    project = fill_slot(project, "one", asset_id="file:mines", start=seconds(1))
    return replace(fill_slot(project, "two", asset_id="file:yours"), name="My film")


def test_what_was_put_in_is_in_the_newer_version_too():
    made, lost = taken_over(_joined(), _version("kl abcd", one="abcd"))
    assert play(made) == "klines"
    assert made.name == "My film"
    assert [str(one) for one in lost] == [
        "“two” is open again: There is no slot “two”. There are: one.",
        "“gh” is not in the new version.",
    ]


def test_another_challenge_or_an_older_version_is_no_newer_one():
    newer = _version("abc", one="abc")
    for other, words in (
        (replace(newer.challenge, id="y"), "another challenge"),
        (replace(newer.challenge, version=0), "older"),
    ):
        with pytest.raises(Refused, match=words):
            taken_over(_joined(), replace(newer, challenge=other))
    with pytest.raises(Refused, match="joins no challenge"):
        taken_over(replace(_joined(), challenge=None), newer)
