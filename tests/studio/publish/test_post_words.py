"""Words of the post counted as platforms count them, and what people are asked to declare."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.model import Asset, At, Clip, Footage, Item, Layer, Post, Problem, Project, Solid, Span
from studio.platforms import platform_named, platforms
from studio.publish import check_for, words_within
from studio.publish.post_words import count_words, posted_caption

ANSWERED = Post(ai="no", paid="no", minors="no")
SONG = Asset("m1", __file__, "sound", "song.mp3", Fraction(200), has_sound=True)


def _codes(problems: tuple[Problem, ...], level: str = "") -> set[str]:
    return {problem.code for problem in problems if not level or problem.level == level}


@pytest.mark.parametrize(
    ("text", "counting", "count"),
    [
        ("hello", "letters", 5),
        ("🎬 猫", "letters", 3),
        ("🎬 猫", "utf16", 4),
        ("Let's go to the café now", "words", 6),
        ("猫の日 cat day 2026", "words", 6),
        ("e\u0301", "utf16", 2),
        ("", "words", 0),
    ],
)
def test_each_platform_counts_its_own_way(text: str, counting: str, count: int) -> None:
    assert count_words(text, counting) == count


def test_hashtags_count_as_part_of_the_caption() -> None:
    assert posted_caption(Post(caption="Hello", hashtags=("a", "b"))) == "Hello\n#a #b"
    full = Post(caption="x" * 2194, hashtags=("four",))
    tiktok = platform_named("tiktok")
    assert list(words_within(full, tiktok)) == []
    assert [problem.code for problem in words_within(replace(full, caption="x" * 2195), tiktok)] == ["caption-long"]
    assert [problem.code for problem in words_within(Post(caption="🎬" * 1101), tiktok)] == ["caption-long"]


def test_titles_mentions_and_hashtags_have_limits_of_their_own() -> None:
    codes = {
        platform.id: {problem.code for problem in words_within(Post(title="Dawn"), platform)}
        for platform in platforms().values()
    }
    assert codes["channels"] == {"title-short"}
    assert not any(found for name, found in codes.items() if name != "channels")
    crowd = Post(caption=" ".join(f"@friend{number}" for number in range(21)))
    assert [problem.code for problem in words_within(crowd, platform_named("reels"))] == ["mentions-many"]
    assert list(words_within(Post(caption="ada@example.com"), platform_named("reels"))) == []


def _project(post: Post = ANSWERED, seconds: int = 10, **rights: str) -> Project:
    song = replace(SONG, **rights)
    item = Item(Clip("s1", Footage("m1"), Span(Fraction(0), Fraction(seconds))), At(Fraction(0)))
    main = (Clip("c1", Solid("#888888"), Span(Fraction(0), Fraction(seconds))),)
    return Project("p", post=post, assets=(song,), main=main, sounds=(Layer("l1", "sound", items=(item,)),))


def test_what_nobody_answered_is_asked_and_never_an_error() -> None:
    found = check_for(_project(Post(), licence="own"), platform_named("tiktok"))
    assert _codes(found) == {"ai-unanswered", "paid-unanswered", "minors-unanswered"}
    assert {problem.level for problem in found} == {"ask"}
    assert check_for(_project(Post(), licence="own"), platform_named("master")) == ()


def test_people_under_18_and_advertisements_have_their_duties() -> None:
    post = Post(ai="no", paid="yes", minors="yes", hashtags=("Anzeige",))
    found = check_for(_project(post, licence="own"), platform_named("tiktok"))
    assert _codes(found, "warning") == {"minors-consent"}
    found = check_for(_project(post), platform_named("tiktok"))
    assert _codes(found, "error") == {"music-rights"}, "an advertisement needs a licence for its music"


@pytest.mark.parametrize(
    ("seconds", "licence", "told"),
    [(60, "CC BY 4.0", False), (61, "CC BY 4.0", True), (61, "own", False), (61, "Own ", False)],
)
def test_a_short_over_a_minute_with_somebody_elses_sound_may_be_blocked(seconds: int, licence: str, told: bool) -> None:
    project = _project(seconds=seconds, licence=licence)
    assert ("claimed-sound" in _codes(check_for(project, platform_named("shorts")))) == told
    assert "claimed-sound" not in _codes(check_for(project, platform_named("tiktok")))
