"""Slots: marking what others fill, filling it, and what a challenge asks for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio.edits import (
    Screen,
    add_asset,
    fill_slot,
    fill_text_slot,
    lay_out,
    mark_slot,
    remix_challenge,
    set_challenge,
    set_place,
    slots_of,
    unmark_slot,
)
from studio.edits.screens import standing_screen
from studio.model import Challenge, Slot, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, seconds, timeline, with_title, word


def _asked(drawing: str = "abc defg hi"):
    """`defg` is the slot “act”; `vwxyz` and a photo and a song are in the library."""
    project = mark_slot(timeline(drawing), "defg", slot=Slot("act", shortest=seconds(2)))
    for one in (word("vwxyz"), word("p", kind="photo"), word("la", kind="sound"), word("u")):
        project = add_asset(project, one)
    return project


def test_a_filled_slot_shows_the_file_and_all_around_it_stays():
    filled = fill_slot(_asked(), "act", asset_id="file:vwxyz")
    assert play(filled) == "abcvwxyhi"
    assert find(filled, "defg").clip.slot.filled
    assert play(fill_slot(filled, "act", asset_id="file:vwxyz", start=seconds(1))) == "abcwxyzhi"


def test_a_shorter_file_closes_up_and_one_too_short_is_refused():
    assert play(fill_slot(_asked(), "act", asset_id="file:vwxyz", start=seconds(3))) == "abcyzhi"
    with refused("“u” is shorter than the 2 s that “act” wants"):
        fill_slot(_asked(), "act", asset_id="file:u")


@pytest.mark.parametrize(
    "screen", [Screen(0.25, 0.1, 0.5, 0.5), Screen(-0.2, -0.4, 0.3, 0.3, 1.0), Screen(0.0, 0.0, 1.0, 16 / 9)]
)
def test_a_file_of_another_shape_fills_the_screen_that_the_sample_had(screen: Screen):
    laid = lay_out(_asked(), ["defg"], [screen])
    wide = add_asset(laid, replace(word("wxyz"), width=1920, height=1080))
    filled = fill_slot(wide, "act", asset_id="file:wxyz")
    assert standing_screen(filled, find(filled, "defg").clip) == pytest.approx(screen)
    again = fill_slot(filled, "act", asset_id="file:vwxyz")
    assert standing_screen(again, find(again, "defg").clip) == pytest.approx(screen)


def test_a_sample_that_fills_by_itself_goes_on_doing_so():
    project = set_place(_asked(), "defg", fit="fill")
    wide = add_asset(project, replace(word("wxyz"), width=1920, height=1080))
    assert find(fill_slot(wide, "act", asset_id="file:wxyz"), "defg").clip.place.fit == "fill"


def test_two_clips_of_one_key_are_filled_with_the_same():
    project = mark_slot(_asked("abc defg hi"), "hi", slot=Slot("act"))
    assert [(key, len(clips)) for key, clips in slots_of(project)] == [("act", 2)]
    assert play(fill_slot(project, "act", asset_id="file:vwxyz")) == "abcvwxyvw"


def test_other_kinds_are_refused():
    for asset, words in (
        ("file:p", "wants a video, and “p” is none"),
        ("file:none", "is not part"),
        ("file:la", "none"),
    ):
        with refused(words):
            fill_slot(_asked(), "act", asset_id=asset)
    with refused("no slot “end”. There are: act"):
        fill_slot(_asked(), "end", asset_id="file:vwxyz")
    with refused("none of that kind"):
        mark_slot(_asked(), "abc", slot=Slot("pose", kind="photo"))
    with refused("of another kind"):
        mark_slot(_asked(), "abc", slot=Slot("act", kind="picture"))
    with refused("small letters"):
        mark_slot(_asked(), "abc", slot=Slot("My Slot"))
    with refused("longest"):
        mark_slot(_asked(), "abc", slot=Slot("b", shortest=seconds(3), longest=seconds(1)))


def test_words_fill_titles_and_a_slot_becomes_plain_again():
    project = mark_slot(with_title(_asked(), "T", 1), "T", slot=Slot("words", kind="text"))
    filled = fill_text_slot(project, "words", text="Hello")
    assert find(filled, "T").clip.content.text == "Hello"
    with refused("wants words"):
        fill_text_slot(project, "words", text=" ")
    with refused("not for words"):
        fill_text_slot(project, "act", text="Hello")
    plain = unmark_slot(project, "T")
    assert [key for key, _clips in slots_of(plain)] == ["act"]
    with refused("is no slot"):
        unmark_slot(plain, "T")


def test_a_challenge_says_what_it_asks():
    made = set_challenge(_asked(), challenge_id="x", name=" Bloom ", hashtags="#a b", rules=["one", " "])
    assert made.challenge == Challenge("x", name="Bloom", hashtags=("a", "b"), rules=("one",))
    later = set_challenge(made, challenge_id="y", deadline="2026-12-31")
    assert (later.challenge.id, later.challenge.deadline) == ("x", "2026-12-31")
    with refused("is no date"):
        set_challenge(made, deadline="soon")
    with refused("needs an id"):
        set_challenge(_asked(), name="Bloom")
    joined = replace(made, challenge=replace(made.challenge, joined=True))
    with refused("joins a challenge"):
        set_challenge(joined, name="Mine")


def test_a_remix_knows_what_it_was_made_from():
    made = set_challenge(_asked(), challenge_id="x", name="Bloom", author="@ann", hashtags="#a")
    again = remix_challenge(remix_challenge(made, challenge_id="y", author="@bo"), challenge_id="z", name="Wilt")
    assert [(one.id, one.author) for one in again.challenge.ancestors] == [("y", "@bo"), ("x", "@ann")]
    assert (again.challenge.name, again.challenge.author, again.challenge.hashtags) == ("Wilt", "", ("a",))
    with refused("of no challenge"):
        remix_challenge(_asked(), challenge_id="y")
    with refused("an id of its own"):
        remix_challenge(made, challenge_id="x")


@pytest.mark.parametrize("kind", ["picture", "voice"])
def test_looser_kinds_take_what_is_seen_or_heard(kind: str):
    project = mark_slot(_asked(), "abc", slot=Slot("any", kind=kind))
    assert play(fill_slot(project, "any", asset_id="file:vwxyz")).startswith("vwx")
