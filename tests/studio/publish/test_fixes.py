"""Every fix mends what it is for, in one edit, and leaves the rest."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest
from msgspec.structs import replace

from studio.model import (
    Asset,
    At,
    Canvas,
    Clip,
    Footage,
    Gap,
    Item,
    Keyframes,
    Layer,
    Place,
    Post,
    Problem,
    Project,
    Solid,
    Span,
    TextStyle,
    Title,
    check_project,
    duration,
    find,
)
from studio.platforms import platform_named
from studio.publish import FIXES, Given, Measured, check_for, mended, placed_texts
from studio.publish.found import ClipFound, Flashing, PicturesFound, SoundFound
from studio.publish.preflight import every_problem

ANSWERED = Post(ai="no", paid="no", minors="no")
CANVAS, STYLE, CENTRE = Canvas(), TextStyle(), Place()
SONG = Asset("m1", __file__, "sound", "song.mp3", Fraction(60), has_sound=True)


def span(start: int | Fraction, length: int | Fraction) -> Span:
    return Span(Fraction(start), Fraction(length))


def film(seconds: int = 10, *, post: Post = ANSWERED, canvas: Canvas = CANVAS) -> Project:
    return Project("p", post=post, canvas=canvas, main=(Clip("c1", Solid("#888888"), span(0, seconds)),))


def titled(text: str, *, style: TextStyle = STYLE, place: Place = CENTRE, at: int = 1, length: int = 3) -> Project:
    title = Clip("t1", Title(text, style), span(0, length), place=place)
    return replace(film(), layers=(Layer("l1", "text", items=(Item(title, At(Fraction(at))),)),))


def musical(*, post: Post = ANSWERED, gain_db: float = 0.0) -> Project:
    song = Clip("s1", Footage("m1"), span(0, 10), gain_db=gain_db)
    layers = (Layer("l1", "sound", items=(Item(song, At(Fraction(0))),)),)
    return replace(film(post=post), assets=(SONG,), sounds=layers)


def problems(
    project: Project, platform: str = "tiktok", measured: Measured | None = None, *, levelled: bool = True
) -> list[Problem]:
    texts = placed_texts(project)
    return list(check_for(project, platform_named(platform), texts=texts, measured=measured, levelled=levelled))


def fix(
    project: Project, code: str, platform: str = "tiktok", measured: Measured | None = None, *, levelled: bool = True
) -> Project:
    """The project after the fix of the one problem with that code, which must be there."""
    [problem] = [one for one in problems(project, platform, measured, levelled=levelled) if one.code == code]
    numbers = count(1)
    given = Given(problem, platform_named(platform), lambda stem: f"{stem}-new-{next(numbers)}", measured)
    after = mended(project, given)
    assert check_project(after) == ()
    return after


def codes(project: Project, platform: str = "tiktok") -> list[str]:
    return [problem.code for problem in problems(project, platform)]


@pytest.mark.parametrize("place", [Place(y=0.8), Place(y=-0.85), Place(x=0.5), Place(x=-0.4, y=0.5), Place(scale=2.6)])
@pytest.mark.parametrize("platform", ["tiktok", "reels", "shorts", "douyin", "channels"])
@pytest.mark.parametrize("style", [STYLE, TextStyle(box=True, size=0.1)])
def test_a_title_comes_into_the_safe_zone(place: Place, platform: str, style: TextStyle) -> None:
    project = titled("What nobody tells you about small kitchens", place=place, style=style)
    if "safe-zone" in codes(project, platform):
        assert "safe-zone" not in codes(fix(project, "safe-zone", platform), platform)


def test_a_moving_title_keeps_its_movement_on_the_way_into_the_safe_zone() -> None:
    from studio.model import Key

    moving = Keyframes(keys=(Key(Fraction(0), 0.7), Key(Fraction(3), 0.8)))
    after = fix(titled("Hello", place=Place(y=moving)), "safe-zone")
    found = find(after, "t1")
    assert found is not None
    assert isinstance(found.clip.place.y, Keyframes)
    first, last = (key.value for key in found.clip.place.y.keys)
    assert last - first == pytest.approx(0.1)


def test_small_words_become_easy_to_read_and_stay_in_the_safe_zone() -> None:
    after = fix(titled("Recipe in the caption", style=TextStyle(size=0.03)), "small-words")
    assert codes(after) == []


@pytest.mark.parametrize("at", [1, 7, 9])
def test_a_title_is_shown_as_long_as_it_takes_to_read_and_the_video_gets_no_longer(at: int) -> None:
    project = titled("A sentence of quite some length that takes a while", at=at, length=1)
    after = fix(project, "reading-speed")
    assert "reading-speed" not in codes(after)
    assert duration(after) == duration(project)


def test_the_label_for_ai_is_as_high_and_long_as_the_standard_asks() -> None:
    project = film(post=replace(ANSWERED, ai="yes"))
    for platform in ("douyin", "kuaishou", "channels", "bilibili", "xiaohongshu"):
        after = fix(project, "ai-label", platform)
        assert codes(after, platform) == [], platform
    assert "ai-label" not in codes(project, "tiktok"), "TikTok has a switch for it in the app"


@pytest.mark.parametrize("y", [-0.58, -0.4, 0.0])
def test_the_label_lies_on_no_other_words(y: float) -> None:
    project = titled("What nobody tells you about small kitchens", place=Place(y=y), at=0)
    after = fix(replace(project, post=replace(ANSWERED, ai="yes")), "ai-label", "douyin")
    (_, top, _, high), (_, other_top, _, other_high) = (
        next(text.box for text in placed_texts(after) if text.clip == clip) for clip in ("t1", "t-new-1")
    )
    assert top + high <= other_top or other_top + other_high <= top


def test_a_title_stays_as_near_to_its_place_as_it_can() -> None:
    low = fix(titled("What nobody tells you about small kitchens", place=Place(y=0.6)), "safe-zone")
    [(_, top, _, _)] = [text.box for text in placed_texts(low)]
    assert top > 960, "it was at the bottom and stays there"


def test_stray_gaps_and_clips_are_taken_out() -> None:
    frame = Fraction(1, 30)
    grey = Solid("#777777")
    project = Project(
        "p",
        post=ANSWERED,
        main=(
            Clip("c1", grey, span(0, 3)),
            Gap("g1", frame),
            Clip("c2", grey, span(0, 3)),
            Clip("c3", grey, span(0, 2 * frame)),
            Clip("c4", grey, span(0, 3)),
        ),
    )
    after = fix(fix(project, "stray-gap"), "stray-clip")
    assert [thing.id for thing in after.main] == ["c1", "c2", "c4"]
    assert codes(after) == []


def test_what_is_too_long_ends_where_the_platform_does() -> None:
    project = replace(musical(), main=(Clip("c1", Solid("#888888"), span(0, 500)), Clip("c2", Solid(), span(0, 200))))
    after = fix(project, "too-long")
    assert duration(after) == 600
    assert "too-long" not in codes(after)


def test_black_at_both_ends_is_trimmed() -> None:
    project = replace(film(), main=(Clip("b", Solid(), span(0, 1)), *film().main, Clip("e", Solid(), span(0, 2))))
    black = Measured(pictures=PicturesFound(black=(span(0, Fraction(3, 2)), span(10, 3))))
    assert {problem.code for problem in problems(project, measured=black)} == {"black-opening", "black-ending"}
    assert duration(fix(project, "black-ending", measured=black)) == 10
    after = fix(project, "black-opening", measured=black)
    assert duration(after) == Fraction(23, 2)
    assert after.main[0].id == "c1"


def test_bars_are_filled_by_shape_or_by_size() -> None:
    wide = Asset("m2", "/a/wide.mp4", "video", "wide.mp4", Fraction(9), width=1920, height=1080)
    clip = Clip("c1", Footage("m2"), span(0, 5))
    project = Project("p", post=ANSWERED, assets=(wide,), main=(clip,))
    bars = Measured(pictures=PicturesFound(clips=(ClipFound("c1", Fraction(2), 0.0, 0.684, 0.5),)))
    found = find(fix(project, "black-bars", measured=bars), "c1")
    assert found is not None
    assert found.clip.place.fit == "fill"
    inside = Measured(pictures=PicturesFound(clips=(ClipFound("c1", Fraction(2), 0.0, 0.2, 0.5),)))
    found = find(fix(project, "black-bars", measured=inside), "c1")
    assert found is not None
    assert found.clip.place.scale == pytest.approx(1.25)


def test_shape_and_size_of_the_canvas_follow_the_platform() -> None:
    assert fix(film(canvas=Canvas(1920, 1080)), "shape").canvas == Canvas(1080, 1920)
    assert fix(film(canvas=Canvas(720, 1280)), "small-canvas").canvas == Canvas(1080, 1920)


def test_words_of_the_post_are_cut_in_the_platforms_own_count() -> None:
    tags = tuple(f"tag{number}" for number in range(12))
    post = replace(ANSWERED, caption="🎬 word " * 700, title="A title that goes on and on for ever", hashtags=tags)
    project = film(post=post)
    assert {"caption-long", "hashtags-many"} <= set(codes(project))
    after = fix(fix(project, "hashtags-many"), "caption-long")
    assert codes(after) == []
    assert after.post.hashtags == tags[:5]
    assert after.post.caption.endswith("word…")
    after = fix(fix(project, "title-long", "douyin"), "hashtags-many", "douyin")
    assert "title-long" not in codes(after, "douyin")
    long = replace(ANSWERED, hashtags=tuple("x" * 70 + str(number) for number in range(4)))
    assert "hashtags-long" not in codes(fix(film(post=long), "hashtags-long", "bilibili"), "bilibili")


def test_an_advertisement_gets_its_hashtag_in_the_language_of_the_platform() -> None:
    project = film(post=replace(ANSWERED, paid="yes"))
    assert fix(project, "ad-mark").post.hashtags == ("ad",)
    assert fix(project, "ad-mark", "douyin").post.hashtags == ("广告",)
    assert "ad-mark" not in codes(fix(project, "ad-mark"))
    full = fix(film(post=replace(ANSWERED, paid="yes", hashtags=("a", "b", "c", "d", "e"))), "ad-mark")
    assert full.post.hashtags == ("ad", "a", "b", "c", "d")


def test_sound_is_brought_to_the_loudness_within_its_true_peak() -> None:
    def heard(lufs: float, peak: float) -> Measured:
        return Measured(sound=SoundFound(lufs, peak))

    def gain(code: str, measured: Measured) -> float:
        found = find(fix(musical(), code, measured=measured, levelled=False), "s1")
        assert found is not None
        assert isinstance(found.clip.gain_db, float)
        return found.clip.gain_db

    assert gain("quiet", heard(-24.0, -20.0)) == pytest.approx(10.0)
    assert gain("quiet", heard(-24.0, -6.0)) == pytest.approx(4.5)
    assert gain("loud", heard(-8.0, -2.0)) == pytest.approx(-6.0)
    assert gain("true-peak", heard(-12.0, 0.3)) == pytest.approx(-2.0)
    assert gain("clipped", Measured(sound=SoundFound(-14.0, -2.0, clipped=(Fraction(1),)))) == pytest.approx(-6.0)
    assert [one.code for one in problems(musical(), measured=heard(-24.0, -6.0))] == ["music-rights"]


def test_a_sound_without_a_licence_is_muted_and_no_longer_told() -> None:
    assert codes(musical()) == ["music-rights"]
    assert codes(fix(musical(), "music-rights")) == []


def test_what_flashes_is_darkened() -> None:
    flashing = Measured(pictures=PicturesFound(flashes=(Flashing("general", Fraction(2), Fraction(4), 10, dark=35),)))
    after = fix(film(), "flashes", measured=flashing)
    [layer] = after.layers
    [item] = layer.items
    assert (item.clip.content, item.clip.opacity) == (Solid("#000000"), 0.35)
    assert item.clip.length > 2
    assert str(item.clip.name) == "Darkened by 35 %"
    striped = Measured(pictures=PicturesFound(flashes=(Flashing("stripes", Fraction(2), Fraction(4), 9, dark=20),)))
    assert fix(film(), "stripes", measured=striped).layers[0].items[0].clip.opacity == 0.2


def test_words_that_hardly_stand_out_get_a_box() -> None:
    from studio.publish.found import TitleFound

    faint = Measured(titles=(TitleFound("t1", Fraction(2), 1.4),))
    for colour, box in (("#FFFFFF", "#000000B3"), ("#101010", "#FFFFFFB3")):
        after = fix(titled("Hello", style=TextStyle(colour=colour)), "contrast", measured=faint)
        found = find(after, "t1")
        assert found is not None
        assert isinstance(found.clip.content, Title)
        assert (found.clip.content.style.box, found.clip.content.style.box_colour) == (True, box)


def test_every_fix_is_tested_here() -> None:
    with open(__file__, encoding="utf-8") as file:  # noqa: PTH123
        text = file.read()
    assert [code for code in FIXES if f'"{code}"' not in text and code != "long-flashing"] == []


def test_what_was_left_as_it_is_is_not_told_again_and_can_be_listed() -> None:
    from studio.edits import ignore_problem
    from studio.publish import set_aside

    project = ignore_problem(musical(), code="music-rights", reason="my sister sings", about="m1")
    assert codes(project) == []
    [(problem, ignored)] = set_aside(project, every_problem(project, platform_named("tiktok")))
    assert (problem.code, ignored.reason) == ("music-rights", "my sister sings")
