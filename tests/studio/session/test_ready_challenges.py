"""The challenges that come with the program: there, whole, allowed to be used, and joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.model import Footage, all_clips
from studio.remix import open_challenge
from studio.session.ready_challenges import join_ready, named_challenge, ready_challenge, ready_challenges
from tests.helpers.source_tree import ROOT

FOLDER = ROOT / "assets" / "challenges"
NAMES = (
    "before-after", "countdown-top-five", "day-documentary", "duet-choir", "glow-up", "green-screen-commentary",
    "host-a-topic", "lip-sync", "photo-dump", "reaction", "recipe", "rural-craft", "stitch-answer",
    "three-reasons-to-buy", "transition-jump", "useful-how-to",
)  # fmt: skip


def test_there_are_sixteen_and_they_are_small():
    assert ready_challenges() == NAMES
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 6 << 20


@pytest.mark.parametrize("name", NAMES)
def test_each_says_what_it_wants_and_what_allows_the_use_of_all_that_is_in_it(name: str):
    opened = ready_challenge(name)
    manifest, facts = opened.manifest, opened.manifest.challenge
    assert opened.preview is not None
    assert opened.preview.startswith(b"\xff\xd8")
    assert facts.name
    assert facts.about
    assert facts.rules
    assert facts.hashtags
    assert facts.licence == "CC0-1.0"
    assert all(slot.hint for slot in manifest.slots)
    assert any(slot.required and slot.kind != "text" for slot in manifest.slots)
    assert all(asset.author and asset.licence == "CC0-1.0" for asset in opened.project.assets)
    used = {found.clip.content.asset for found in all_clips(opened.project) if isinstance(found.clip.content, Footage)}
    assert used == {asset.id for asset in opened.project.assets}


def test_a_name_is_enough_to_mean_one_and_a_file_there_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert open_challenge(named_challenge(Path("recipe"))) == ready_challenge("recipe")
    monkeypatch.chdir(tmp_path)
    Path("recipe").write_bytes(b"mine")
    assert named_challenge(Path("recipe")) == Path("recipe")
    assert named_challenge(Path("nothing")) == Path("nothing")


def test_joining_one_twice_makes_two_projects():
    first, second = join_ready("before-after"), join_ready("before-after")
    assert first != second
    assert first.is_file()
    assert second.is_file()
