"""What is found before posting."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from studio.media import Facts
from studio.model import (
    Asset,
    At,
    Canvas,
    Clip,
    Footage,
    Item,
    Layer,
    Place,
    Post,
    Problem,
    Project,
    Solid,
    Span,
    TextStyle,
    Title,
)
from studio.platforms import platform_named
from studio.publish import PlacedText, check_for, placed_texts

TIKTOK = platform_named("tiktok")
ANSWERED = Post(ai="no", paid="no", minors="no")
UPRIGHT, STYLE, CENTRE = Canvas(), TextStyle(), Place()


def _project(seconds: int = 10, canvas: Canvas = UPRIGHT, rate: Fraction = Fraction(30)) -> Project:
    clip = Clip("c1", Solid(), Span(Fraction(0), Fraction(seconds)))
    return Project("p", post=ANSWERED, canvas=canvas, rate=rate, main=(clip,))


def _with_title(style: TextStyle = STYLE, place: Place = CENTRE, text: str = "Words") -> Project:
    title = Clip("t1", Title(text, style), Span(Fraction(0), Fraction(3)), place=place)
    return replace(_project(), layers=(Layer("l1", "text", items=(Item(title, At(Fraction(1))),)),))


def _codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_project_that_fits_has_nothing_to_look_at() -> None:
    assert check_for(_project(), TIKTOK) == ()


def test_an_empty_project_is_said_to_be_empty() -> None:
    assert _codes(check_for(Project("p", post=ANSWERED), TIKTOK)) == ["empty"]


@pytest.mark.parametrize(("seconds", "found"), [(2, ["too-short"]), (3, []), (600, []), (601, ["too-long"])])
def test_length_is_measured_against_the_platform(seconds: int, found: list[str]) -> None:
    assert _codes(check_for(_project(seconds), TIKTOK)) == found


def test_what_is_too_long_says_from_when_on() -> None:
    [problem] = check_for(_project(700), TIKTOK)
    assert problem.at == 600
    assert problem.level == "error"
    assert "700.0 s" in problem.sentence


def test_a_shape_the_platform_shows_with_bars_is_a_warning() -> None:
    [problem] = check_for(_project(canvas=Canvas(1920, 1080)), TIKTOK)
    assert (problem.code, problem.level) == ("shape", "warning")


def test_a_canvas_smaller_than_the_platform_shows_may_look_soft() -> None:
    assert _codes(check_for(_project(canvas=Canvas(720, 1280)), TIKTOK)) == ["small-canvas"]


def test_missing_media_is_named_with_the_time_it_is_first_seen(tmp_path: Path) -> None:
    there = tmp_path / "there.mp4"
    there.write_bytes(b"x")
    assets = tuple(
        Asset(name, str(path), "video", path.name, Fraction(9))
        for name, path in (("m1", there), ("m2", tmp_path / "gone.mp4"), ("m3", tmp_path / "unused.mp4"))
    )
    clips = tuple(Clip(f"c{n}", Footage(f"m{n}"), Span(Fraction(0), Fraction(4))) for n in (1, 2))
    [problem] = check_for(Project("p", post=ANSWERED, assets=assets, main=clips), TIKTOK)
    assert (problem.code, problem.about, problem.at) == ("missing-media", "m2", 4)
    assert "gone.mp4" in problem.sentence


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ((120, 240, 840, 600), True),
        ((119, 240, 100, 100), False),
        ((130, 239, 100, 100), False),
        ((700, 800, 200, 30), True),
        ((700, 800, 200, 60), False),
        ((200, 900, 580, 360), True),
        ((200, 900, 581, 100), False),
        ((200, 1200, 100, 61), False),
    ],
)
def test_words_belong_inside_the_safe_zone(box: tuple[float, float, float, float], inside: bool) -> None:
    text = PlacedText("t1", "Words", Fraction(2), box)
    found = check_for(_project(), TIKTOK, texts=[text])
    assert _codes(found) == ([] if inside else ["safe-zone"])
    if found:
        assert (found[0].about, found[0].at) == ("t1", 2)


def test_the_safe_zone_is_measured_on_smaller_canvases_too() -> None:
    project = _project(canvas=Canvas(540, 960))
    near, far = PlacedText("t1", "W", Fraction(0), (65, 130, 50, 50)), PlacedText("t2", "W", Fraction(0), (0, 0, 9, 9))
    found = check_for(project, TIKTOK, texts=[near, far])
    assert [problem.about for problem in found if problem.code == "safe-zone"] == ["t2"]


def test_where_titles_lie_is_taken_from_how_they_are_drawn() -> None:
    high, low = _with_title(place=Place(y=-0.4)), _with_title(place=Place(y=0.8))
    [placed] = placed_texts(high)
    assert placed.clip == "t1"
    assert placed.at == Fraction(5, 2)
    left, top, width, height = placed.box
    assert abs(left + width / 2 - 540) < 10
    assert abs(top + height / 2 - (960 - 0.4 * 1080)) < 15
    assert check_for(high, TIKTOK, texts=placed_texts(high)) == ()
    assert _codes(check_for(low, TIKTOK, texts=placed_texts(low))) == ["safe-zone"]


def test_a_title_that_is_off_or_hidden_is_not_looked_at() -> None:
    project = _with_title()
    [layer] = project.layers
    assert placed_texts(replace(project, layers=(replace(layer, hidden=True),))) == ()
    off = replace(layer.items[0], clip=replace(layer.items[0].clip, on=False))
    assert placed_texts(replace(project, layers=(replace(layer, items=(off,)),))) == ()


def test_words_too_small_for_a_phone_must_be_mended_and_small_ones_are_a_warning() -> None:
    [problem] = check_for(_with_title(TextStyle(size=0.03)), TIKTOK)
    assert (problem.code, problem.level) == ("small-words", "error")
    [problem] = check_for(_with_title(TextStyle(size=0.048)), TIKTOK)
    assert (problem.code, problem.level) == ("small-words", "warning")
    assert check_for(_with_title(TextStyle(size=0.03), Place(scale=2.0)), TIKTOK) == ()


def _film(path: Path, **changes: object) -> Facts:
    path.write_bytes(b"\0" * 2_000_000)
    facts = Facts(
        path=str(path),
        kind="video",
        duration=Fraction(10),
        width=1080,
        height=1920,
        rate=Fraction(30),
        codecs=("h264",),
    )
    return replace(facts, **changes)


def test_a_finished_video_is_checked_by_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    assert check_for(_film(path), TIKTOK) == ()
    assert _codes(check_for(_film(path, duration=Fraction(1)), TIKTOK)) == ["too-short"]
    assert _codes(check_for(_film(path, rate=Fraction(10)), TIKTOK)) == ["too-slow"]
    assert _codes(check_for(_film(path, rate=Fraction(90)), TIKTOK)) == ["too-fast"]
    assert _codes(check_for(_film(path, rate=Fraction(60000, 1001)), TIKTOK)) == []
    assert _codes(check_for(_film(path, width=200, height=356), TIKTOK)) == ["too-small"]
    assert _codes(check_for(_film(path, codecs=("prores",)), TIKTOK)) == ["codec"]
    assert _codes(check_for(_film(tmp_path / "film.avi"), TIKTOK)) == ["container"]
    assert _codes(check_for(_film(path, duration=Fraction(100)), TIKTOK)) == ["low-bit-rate"]
    assert _codes(check_for(_film(path, kind="sound"), TIKTOK)) == ["no-picture"]
    assert _codes(check_for(_film(path, duration=Fraction(1)), platform_named("channels"))) == ["bit-rate"]
